// fault(): mail that is lost on the way back comes again, and arrives once.
import { expect, it } from "vitest";
import { library, Q3 } from "../support/library.ts";

it("acts until it ends, and tells its hits", async () => {
  const sandbox = await library();
  const later = sandbox.fault("return.endOfData=reply:451 4.7.1 Come back later");
  await sandbox.send(Q3);
  await sandbox.advance("1m");
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toHaveLength(0);
  later.end();
  expect(later.hits).toBeGreaterThan(1);
  await sandbox.advance("1h");
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toHaveLength(1);
});

it("a 250 that never arrives makes the mail come twice; the mailbox has it once", async () => {
  const sandbox = await library();
  const lost = sandbox.fault("return.endOfData=lose,nth=1");
  await sandbox.send(Q3);
  await sandbox.advance("1h");
  expect(lost.hits).toBe(1);
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toHaveLength(1);
});

it("says what is wrong with a line, and that the sandbox was stopped", async () => {
  const sandbox = await library();
  expect(() => sandbox.fault("return.mail=lose")).toThrow("lose can't happen in phase mail");
  await sandbox.stop();
  expect(() => sandbox.fault("return.mail=cut")).toThrow("This sandbox was stopped.");
});
