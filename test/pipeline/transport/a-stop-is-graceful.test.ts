import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sandbox, subjects, submitWithoutWaiting, tenant } from "../../support/sandbox.ts";
import { blackHole } from "../../support/smart-host.ts";
import { cleanUp, client, lines, outbound, wire } from "../../support/transport.ts";

it("idle clients are told 421, a message under way is still taken, and is there after the restart", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  const first = await sandbox({ config: tenant(), data });
  const idle = await client(first, "submission");
  const sending = await client(first);
  await sending.ask("MAIL FROM:<frank@fabrikam.com>");
  await sending.ask("RCPT TO:<bob@contoso.com>");
  await sending.ask("DATA");
  const message = wire(lines("Subject: In time", "Message-ID: <1@fabrikam.com>", "", "Hi"));
  sending.raw(message.subarray(0, 30));

  const stopped = first.stop();
  expect(await idle.reply()).toBe("421 4.3.2 Service shutting down");
  await idle.closed();
  expect(await first.readiness()).toContainEqual({
    name: "stopping",
    status: "failed",
    reason: "the sandbox is stopping",
  });
  sending.raw(message.subarray(30));
  expect(await sending.reply()).toMatch(/^250 2\.6\.0 /);
  expect(await sending.reply()).toBe("421 4.3.2 Service shutting down");
  await stopped;

  const second = await sandbox({ config: tenant(), data });
  await second.idle();
  expect(await subjects(second, "bob")).toEqual(["In time"]);
});

it("a next hop that never replies holds up no stop, and is given the message again", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(data, { recursive: true, force: true }));
  let isMute = true;
  const tries = new EventEmitter();
  const host = await blackHole(() => {
    tries.emit("try");
    return isMute ? new Promise<never>(() => {}) : undefined;
  });
  const config = tenant(outbound(host.address));
  const first = await sandbox({ config, data });
  const tried = once(tries, "try");
  const id = await submitWithoutWaiting(first, { to: "frank@fabrikam.com", subject: "Without a word" });
  await tried;

  await first.stop();

  isMute = false;
  const second = await sandbox({ config, data });
  await second.advance(60_000);
  expect(host.taken).toHaveLength(1);
  const deferred = (await second.tracking.find({ messageId: id })).find(({ eventId }) => eventId === "DEFER");
  expect(deferred?.detail).toBe("451 4.3.2 Service shutting down");
});
