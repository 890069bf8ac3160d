import { describe, expect, it } from "vitest";
import type { TransportConfig } from "../../../src/organization/organization.ts";
import { reply } from "../../../src/smtp/reply.ts";
import { expiresAt, isDelayed, retryAt, sortOutcomes } from "../../../src/transport/deliver/outcomes.ts";
import type { QueuedItem } from "../../../src/transport/queue/queue-repository.ts";
import { HOUR, NOON } from "../../support/sandbox.ts";
import { mailItem } from "../../support/transport.ts";

const MINUTE = 60_000;
const config: TransportConfig = {
  maxHopCount: 60,
  retryScheduleMs: [1, 5, 10].map((minutes) => minutes * MINUTE),
  delayNotificationMs: 4 * HOUR,
  expirationMs: 24 * HOUR,
  maxConcurrencyPerNextHop: 20,
  rulesApplyToSystemMessages: false,
  attachmentScanLimit: 1_048_576,
  quarantineRetentionMs: 30 * 86_400_000,
};
const queued = (parts: Partial<QueuedItem> = {}): QueuedItem => ({
  id: 1,
  queue: "delivery",
  nextHop: "internet",
  dueAt: NOON,
  queuedAt: NOON,
  attempts: 0,
  delayNotified: false,
  contentId: 1,
  item: mailItem(),
  ...parts,
});
const outcome = (address: string, code: number, enhanced = `${Math.trunc(code / 100)}.0.0`) => ({
  recipient: { address },
  reply: reply(code, enhanced, "said the peer"),
});

describe("sortOutcomes()", () => {
  const all = [outcome("sent@x", 250), outcome("failed@x", 550), outcome("deferred@x", 451, "4.4.2")];
  const names = (list: readonly { recipient: { address: string } }[]) => list.map(({ recipient }) => recipient.address);

  it("reads temporary and permanent off the code", () => {
    const { sent, failed, deferred } = sortOutcomes(all, false);
    expect([names(sent), names(failed), names(deferred)]).toEqual([["sent@x"], ["failed@x"], ["deferred@x"]]);
  });

  it("fails what is temporary once the message expired, with 4.4.7 and the last reply", () => {
    const { failed, deferred } = sortOutcomes(all, true);
    expect(deferred).toEqual([]);
    expect(failed.map(({ reply: { code, enhanced, text } }) => `${code} ${enhanced} ${text}`)).toEqual([
      "550 5.0.0 said the peer",
      "550 4.4.7 QUEUE.Expired; message expired; last reply: 451 4.4.2 said the peer",
    ]);
  });
});

describe("retryAt()", () => {
  it("follows the schedule, whose last wait repeats", () => {
    const waits = [0, 1, 2, 3, 50].map((attempts) => retryAt(queued({ attempts }), config, NOON) - NOON);
    expect(waits).toEqual([1, 5, 10, 10, 10].map((minutes) => minutes * MINUTE));
  });

  it("brings the last try to the instant of expiry", () => {
    const now = NOON + 24 * HOUR - 3 * MINUTE;
    expect(retryAt(queued({ attempts: 9 }), config, now)).toBe(NOON + 24 * HOUR);
    expect(expiresAt(queued(), config)).toBe(NOON + 24 * HOUR);
  });

  it("is never now or before", () => {
    const now = NOON + 30 * HOUR;
    expect(retryAt(queued(), config, now)).toBeGreaterThan(now);
  });
});

it("isDelayed() holds from the delay on, until the sender was told", () => {
  expect(isDelayed(queued(), config, NOON + 4 * HOUR - 1)).toBe(false);
  expect(isDelayed(queued(), config, NOON + 4 * HOUR)).toBe(true);
  expect(isDelayed(queued({ delayNotified: true }), config, NOON + 5 * HOUR)).toBe(false);
});
