import { expect, it } from "vitest";
import type { JourneyQuery } from "../../../src/journey/journey.ts";
import { parseSearchText } from "../../../src/journey/search-text.ts";
import { MOST_WAITERS } from "../../../src/journey/waiters.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { recall, sandbox, submit, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { tnefMail } from "../../support/tnef-mail.ts";

const subjectsOf = async (on: Sandbox, query: JourneyQuery) =>
  (await on.journeys.list(query, { limit: 50 })).journeys.map(({ subject }) => subject);

it("is found by each part of a search, without case, and by none that is wrong", async () => {
  const on = await sandbox({ config: tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } }) });
  const id = await submit(on, { subject: "Über 100 % Umsatz_2026", to: "bob@contoso.com" });
  await submit(on, { subject: "Lunch", from: "carol@contoso.com", to: "dave@contoso.com" });
  await recall(on, id);
  const journey = await on.journeys.find(id);

  const hits: JourneyQuery[] = [
    { from: "ALICE" },
    { to: "bob@" },
    { subject: "über 100 %" },
    { subject: "umsatz_2026" },
    { text: "UMSATZ" },
    { text: id.slice(1, 12) },
    { messageId: id },
    { messageId: id.slice(1, -1) },
    { id: journey?.id ?? "" },
    { id: journey?.passes[1]?.networkMessageId.toUpperCase() ?? "" },
    { recall: "recalled" },
    { since: on.clock.now() - 1000, until: on.clock.now() + 1000 },
  ];
  const misses: JourneyQuery[] = [
    { from: "bob" },
    { to: "alice@fabrikam.com" },
    { subject: "umsatzx2026" },
    { subject: "%lunch%" },
    { messageId: "<other@contoso.com>" },
    { id: "00000000-0000-7000-8000-000000000000" },
    { hop: "Ou" },
    { rule: "Rout" },
    { verdict: "lost" },
    { since: on.clock.now() + 1 },
  ];
  for (const query of hits)
    expect(await subjectsOf(on, { ...query, kind: "message" }), JSON.stringify(query)).toContain(
      "Über 100 % Umsatz_2026",
    );
  for (const query of misses) expect(await subjectsOf(on, query), JSON.stringify(query)).toEqual([]);
  expect(await subjectsOf(on, { hop: "out", rule: "ROUTE", verdict: "changed", kind: "message" })).toHaveLength(2);
});

it("is found by whom its header names, by its size and by what it has", async () => {
  const on = await sandbox({ config: tenant() });
  const pdf = { filename: "plan.pdf", content: Buffer.alloc(20_000) };
  const logo = { filename: "logo.png", content: "png", cid: "logo@contoso.com" };
  await submit(on, { subject: "Plain", to: "bob@contoso.com" });
  await submit(on, {
    subject: "Plan",
    to: "bob@contoso.com",
    cc: "Carol@Contoso.com",
    bcc: "dave@contoso.com",
    replyTo: "Desk <desk@contoso.com>",
    attachments: [pdf],
  });
  await submit(on, { subject: "Logo", html: '<img src="cid:logo@contoso.com">', attachments: [logo] });
  await submit(on, { raw: await tnefMail({ subject: "Rich" }) });

  const found = (line: string) => subjectsOf(on, parseSearchText(line));
  expect(await found("cc:carol@contoso.com")).toEqual(["Plan"]);
  expect(await found("to:carol")).toEqual(["Plan"]);
  expect(await found("bcc:dave")).toEqual(["Plan"]);
  expect(await found("bcc:bob")).toEqual([]);
  expect(await found("reply-to:desk")).toEqual(["Plan"]);
  expect(await found("addressed:desk@")).toEqual(["Plan"]);
  expect(await found("has:attachment")).toEqual(["Plan"]);
  expect(await found("has:inline")).toEqual(["Logo"]);
  expect(await found("has:tnef")).toEqual(["Rich"]);
  expect(await found("larger:20K")).toEqual(["Plan"]);
  expect((await found("-has:attachment smaller:20K")).toSorted()).toEqual(["Logo", "Plain", "Rich"]);
});

