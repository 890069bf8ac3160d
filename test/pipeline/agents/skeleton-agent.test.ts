// The agent that people copy does what its comments say.
import { expect, it } from "vitest";
import { SkeletonAgent } from "../../../src/agents/skeleton-agent.ts";
import { headersOf, items, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { notifications, outcomesOf, send, trail } from "../../support/transport.ts";

function withSkeleton() {
  const agent = new SkeletonAgent();
  const agents = { smtpReceive: [agent], routing: [agent], storeDriver: [agent] };
  return sandbox({ config: tenant(), agents });
}

const asking = (wish: string) => ({ headers: { "X-Skeleton": wish } });

it("a message without a wish passes, and each stage is told", async () => {
  const on = await withSkeleton();
  const id = await submit(on, { subject: "Plain" });
  expect(await subjects(on, "bob")).toEqual(["Plain"]);
  const rows = await on.tracking.find({ messageId: id });
  expect(
    rows.map(({ eventId, context, detail }) => [eventId, eventId === "AGENTINFO" ? `${context}: ${detail}` : ""]),
  ).toEqual([
    ["RECEIVE", ""],
    ["AGENTINFO", "Skeleton Agent: Next hop: mailbox"],
    ["DELIVER", ""],
    ["AGENTINFO", "Skeleton Agent: Copies: 1"],
  ]);
});

it("mail for outside is marked, on a fork of its own", async () => {
  const on = await withSkeleton();
  await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com"] });
  expect((await headersOf(on, "bob")).has("X-Skeleton-Outside")).toBe(false);
  const [outside] = await on.internet.list();
  expect(String(outside && (await on.internet.bytes(outside.id)))).toContain("X-Skeleton-Outside: yes\r\n");
});

it("refuse: the client hears it", async () => {
  const on = await withSkeleton();
  expect(await send(on, { raw: "X-Skeleton: refuse\r\n\r\n" })).toBe(
    "550 5.7.1 Refused by the skeleton agent, as the message asked",
  );
});

it("defer: ten minutes later", async () => {
  const on = await withSkeleton();
  await submit(on, { subject: "Later", ...asking("defer") });
  expect(await subjects(on, "bob")).toEqual([]);
  await on.advance(10 * 60_000);
  expect(await subjects(on, "bob")).toEqual(["Later"]);
});

it("fail: the sender has an NDR", async () => {
  const on = await withSkeleton();
  await submit(on, asking("fail"));
  expect(outcomesOf(await notifications(on, "alice"))).toEqual(["bob@contoso.com failed 5.7.1"]);
});

it.each([
  ["Read it, please", true],
  ["Read it", false],
])('read: what says "%s" is marked as read: %s', async (text, isRead) => {
  const on = await withSkeleton();
  await submit(on, { text, ...asking("read") });
  expect(await items(on, "bob")).toMatchObject([{ isRead }]);
});

it("drop: nobody hears of it but the trace", async () => {
  const on = await withSkeleton();
  const id = await submit(on, asking("drop"));
  expect([await subjects(on, "bob"), await subjects(on, "alice")]).toEqual([[], []]);
  expect((await trail(on, id)).at(-1)).toBe("DROP bob@contoso.com");
});
