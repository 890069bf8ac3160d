import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HOUR, NOON, sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { inGraph, newest, recipients, sendAt, sendMail } from "./support.ts";

it("what is held leaves at its time after a restart, and can still be taken back; a reset takes it away", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  try {
    const before = await sandbox({ config: tenant(), data });
    const later = { singleValueExtendedProperties: [sendAt(NOON + HOUR)] };
    await sendMail(before, { ...later, subject: "Leaves" });
    await sendMail(before, { ...later, subject: "Taken back", toRecipients: recipients("carol") });
    await before.stop();

    const after = await sandbox({ config: tenant(), data });
    expect((await after.outbox.list()).map(({ subject }) => subject)).toEqual(["Leaves", "Taken back"]);
    await inGraph(after, "DELETE", `messages/${await newest(after, "outbox")}`);
    await after.advance(HOUR);
    expect(await subjects(after, "bob")).toEqual(["Leaves"]);
    expect(await subjects(after, "carol")).toEqual([]);
    expect(await subjects(after, "alice", "drafts")).toEqual(["Taken back"]);

    await sendMail(after, { singleValueExtendedProperties: [sendAt(NOON + 9 * HOUR)] });
    await after.reset();
    expect(await after.outbox.list()).toEqual([]);
    await after.advance(9 * HOUR);
    expect(await subjects(after, "bob")).toEqual([]);
    await after.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
