import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { HOLDINGS, type JourneyQuery, KINDS, RECALL_STATES, VERDICTS } from "../../../src/journey/journey.ts";
import { JourneyRepository } from "../../../src/journey/journey-repository.ts";
import type { JourneyRow } from "../../../src/journey/journey-row.ts";
import { matchesQuery } from "../../../src/journey/matches.ts";

const folder = mkdtempSync(join(tmpdir(), "matches-"));
const db = openSqlite(join(folder, "db.sqlite"), { durable: false });
const repository = new JourneyRepository(db);
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

const WORDS = [
  "Budget",
  "100%",
  "a_b",
  "\\",
  "Ärger",
  "ärger",
  "BOB@contoso.com",
  "x",
  "",
  "To the Service",
  "mailbox",
];
const word = fc.constantFrom(...WORDS);
const addresses = fc
  .array(
    word.filter((text) => text !== ""),
    { maxLength: 3 },
  )
  .map((list) => list.map((text) => text.toLowerCase()));
const row = (at: number): fc.Arbitrary<JourneyRow> =>
  fc.record({
    id: fc.constant(`id-${at}`),
    kind: fc.constantFrom(...KINDS),
    causedBy: fc.constant(null),
    startedAt: fc.integer({ min: 1, max: 3 }),
    changedAt: fc.constant(5),
    messageId: fc.constantFrom("<a@x>", "<b@x>", ""),
    subject: word,
    sender: word,
    recipients: addresses,
    recipientCount: fc.constant(1),
    size: fc.integer({ min: 1, max: 4 }),
    cc: addresses,
    bcc: addresses,
    replyTo: addresses,
    has: fc.subarray([...HOLDINGS]),
    hops: fc.array(
      word.filter((text) => text !== ""),
      { maxLength: 2 },
    ),
    rules: fc.array(
      word.filter((text) => text !== ""),
      { maxLength: 2 },
    ),
    strip: fc.constant([]),
    verdict: fc.constantFrom(...VERDICTS),
    recall: fc.constantFrom(...RECALL_STATES),
    lostAt: fc.constant(null),
    version: fc.constant(at),
  });
const parts = {
  text: word,
  from: word,
  to: word,
  cc: word,
  bcc: word,
  replyTo: word,
  addressed: word,
  larger: fc.integer({ min: 0, max: 5 }),
  smaller: fc.integer({ min: 0, max: 5 }),
  has: fc.constantFrom(...HOLDINGS),
  subject: word,
  messageId: fc.constantFrom("<a@x>", "a@x", "<c@x>"),
  hop: word,
  rule: word,
  verdict: fc.constantFrom(...VERDICTS),
  recall: fc.constantFrom(...RECALL_STATES),
  kind: fc.constantFrom(...KINDS),
  since: fc.integer({ min: 0, max: 4 }),
  until: fc.integer({ min: 0, max: 4 }),
} as const;
/** Few parts at a time, so that much is found. */
const plain = fc
  .subarray(Object.keys(parts) as (keyof typeof parts)[], { maxLength: 2 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, parts[name] as fc.Arbitrary<unknown>]))))
  .map((asked): JourneyQuery => asked);
const query = fc
  .record({ asked: plain, all: fc.array(plain, { maxLength: 1 }), none: fc.array(plain, { maxLength: 2 }) })
  .map(({ asked, all, none }): JourneyQuery => ({ ...asked, all, none }));

let rows: JourneyRow[] = [];
beforeAll(async () => {
  rows = Array.from({ length: 300 }, (_, at) => fc.sample(row(at + 1), { numRuns: 1, seed: at })[0] as JourneyRow);
  await db.write(async (tx) => {
    for (const one of rows) {
      await repository.save(tx, one);
      // The log that the row is made from: Message-IDs are looked up there.
      await tx.run(
        `INSERT INTO tracking_event (at, event_id, source, network_message_id, journey_id, message_id, sender, recipients, subject, size)
         VALUES (1, 'RECEIVE', 'SMTP', $1, $1, $2, '', '[]', '', 0)`,
        [one.id, one.messageId],
      );
    }
  });
});

it("a row at hand and a row in the database are judged alike", async () => {
  let hits = 0;
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const found = (await repository.list(asked, 1000)).map(({ id }) => id).sort();
      const judged = rows
        .filter((one) => matchesQuery(asked, one))
        .map(({ id }) => id)
        .sort();
      hits += found.length;
      expect(judged).toEqual(found);
    }),
    { numRuns: 400, seed: 20 },
  );
  expect(hits).toBeGreaterThan(500);
});