it("comes in pages, newest first, none twice", async () => {
  const on = await sandbox({ config: tenant() });
  for (let n = 1; n <= 7; n += 1) await submit(on, { subject: `No ${n}` });
  const seen: string[] = [];
  let after: { startedAt: number; id: string } | undefined;
  do {
    const page = await on.journeys.list({}, { limit: 3, ...(after && { after }) });
    seen.push(...page.journeys.map(({ subject }) => subject));
    after = page.next;
  } while (after);
  // All began in the same frozen millisecond.
  expect(seen.toSorted()).toEqual(["No 1", "No 2", "No 3", "No 4", "No 5", "No 6", "No 7"]);
  expect(seen).toHaveLength(7);
});

it("is awaited: at once where it is there, else when it comes to be; time running out is an answer too", async () => {
  const on = await sandbox({ config: tenant() });
  const query = { subject: "soon", verdict: "intact" } as const;
  const [early, never] = [
    on.journeys.wait(query, { timeoutMs: 20_000 }),
    on.journeys.wait({ subject: "never" }, { timeoutMs: 30 }),
  ];
  await submit(on, { subject: "See you soon" });
  expect((await early).map(({ subject }) => subject)).toEqual(["See you soon"]);
  expect(await on.journeys.wait(query, { timeoutMs: 20_000 })).toHaveLength(1);
  expect(await never).toEqual([]);
  expect(on.journeys.waiting).toBe(0);
});

it("waits for a recall as for mail", async () => {
  const on = await sandbox({ config: tenant() });
  const id = await submit(on);
  const recalled = on.journeys.wait({ messageId: id, recall: "recalled" }, { timeoutMs: 20_000 });
  await recall(on, id);
  expect(await recalled).toHaveLength(1);
});

it("a thousand waiters hold up neither mail nor each other; more than the limit are refused", async () => {
  const on = await sandbox({ config: tenant() });
  const waiting = Array.from({ length: 1000 }, (_, n) =>
    on.journeys.wait({ subject: n < 999 ? `never ${n}` : "the one", verdict: "intact" }, { timeoutMs: 20_000 }),
  );
  await submit(on, { subject: "The one" });
  expect(await waiting.at(-1)).toHaveLength(1);
  expect(on.journeys.waiting).toBe(999);
  const more = Array.from({ length: MOST_WAITERS - 999 }, () =>
    on.journeys.wait({ subject: "x" }, { timeoutMs: 20_000 }),
  );
  await expect(on.journeys.wait({ subject: "x" }, { timeoutMs: 1 })).rejects.toThrow(/wait already/);
  // A stop lets go of all of them.
  await on.stop();
  expect((await Promise.all([...waiting.slice(0, 999), ...more])).flat()).toEqual([]);
});

it("a client that goes away waits no longer", async () => {
  const on = await sandbox({ config: tenant() });
  const gone = new AbortController();
  const waiting = on.journeys.wait({ subject: "x" }, { timeoutMs: 20_000, signal: gone.signal });
  gone.abort();
  expect(await waiting).toEqual([]);
  expect(on.journeys.waiting).toBe(0);
});

it("a restart goes on where it was: nothing is told twice, nothing is missed", async () => {
  const { mkdtemp, rm } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const data = await mkdtemp(`${tmpdir()}/journeys-`);
  try {
    const first = await sandbox({ config: tenant(), data });
    await submit(first, { subject: "Before" });
    await first.journeys.list({}, { limit: 1 });
    // The last of the mail may be stopped before anybody asked.
    await submitWithoutWaiting(first, { subject: "Between" });
    await first.stop();
    const second = await sandbox({ config: tenant(), data });
    await submit(second, { subject: "After" });
    expect((await subjectsOf(second, {})).toSorted()).toEqual(["After", "Before", "Between"]);
    expect((await second.journeys.list({ verdict: "intact" }, { limit: 9 })).journeys).toHaveLength(3);
    await second.stop();
  } finally {
    await rm(data, { recursive: true });
  }
});
