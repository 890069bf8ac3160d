import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  items,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  submitWithoutWaiting,
  tenant,
} from "../../support/sandbox.ts";
import { blackHole, roundTrip } from "../../support/smart-host.ts";

const shared = tenant({
  mailboxes: [
    person("alice"),
    person("bob"),
    person("carol"),
    { address: "sales@contoso.com", displayName: "Sales", type: "Shared", sendAs: ["alice@contoso.com"] },
  ],
});

// R6, R7, R19: compared as mailboxes; the report goes to the mailbox that sent.
it("who may send as a shared mailbox may recall what was sent as it", async () => {
  const on = await sandbox({ config: shared });
  const original = await submitWithoutWaiting(on, { as: "alice@contoso.com", from: "sales@contoso.com" });
  await on.idle();

  const request = await recall(on, original, "alice@contoso.com");

  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "sales")).toEqual(["Message Recall Report: Budget"]);
});

// R6: the Message-ID of another's mail, sent under one's own name, gives no right to the other's.
it("a Message-ID that another submitted under his own name recalls nothing of the first", async () => {
  const on = await sandbox({ config: shared });
  const original = await submit(on, { subject: "Alice's" });
  await submit(on, { from: "carol@contoso.com", to: "alice@contoso.com", messageId: original, subject: "Carol's" });

  const request = await recall(on, original, "carol@contoso.com");

  expect(await report(on, request)).toEqual(["alice@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual(["Alice's"]);
});

// Facts say no more than that the switch exists: off means that this mailbox is left alone (docs/fidelity.md).
it("with MessageRecallProcessingEnabled off a mailbox keeps its copy", async () => {
  const config = tenant({ mailboxes: [person("alice"), person("bob", { messageRecallProcessingEnabled: false })] });
  const on = await sandbox({ config });
  expect(await report(on, await recall(on, await submit(on)))).toEqual(["bob@contoso.com: failed (mailboxOptedOut)"]);
});

// R17, R22: what waits and what is due survives a restart.
it("a recall that waits goes on after a restart", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  const hole = await blackHole();
  const config = tenant({ ...roundTrip(hole.address), clock: { foreignQuiet: "20ms" } });
  try {
    const first = await sandbox({ config, data });
    const original = await submit(first, { headers: { "X-Sandbox-Signature": "true" } });
    const request = await recall(first, original);
    await first.stop();

    const second = await sandbox({ config, data });
    expect(await report(second, request)).toEqual(["bob@contoso.com: pending"]);
    await second.advance(24 * 3_600_000);
    expect(await report(second, request)).toEqual(["bob@contoso.com: failed (notReturned)"]);
    expect((await items(second, "bob")).map((item) => item.subject)).toEqual(["Budget"]);
    await second.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
