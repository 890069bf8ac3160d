// Who looks at a mailbox is told of each change in it, whoever made it and by whatever way, and of nothing in others.
import { expect, it, onTestFinished } from "vitest";
import { parseEvents } from "../../../src/cli/api/event-source.ts";
import {
  EventStream,
  parsePosition,
  type StreamEvent,
  type TrackingSummary,
} from "../../../src/journey/event-stream.ts";
import type { MailboxEvent } from "../../../src/journey/mailbox-events.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, recall, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { messages, send } from "./support.ts";

interface Told {
  /** Reads on until one says so: "Inbox created". */
  until(last: string): Promise<string[]>;
  readonly ids: string[];
}

/** Resolves once changes are told. */
async function look(on: Sandbox, mailboxes: string, more = ""): Promise<Told> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const path = `/api/events?types=mailbox${more}&mailboxes=${mailboxes}`;
  const response = await fetch(on.url + path, { signal: stop.signal });
  const events = parseEvents(response.body as never)[Symbol.asyncIterator]();
  const ids: string[] = [];
  const until = async (last: string) => {
    const seen: string[] = [];
    while (seen.at(-1) !== last) {
      const { done, value } = await events.next();
      if (done) throw new Error(`The stream ended before "${last}": ${seen.join(", ")}`);
      ids.push(value.id ?? "");
      const { folder, what } = value.data as MailboxEvent;
      seen.push(folder === null ? what : `${folder} ${what}`);
    }
    return seen;
  };
  const told = { until, ids };
  expect(await told.until("followed")).toEqual(["followed"]);
  return told;
}

const path = (id: string) => `/v1.0/users/bob@contoso.com/messages/${id}`;

it("of what comes in, is read, moved and deleted over HTTP", async () => {
  const on = await sandbox({ config: tenant() });
  const told = await look(on, "Bob@contoso.com");
  await submit(on, { subject: "Live" });
  expect(await told.until("Inbox created")).toEqual(["Inbox created"]);
  const [message] = await messages(on, "bob");
  await send(on, "PATCH", path(message?.id ?? ""), { isRead: true });
  expect(await told.until("Inbox updated")).toEqual(["Inbox updated"]);
  const moved = await send<{ id: string }>(on, "POST", `${path(message?.id ?? "")}/move`, { destinationId: "archive" });
  expect(await told.until("Archive created")).toEqual(["Inbox deleted", "Archive created"]);
  await send(on, "DELETE", path(moved.id));
  expect((await told.until("Deleted Items created"))[0]).toBe("Archive deleted");
});

it("of what a recall takes, and of nothing in another mailbox", async () => {
  const on = await sandbox({ config: tenant() });
  const told = await look(on, "bob@contoso.com");
  const id = await submit(on, { to: ["carol@contoso.com"] });
  const other = await submit(on, { to: ["bob@contoso.com"] });
  await recall(on, id);
  await recall(on, other);
  expect(await told.until("Inbox deleted")).toEqual(["Inbox created", "Inbox deleted"]);
});

it("goes on after the clock jumped past every term", async () => {
  const on = await sandbox({ config: tenant() });
  const told = await look(on, "bob@contoso.com");
  for (let n = 0; n < 2; n += 1) {
    await on.advance(40 * 24 * HOUR);
    await on.housekeeping.run();
    await submit(on, { subject: `After ${n}` });
    expect(await told.until("Inbox created")).toContain("Inbox created");
  }
});

it("after a reset each mailbox is followed again", async () => {
  const on = await sandbox({ config: tenant() });
  const told = await look(on, "bob@contoso.com");
  await submit(on);
  await told.until("Inbox created");
  await on.reset({ clock: true });
  expect(await told.until("followed")).toContain("followed");
  await submit(on);
  expect(await told.until("Inbox created")).toEqual(["Inbox created"]);
});

it("their ids are positions in what is kept: who comes back with one misses no other event, and sees none twice", async () => {
  const on = await sandbox({ config: tenant() });
  const told = await look(on, "bob@contoso.com");
  await submit(on, { subject: "One" });
  await told.until("Inbox created");
  const stop = new AbortController();
  const from = parsePosition(told.ids.at(-1) ?? "") ?? EventStream.BEGINNING;
  const events = on.events.read(from, new Set(["tracking"]), { signal: stop.signal, idleMs: 20_000 });
  const first = (await events.next()).value as readonly StreamEvent[];
  expect(first.map(({ data }) => (data as TrackingSummary).eventId)).toEqual(["RECEIVE", "DELIVER"]);
  stop.abort();
  await events.return(undefined);
});

it("a reader that takes nothing is told that it missed some", async () => {
  const on = await sandbox({ config: tenant() });
  const stop = new AbortController();
  const options = { signal: stop.signal, idleMs: 20_000, mailboxes: ["bob@contoso.com"] };
  const slow = on.events.read(await on.events.end(), new Set(["mailbox"]), options);
  expect((await slow.next()).value?.[0]?.data).toMatchObject({ what: "followed" });
  const data: MailboxEvent = { mailbox: "bob@contoso.com", folder: "Inbox", item: 1, what: "updated" };
  for (let n = 0; n < 2000; n += 1) on.events.tell({ type: "mailbox", data });
  expect((await slow.next()).value).toMatchObject([{ type: "gap" }]);
  on.events.tell({ type: "mailbox", data });
  expect((await slow.next()).value).toMatchObject([{ type: "mailbox", data }]);
  stop.abort();
  await slow.return(undefined);
});

it.each([
  ["types=mailbox", "mailboxes: names whose changes"],
  ["types=tracking&mailboxes=bob@contoso.com", "mailboxes: names whose changes"],
  ["types=mailbox&mailboxes=nobody@contoso.com", "nobody@contoso.com is no mailbox"],
])("%s is refused", async (query, sentence) => {
  const on = await sandbox({ config: tenant() });
  const answer = await fetch(`${on.url}/api/events?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(sentence);
});
