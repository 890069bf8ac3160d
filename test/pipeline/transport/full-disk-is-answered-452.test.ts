import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { client, lines, send, transact } from "../../support/transport.ts";

const FULL = "452 4.3.1 Insufficient system storage";

/** The data folder's database can't grow by more than so many pages. */
async function leaveRoomFor(on: Sandbox, pages: number): Promise<void> {
  await on.mailboxes.write(async (tx) => {
    const { page_count: now } = (await tx.get<{ page_count: number }>("PRAGMA page_count")) ?? { page_count: 0 };
    await tx.get(`PRAGMA max_page_count = ${now + pages}`);
  });
}

async function giveRoom(on: Sandbox): Promise<void> {
  await on.mailboxes.write((tx) => tx.get("PRAGMA max_page_count = 1000000"));
}

const message = (subject: string, size: number) =>
  lines(`Subject: ${subject}`, `Message-ID: <${subject}@fabrikam.com>`, "", ...Array(size / 100).fill("x".repeat(98)));

describe("when the disk is full", () => {
  it.each([
    ["small", 60_000],
    ["large", 3_000_000],
  ])("a %s message gets 452 after its final dot, and nothing of it stays", async (subject, size) => {
    const on = await sandbox({ config: tenant() });
    await leaveRoomFor(on, 0);

    const conversation = await client(on);
    expect(await transact(conversation, { raw: message(subject, size) })).toBe(FULL);

    await giveRoom(on);
    expect(await transact(conversation, { raw: message(subject, size) })).toMatch(/^250 2\.6\.0 /);
    await on.idle();
    expect(await subjects(on, "bob")).toEqual([subject]);
    expect((await on.tracking.find({})).map((row) => row.eventId)).toEqual(["RECEIVE", "DELIVER"]);
  });

  it("submission says so too, and what was accepted before is delivered once there is room", async () => {
    const on = await sandbox({ config: tenant() });
    await submit(on, { subject: "before" });
    await leaveRoomFor(on, 0);
    const answer = await send(on, {
      listener: "submission",
      user: "alice@contoso.com",
      from: "alice@contoso.com",
      raw: message("refused", 60_000),
    });
    expect(answer).toBe(FULL);
    await giveRoom(on);
    await submit(on, { subject: "after" });
    expect(await subjects(on, "bob")).toEqual(["after", "before"]);
  });

  it("mail that was accepted waits where it is and goes on later", async () => {
    let isFirst = true;
    const on = await sandbox({
      config: tenant(),
      agents: {
        routing: [
          {
            name: "Filler",
            priority: 50,
            async onCategorized() {
              if (isFirst) await leaveRoomFor(on, 0);
              isFirst = false;
            },
          },
        ],
      },
    });
    // So many recipients that their next hops don't fit where the recipients did.
    const to = Array.from({ length: 900 }, (_, index) => `a-rather-long-name-${index}@fabrikam.com`);
    await submit(on, { subject: "Kept", to });
    expect(await on.internet.list()).toEqual([]);
    expect(await on.queue.counts()).toMatchObject([{ queue: "submission", items: 1 }]);

    await giveRoom(on);
    await on.advance(5 * 60_000);

    const arrived = (await on.internet.list()).flatMap((message) => message.recipients);
    expect(arrived.sort()).toEqual(to.sort());
  });
});

it("with less free space than minFreeDisk, MAIL is refused on every listener that stores for the tenant", async () => {
  const on = await sandbox({ config: tenant({ limits: { minFreeDisk: "100000GB" } }) });
  for (const listener of ["inbound", "return", "submission"] as const) {
    const user = listener === "submission" ? { user: "alice@contoso.com" } : {};
    const conversation = await client(on, listener, user);
    expect(await conversation.ask("MAIL FROM:<alice@contoso.com>")).toBe(FULL);
  }
});
