// Pages of a recall's recipients: every one once, in either direction, and totals that agree with them.
import { expect, it } from "vitest";
import type { RecallRegister } from "../../../../src/agents/recall/register.ts";
import type { RecallStatus } from "../../../../src/agents/recall/status.ts";
import { type RegisteredRecipient, registerRecall } from "../../../support/registered-recall.ts";
import { server } from "../../http/support.ts";

const REQUEST = "<request@contoso.com>";
const address = (n: number) => `user${String(n).padStart(4, "0")}@contoso.com`;

async function recallOf(statuses: readonly RegisteredRecipient["status"][]): Promise<RecallRegister> {
  const on = await server();
  const recipients = statuses.map((status, n) => ({ address: address(n), status }));
  await registerRecall(on, { requestMessageId: REQUEST }, recipients);
  return on.recalls;
}

const repeat = (times: number, status: RecallStatus) => Array.from({ length: times }, () => status);

it("goes forward and back over the same pages", async () => {
  const recalls = await recallOf(repeat(25, "recalled"));
  const first = await recalls.page(REQUEST, { limit: 10 });
  expect([first.recipients.length, first.previous, first.next]).toEqual([10, undefined, address(9)]);
  const second = await recalls.page(REQUEST, { limit: 10, after: first.next });
  const third = await recalls.page(REQUEST, { limit: 10, after: second.next });
  expect(third.recipients.map((one) => one.address)).toEqual([20, 21, 22, 23, 24].map(address));
  expect([third.previous, third.next]).toEqual([address(20), undefined]);
  expect(await recalls.page(REQUEST, { limit: 10, before: third.previous })).toEqual(second);
  const back = await recalls.page(REQUEST, { limit: 10, before: second.previous });
  expect(back).toEqual(first);
});

it("shows of one status only its recipients", async () => {
  const recalls = await recallOf(Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? "failed" : "recalled")));
  const page = await recalls.page(REQUEST, { limit: 4, status: "failed", after: address(3) });
  expect(page.recipients.map((one) => one.address)).toEqual([6, 9, 12, 15].map(address));
  expect([page.previous, page.next]).toEqual([address(6), address(15)]);
  expect(await recalls.page(REQUEST, { limit: 4, status: "outside" })).toEqual({ recipients: [] });
});

it("counts as the report shows, and what is undecided as it is", async () => {
  const recalls = await recallOf([
    "pending",
    "left",
    "left",
    "recalled",
    "recalledRead",
    "outside",
    "failed",
    "failed",
  ]);
  expect(await recalls.totals(REQUEST)).toEqual({
    totals: { recipients: 8, pending: 1, recalled: 1, recalledRead: 1, outside: 3, failed: 2 },
    undecided: 3,
  });
  expect((await recalls.page(REQUEST, { limit: 9, status: "outside" })).recipients).toHaveLength(3);
  expect(await recalls.totals("<none@contoso.com>")).toMatchObject({
    totals: { recipients: 0, failed: 0 },
    undecided: 0,
  });
});

it("gives changes in pages too", async () => {
  const recalls = await recallOf(repeat(5, "recalled"));
  const all = await recalls.changes(REQUEST);
  expect(all.map(({ status }) => status)).toEqual(["requested", ...repeat(5, "recalled")]);
  const after = all[1]?.id ?? 0;
  expect(await recalls.changes(REQUEST, { after, limit: 2 })).toEqual(all.slice(2, 4));
});
