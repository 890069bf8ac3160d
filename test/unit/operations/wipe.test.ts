// The wipe holds nobody up: a folder of many rows and large bodies goes in slices.
import { randomBytes } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, it } from "vitest";
import { openEphemeralFolder } from "../../../src/database/data-folder.ts";
import { openSqlite } from "../../../src/database/sqlite.ts";
import { wipe } from "../../../src/wipe.ts";

it("twenty thousand events and 60 MB of bodies go, and the loop turns all the while", async () => {
  const folder = openEphemeralFolder();
  const db = openSqlite(folder.databaseFile, { durable: false });
  const chunk = randomBytes(256 * 1024);
  for (let n = 0; n < 240; n += 1)
    await db.write((tx) => tx.run("INSERT INTO body_chunk (upload, seq, data) VALUES ($1, $2, $3)", ["u", n, chunk]));
  for (let n = 0; n < 20; n += 1)
    await db.write((tx) =>
      tx.run(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
         INSERT INTO tracking_event (at, event_id, source, network_message_id, journey_id, message_id, sender, recipients, subject, size)
         SELECT i, 'RECEIVE', 'SMTP', hex(randomblob(16)), hex(randomblob(16)), hex(randomblob(16)), 'a', '[]', 's', 1 FROM n`,
      ),
    );
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  expect(await wipe(db)).toBe(20_240);
  delay.disable();
  for (const table of ["body_chunk", "tracking_event"])
    expect(await db.get(`SELECT count(*) AS n FROM ${table}`)).toEqual({ n: 0 });
  // A slice takes some ten milliseconds; other work on the machine makes single turns late.
  expect(delay.percentile(50) / 1e6).toBeLessThan(100);
  await db.close();
  folder.release();
});
