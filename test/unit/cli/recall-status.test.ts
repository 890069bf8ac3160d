// `recall status` of a recall with many recipients. Against a whole sandbox.
import { Command } from "commander";
import { expect, it } from "vitest";
import { registerRecall } from "../../../src/cli/recall.ts";
import { registerRecall as inRegister } from "../../support/registered-recall.ts";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { fakeTerminal } from "./terminal.ts";

const REQUEST = "<request@contoso.com>";

/** Every tenth of so many recipients failed. */
async function recallOf(count: number) {
  const on = await sandbox({ config: tenant() });
  const recipients = Array.from({ length: count }, (_, n) => ({
    address: `user${String(n).padStart(5, "0")}@contoso.com`,
    status: n % 10 === 0 ? ("failed" as const) : ("recalled" as const),
  }));
  await inRegister(on, { requestMessageId: REQUEST }, recipients);
  return async (...words: string[]) => {
    const terminal = fakeTerminal();
    const program = new Command().exitOverride().configureOutput({ writeErr() {} });
    registerRecall(program, terminal);
    await program.parseAsync(["recall", "status", ...words, "--url", on.url], { from: "user" });
    return terminal.written.join("\n");
  };
}

const rowsIn = (text: string) => text.match(/^ {2}user\d+@/gm)?.length ?? 0;

it("shows totals, the first fifty, and how many more there are", async () => {
  const status = await recallOf(120);
  const text = await status("last");
  expect(text).toContain("\n  120 recipients: 108 recalled, 12 failed\n");
  expect(rowsIn(text)).toBe(50);
  expect(text).toContain("\n  … 70 more: --all shows them, --status picks some.\n");
});

it("shows all, or those of one status, where that is asked for", async () => {
  const status = await recallOf(120);
  const all = await status("1@contoso.com", "--all");
  expect([rowsIn(all), all.includes("more:")]).toEqual([120, false]);
  const failed = await status(REQUEST, "--status", "failed");
  expect([rowsIn(failed), failed.includes("more:")]).toEqual([12, false]);
  await expect(status("last", "--status", "gone")).rejects.toThrow(/Allowed choices are pending, recalled/);
});

it("gives scripts every recipient, however many pages that takes", async () => {
  const status = await recallOf(5200);
  const { recipients, totals, next } = JSON.parse(await status("last", "--json"));
  expect([recipients.length, new Set(recipients.map((one: { address: string }) => one.address)).size]).toEqual([
    5200, 5200,
  ]);
  expect([totals.recipients, totals.failed, next]).toEqual([5200, 520, undefined]);
});
