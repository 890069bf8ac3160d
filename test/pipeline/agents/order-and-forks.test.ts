import { describe, expect, it } from "vitest";
import type { QueuedMessageEventSource, RoutingAgent } from "../../../src/agent-api/agents.ts";
import type { EnvelopeRecipient, MailItem } from "../../../src/agent-api/mail-item.ts";
import { headersOf, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { foreignHost } from "../../support/transport.ts";

const EVENTS = ["onSubmitted", "onResolved", "onRouted", "onCategorized"] as const;
type EventName = (typeof EVENTS)[number];

const names = (recipients: readonly EnvelopeRecipient[]) =>
  recipients.map(({ address }) => address.split("@")[0]).join("+");

/** Writes down every call: "onResolved Watcher bob+carol". */
function watcher(seen: string[], name: string, priority: number): RoutingAgent {
  const note = (event: EventName) => (_source: QueuedMessageEventSource, item: MailItem) => {
    seen.push(`${event} ${name} ${names(item.recipients)}`);
  };
  return { name, priority, ...Object.fromEntries(EVENTS.map((event) => [event, note(event)])) };
}

describe("routing agents", () => {
  it("run in order of priority, lower first, at every event in turn", async () => {
    const seen: string[] = [];
    const routing = [watcher(seen, "late", 300), watcher(seen, "early", -5), watcher(seen, "middle", 50)];
    const on = await sandbox({ config: tenant(), agents: { routing } });
    await submit(on);
    expect(seen).toEqual(EVENTS.flatMap((event) => ["early", "middle", "late"].map((name) => `${event} ${name} bob`)));
  });

  it("see recipients as submitted, then resolved, then with next hops, then one item per hop", async () => {
    const seen: string[] = [];
    const hops: string[] = [];
    const looker: RoutingAgent = {
      name: "Looker",
      priority: 1,
      onRouted: (_source, item) =>
        void hops.push(...item.recipients.map(({ nextHop, mailbox }) => `${nextHop?.kind} ${mailbox ?? ""}`.trim())),
    };
    const on = await sandbox({
      config: tenant({ groups: [{ address: "team@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] }] }),
      agents: { routing: [watcher(seen, "w", 50), looker] },
    });
    await submit(on, { to: ["team@contoso.com", "frank@fabrikam.com"] });
    expect(seen).toEqual([
      "onSubmitted w team+frank",
      "onResolved w bob+carol+frank",
      "onRouted w bob+carol+frank",
      "onCategorized w bob+carol",
      "onCategorized w frank",
    ]);
    expect(hops).toEqual(["mailbox bob@contoso.com", "mailbox carol@contoso.com", "internet"]);
  });

  it("that fork: the fork goes on with the next agent, and every event comes once per fork", async () => {
    const seen: string[] = [];
    const forker: RoutingAgent = {
      name: "Forker",
      priority: 50,
      onResolved(source, item) {
        seen.push(`onResolved forker ${names(item.recipients)}`);
        const fork = source.fork(item, item.recipients.slice(1));
        fork.headers.append("X-Fork", "yes");
      },
    };
    const on = await sandbox({
      config: tenant(),
      agents: { routing: [watcher(seen, "before", 40), forker, watcher(seen, "after", 60)] },
    });
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    expect(seen).toEqual([
      "onSubmitted before bob+carol",
      "onSubmitted after bob+carol",
      "onResolved before bob+carol",
      "onResolved forker bob+carol",
      "onResolved after bob",
      "onResolved after carol",
      "onRouted before bob",
      "onRouted before carol",
      "onRouted after bob",
      "onRouted after carol",
      "onCategorized before bob",
      "onCategorized before carol",
      "onCategorized after bob",
      "onCategorized after carol",
    ]);
    expect((await headersOf(on, "bob")).has("X-Fork")).toBe(false);
    expect((await headersOf(on, "carol")).get("X-Fork")).toBe("yes");
  });

  it("that fork keep what agents before them did: headers and facts", async () => {
    const facts: unknown[] = [];
    const first: RoutingAgent = {
      name: "First",
      priority: 40,
      onResolved(_source, item) {
        item.headers.append("X-First", "seen");
        item.data.first = "yes";
      },
    };
    const forker: RoutingAgent = {
      name: "Forker",
      priority: 50,
      onResolved(source, item) {
        const fork = source.fork(item, item.recipients.slice(1));
        fork.data.fork = "yes";
      },
      onRouted: (_source, { data }) => void facts.push({ first: data.first, fork: data.fork }),
    };
    const on = await sandbox({ config: tenant(), agents: { routing: [first, forker] } });
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    for (const name of ["bob", "carol"]) expect((await headersOf(on, name)).get("X-First")).toBe("seen");
    expect(facts).toEqual([{ first: "yes" }, { first: "yes", fork: "yes" }]);
  });
});

it("an edited header leaves everywhere, other fields keep their bytes", async () => {
  const host = await foreignHost();
  const editor: RoutingAgent = {
    name: "Editor",
    priority: 50,
    onResolved: (_source, item) => item.headers.set("Subject", "Edited"),
  };
  const on = await sandbox({
    config: tenant({
      outboundConnectors: [{ name: "O", recipientDomains: ["*"], useMxRecord: false, smartHosts: host.address }],
      clock: { foreignQuiet: "0s" },
    }),
    agents: { routing: [editor] },
  });
  await submit(on, {
    to: ["bob@contoso.com", "frank@fabrikam.com"],
    headers: { "X-Odd": "a,   b" },
  });
  expect(await subjects(on, "bob")).toEqual(["Edited"]);
  const sent = host.taken[0]?.bytes.toString() ?? "";
  expect(sent).toContain("\r\nSubject: Edited\r\n");
  expect(sent).toContain("\r\nX-Odd: a,   b\r\n");
  // Alice's own copy is what she sent.
  expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
});
