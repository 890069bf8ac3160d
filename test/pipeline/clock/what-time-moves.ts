// All that mail waits for, moved by one surface: asked over HTTP, so that surfaces differ in how they move time alone.
import { expect, it } from "vitest";
import { person, tenant } from "../../support/sandbox.ts";
import { cmdlet, get, messages, recall, send } from "../http/support.ts";

/** A sandbox whose time one surface moves. */
export interface Timed {
  readonly url: string;
  /** From alice. Returns the Message-ID once the server has it. */
  submit(mail: { to?: string; subject?: string }): Promise<string>;
  idle(): Promise<void>;
  /** "24h"; resolves when what became due has happened. Returns what the surface says it is then, ISO 8601. */
  advance(by: string): Promise<string>;
}

export type Start = (config: object) => Promise<Timed>;

/** Mail of alice leaves for a smart host that is not there; requests and reports go direct. */
export const AWAY = {
  outboundConnectors: [
    {
      name: "Out",
      connectorType: "OnPremises",
      isTransportRuleScoped: true,
      useMxRecord: false,
      smartHosts: "127.0.0.1:9",
    },
  ],
  transportRules: [
    {
      name: "Route",
      fromScope: "InOrganization",
      exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      exceptIfHeaderMatchesPatterns: ["."],
      exceptIfFrom: "Office365Reports@microsoft.com",
      routeMessageOutboundConnector: "Out",
    },
  ],
};

interface Event {
  readonly at: string;
  readonly eventId: string;
}

async function sent(on: Timed, mail: { to?: string; subject?: string } = {}): Promise<string> {
  const id = await on.submit({ subject: "Budget", ...mail });
  await on.idle();
  return id;
}

/** Whole minutes from the message's first event on, of all its events of that kind. */
async function minutesOf(on: Timed, messageId: string, eventId: string): Promise<number[]> {
  const { events } = await get<{ events: Event[] }>(on, `/api/journeys/${encodeURIComponent(messageId)}`);
  const first = Date.parse(events[0]?.at ?? "");
  return events
    .filter((event) => event.eventId === eventId)
    .map(({ at }) => Math.round((Date.parse(at) - first) / 60_000));
}

const subjects = async (on: Timed, user: string, folder?: string) =>
  (await messages(on, user, folder)).map(({ subject }) => subject);

const statusOf = async (on: Timed, request: string) => {
  const { recipients, final } = await get<{
    recipients: { status: string; trueReason: string | null }[];
    final: boolean;
  }>(on, `/api/recalls/${encodeURIComponent(request)}`);
  return [...recipients.map(({ status, trueReason }) => (trueReason ? `${status} (${trueReason})` : status)), final];
};

