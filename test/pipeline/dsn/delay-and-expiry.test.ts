import { expect, it } from "vitest";
import { HOUR, NOON, sandbox, submit, tenant } from "../../support/sandbox.ts";
import { closedPort, foreignHost, notifications, outbound, outcomesOf } from "../../support/transport.ts";

const MINUTE = 60_000;
const to = "frank@fabrikam.com";

it("after four hours the sender is told once that the message waits, and until when it is tried", async () => {
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
  await submit(on, { to, subject: "Patience" });
  await on.advance(4 * HOUR - MINUTE);
  expect(await notifications(on, "alice")).toEqual([]);

  await on.advance(11 * MINUTE);

  const [delay, ...more] = await notifications(on, "alice");
  expect(more).toEqual([]);
  expect(delay?.subject).toBe("Delivery delayed: Patience");
  const [recipient] = delay?.status.recipients ?? [];
  expect(recipient).toMatchObject({ finalRecipient: to, action: "delayed", status: "4.4.316" });
  expect(Date.parse(recipient?.willRetryUntil ?? "")).toBe(NOON + 24 * HOUR);

  await on.advance(10 * HOUR);
  expect(await notifications(on, "alice")).toHaveLength(1);
});

it("after 24 hours it fails with 4.4.7 and the last reason, at that very time", async () => {
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${await closedPort()}`)) });
  const id = await submit(on, { to, subject: "Patience" });
  await on.advance(24 * HOUR - 1);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual([`${to} delayed 4.4.316`]);

  await on.advance(1);

  const [ndr] = await notifications(on, "alice");
  expect(ndr?.subject).toBe("Undeliverable: Patience");
  expect(ndr?.status.recipients).toMatchObject([
    {
      finalRecipient: to,
      action: "failed",
      status: "4.4.7",
      diagnosticCode: "550 4.4.7 QUEUE.Expired; message expired; last reply: 451 4.4.316 Connection refused",
    },
  ]);
  // Our own verdict, not the peer's words.
  expect(ndr?.status.recipients[0]).not.toHaveProperty("remoteMta");
  const last = (await on.tracking.find({ messageId: id })).at(-1);
  expect(last).toMatchObject({ eventId: "FAIL", at: NOON + 24 * HOUR });
  expect(await on.queue.counts()).toEqual([]);
});

it("a message that gets through after the notice makes no NDR", async () => {
  const port = await closedPort();
  const on = await sandbox({ config: tenant(outbound(`127.0.0.1:${port}`)) });
  await submit(on, { to });
  await on.advance(5 * HOUR);
  const host = await foreignHost({ port });
  await on.advance(20 * HOUR);
  expect(host.taken).toHaveLength(1);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual([`${to} delayed 4.4.316`]);
});

it("both times are settings", async () => {
  const on = await sandbox({
    config: tenant({
      ...outbound(`127.0.0.1:${await closedPort()}`),
      transport: { delayNotification: "10m", expiration: "1h" },
    }),
  });
  await submit(on, { to });
  await on.advance(HOUR);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual([`${to} failed 4.4.7`, `${to} delayed 4.4.316`]);
});
