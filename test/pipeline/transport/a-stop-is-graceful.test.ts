import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { cleanUp, client, lines, wire } from "../../support/transport.ts";

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