export function whatTimeMoves(start: Start): void {
  it("says what time it is then", async () => {
    const on = await start(tenant());
    const { milliseconds } = await get<{ milliseconds: number }>(on, "/api/clock");
    const now = await on.advance("90m");
    expect(Date.parse(now)).toBe(milliseconds + 90 * 60_000);
    expect(await get(on, "/api/clock")).toMatchObject({ now });
  });

  it("retries on schedule, the notice of a delay, and the end", async () => {
    const on = await start(tenant(AWAY));
    const id = await sent(on);
    await on.advance("25m");
    expect(await minutesOf(on, id, "DEFER")).toEqual([0, 1, 2, 3, 4, 9, 14, 19, 24]);
    expect(await subjects(on, "alice")).toEqual([]);
    await on.advance("4h");
    expect(await subjects(on, "alice")).toEqual([expect.stringMatching(/delayed/i)]);
    await on.advance("20h");
    expect(await minutesOf(on, id, "FAIL")).toEqual([24 * 60]);
    expect(await subjects(on, "alice")).toEqual(["Undeliverable: Budget", expect.anything()]);
  });

  it("the 24 hours of a recall, to the second", async () => {
    const on = await start(tenant(AWAY));
    await sent(on);
    const request = await recall(on, "alice", "Budget");
    await on.advance("86399s");
    expect(await statusOf(on, request)).toEqual(["pending (notFound)", false]);
    expect(await minutesOf(on, request, "DEFER")).toEqual([
      0,
      1,
      6,
      21,
      ...Array.from({ length: 23 }, (_, n) => 81 + 60 * n),
    ]);
    await on.advance("1s");
    expect(await statusOf(on, request)).toEqual(["failed (notFound)", true]);
    expect(await minutesOf(on, request, "DROP")).toEqual([24 * 60]);
  });

  it("the age at which nothing is recalled any more", async () => {
    const on = await start(tenant({ organizationConfig: { messageRecallMaxRecallableAge: "1h" } }));
    await sent(on, { subject: "In time" });
    await on.advance("1h");
    expect(await statusOf(on, await recall(on, "alice", "In time"))).toEqual(["recalled", true]);
    await sent(on, { subject: "Too late" });
    await on.advance("3601s");
    expect(await statusOf(on, await recall(on, "alice", "Too late"))).toEqual(["failed (tooOld)", true]);
  });

  it("what is held before it is sent", async () => {
    const mailboxes = [person("alice", { undoSend: "10s" }), person("bob")];
    const on = await start(tenant({ mailboxes }));
    const message = { subject: "Held", toRecipients: [{ emailAddress: { address: "bob@contoso.com" } }] };
    await send(on, "POST", "/v1.0/users/alice@contoso.com/sendMail", { message });
    await on.advance("9s");
    expect([await subjects(on, "bob"), await subjects(on, "alice", "outbox")]).toEqual([[], ["Held"]]);
    await on.advance("1s");
    expect([await subjects(on, "bob"), await subjects(on, "alice", "outbox")]).toEqual([["Held"], []]);
  });

  it("how long a hold keeps what was recalled", async () => {
    const held = { litigationHoldEnabled: true, litigationHoldDuration: "20d", retainDeletedItemsFor: "2d" };
    const mailboxes = [person("alice"), person("bob", held), person("carol", { retainDeletedItemsFor: "2d" })];
    const on = await start(tenant({ mailboxes }));
    await sent(on, { to: "bob@contoso.com", subject: "Held" });
    await sent(on, { to: "carol@contoso.com", subject: "Not held" });
    await recall(on, "alice", "Held");
    await recall(on, "alice", "Not held");
    const purges = async (user: string) => subjects(on, user, "recoverableitemspurges");
    expect([await purges("bob"), await purges("carol")]).toEqual([["Held"], ["Not held"]]);
    await on.advance("4d");
    expect([await purges("bob"), await purges("carol")]).toEqual([["Held"], []]);
    await on.advance("17d");
    expect(await purges("bob")).toEqual([]);
  });

  it("retention: legs first, the trace later", async () => {
    const on = await start(tenant({ retention: { legs: "2d", trace: "5d" } }));
    const id = await sent(on, { to: "x@fabrikam.com" });
    const legs = async () => (await get<{ legs: object[] }>(on, "/api/legs")).legs.length;
    const traced = async () => (await fetch(`${on.url}/api/journeys/${encodeURIComponent(id)}`)).status === 200;
    await on.advance("1d");
    expect([await legs(), await traced()]).toEqual([1, true]);
    await on.advance("2d");
    expect([await legs(), await traced()]).toEqual([0, true]);
    await on.advance("3d");
    expect([await legs(), await traced()]).toEqual([0, false]);
  });

  it("the hour that a setting takes to act", async () => {
    const on = await start(tenant({ service: { propagationDelay: "1h" } }));
    await sent(on, { subject: "Before" });
    await sent(on, { subject: "After" });
    await cmdlet(on, "Set-OrganizationConfig", { MessageRecallEnabled: false });
    await on.advance("59m");
    expect(await statusOf(on, await recall(on, "alice", "Before"))).toEqual(["recalled", true]);
    await on.advance("1m");
    await expect(recall(on, "alice", "After")).rejects.toThrow(/^400: /);
  });
}
