import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOUR, NOON, sandbox, submit, tenant } from "../../support/sandbox.ts";
import {
  cleanUp,
  closedPort,
  foreignHost,
  notifications,
  outbound,
  outcomesOf,
  trail,
} from "../../support/transport.ts";

const MINUTE = 60_000;
const to = "frank@fabrikam.com";

/** Minutes after NOON at which an event of that kind was written. */
async function minutesOf(
  on: Awaited<ReturnType<typeof sandbox>>,
  messageId: string,
  eventId: string,
): Promise<number[]> {
  const rows = await on.tracking.find({ messageId });
  return rows.filter((row) => row.eventId === eventId).map((row) => (row.at - NOON) / MINUTE);
}

describe("a next hop that can't be reached", () => {
  it("is tried again 4 × after a minute, 6 × after five, then every ten", async () => {
    const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
    const id = await submit(on, { to });
    await on.advance(HOUR + 10 * MINUTE);
    expect(await minutesOf(on, id, "DEFER")).toEqual([0, 1, 2, 3, 4, 9, 14, 19, 24, 29, 34, 44, 54, 64]);
  });

  it("gets the message as soon as it is there at a retry; each try is told", async () => {
    const port = await closedPort();
    const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${port}`)) });
    const id = await submit(on, { to });
    await on.advance(MINUTE);
    const host = await foreignHost({ port });
    await on.advance(MINUTE - 1);
    expect(host.taken).toHaveLength(0);
    await on.advance(1);
    expect(host.taken).toHaveLength(1);
    expect(await trail(on, id)).toEqual([`RECEIVE ${to}`, `DEFER ${to}`, `DEFER ${to}`, `SENDEXTERNAL ${to}`]);
    const [, deferred, , sent] = await on.tracking.find({ messageId: id });
    expect(deferred?.detail).toBe("451 4.4.316 Connection refused");
    expect(sent?.detail).toMatch(new RegExp(`^Message sent to 127.0.0.1:${port} with reply: 250 `));
    expect(await on.queue.counts()).toEqual([]);
  });
});

describe("a next hop that answers 4xx", () => {
  it("to MAIL, RCPT or DATA defers; the settings' schedule counts", async () => {
    const refusals: { mail?: string; recipient?: string; message?: string } = { mail: "451 4.7.1 Greylisted" };
    const host = await foreignHost({
      onMail: () => refusals.mail,
      onRecipient: () => refusals.recipient,
      onMessage: () => refusals.message,
    });
    const on = await sandbox({
      config: tenant({ ...outbound(host.address), transport: { retrySchedule: ["10s", "20s", "40s"] } }),
    });
    const id = await submit(on, { to });
    delete refusals.mail;
    refusals.recipient = "450 4.2.1 Mailbox busy";
    await on.advance(10_000);
    delete refusals.recipient;
    refusals.message = "452 4.3.1 No room";
    await on.advance(20_000);
    delete refusals.message;
    await on.advance(40_000);

    const rows = (await on.tracking.find({ messageId: id })).slice(1);
    expect(rows.map((row) => [(row.at - NOON) / 1000, row.eventId])).toEqual([
      [0, "DEFER"],
      [10, "DEFER"],
      [30, "DEFER"],
      [70, "SENDEXTERNAL"],
    ]);
    expect(rows.slice(0, 3).map((row) => row.detail)).toEqual([
      "451 4.7.1 Greylisted",
      "450 4.2.1 Mailbox busy",
      "452 4.3.1 No room",
    ]);
  });

  it("for some recipients: the others are sent at once, only those wait", async () => {
    let busy = true;
    const host = await foreignHost({
      onRecipient: (address) => (busy && address.startsWith("busy") ? "450 4.2.1 Mailbox busy" : undefined),
    });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    const id = await submit(on, { to: ["free@fabrikam.com", "busy@fabrikam.com"] });
    expect(host.taken.map((mail) => mail.to)).toEqual([["free@fabrikam.com"]]);
    busy = false;
    await on.advance(MINUTE);
    expect(host.taken.map((mail) => mail.to)).toEqual([["free@fabrikam.com"], ["busy@fabrikam.com"]]);
    expect(await trail(on, id)).toEqual([
      "RECEIVE free@fabrikam.com busy@fabrikam.com",
      "SENDEXTERNAL free@fabrikam.com",
      "DEFER busy@fabrikam.com",
      "SENDEXTERNAL busy@fabrikam.com",
    ]);
  });
});

it("advancing the clock passes every retry on its way, one after the other", async () => {
  const times: number[] = [];
  const host = await foreignHost({
    onMail: () => {
      times.push((on.clock.now() - NOON) / MINUTE);
      return "451 4.7.1 Not yet";
    },
  });
  const on = await sandbox({
    config: tenant({
      ...outbound(host.address),
      transport: { retrySchedule: ["1m", "30m"], delayNotification: "1h", expiration: "2h" },
    }),
  });
  await submit(on, { to });
  await on.advance(24 * HOUR);
  expect(times).toEqual([0, 1, 31, 61, 91, 120]);
  expect(on.clock.now()).toBe(NOON + 24 * HOUR);
});

it("a restart changes nothing: attempts, notices and expiry count on", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  const config = tenant(outbound(`127.0.0.1:${await closedPort()}`));
  const first = await sandbox({ config, data });
  const id = await submit(first, { to });
  await first.advance(5 * HOUR);
  expect(outcomesOf(await notifications(first, "alice"))).toEqual([`${to} delayed 4.4.316`]);
  await first.stop();

  const second = await sandbox({ config, data, frozenAt: NOON + 5 * HOUR });
  await second.advance(19 * HOUR);

  const minutes = await minutesOf(second, id, "DEFER");
  expect(minutes.slice(9, 13)).toEqual([29, 34, 44, 54]);
  expect(new Set(minutes.slice(12).map((at, index, all) => at - (all[index - 1] ?? at - 10)))).toEqual(new Set([10]));
  expect(outcomesOf(await notifications(second, "alice"))).toEqual([`${to} failed 4.4.7`, `${to} delayed 4.4.316`]);
});
