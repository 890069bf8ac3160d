import { describe, expect, it } from "vitest";
import type { PromotedDelivery, StoreDriverAgent } from "../../../src/agent-api/agents.ts";
import { HOUR, items, NOON, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const to = ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"];
const agent = (parts: Partial<StoreDriverAgent>): StoreDriverAgent => ({ name: "Tester", priority: 50, ...parts });

describe("a store driver agent", () => {
  it("sees all mailboxes of a message in one batch, promoted, before any copy is made", async () => {
    const batches: string[] = [];
    const on = await sandbox({
      config: tenant(),
      agents: {
        storeDriver: [
          agent({
            async onPromoted(batch, { tx }) {
              const rows = await tx.all("SELECT id FROM item WHERE mailbox <> 'alice@contoso.com'");
              batches.push(`${batch.map(({ mailbox, messageClass }) => `${mailbox} ${messageClass}`)} ${rows.length}`);
            },
            async onCreated(batch, { tx }) {
              const rows = await tx.all("SELECT id FROM item WHERE mailbox <> 'alice@contoso.com'");
              batches.push(`${batch.length} ${rows.length}`);
            },
          }),
        ],
      },
    });
    await submit(on, { to: to.slice(0, 2) });
    expect(batches).toEqual(["bob@contoso.com IPM.Note,carol@contoso.com IPM.Note 0", "2 2"]);
  });

  it("may read the body before the transaction begins", async () => {
    const bodies: string[] = [];
    const on = await sandbox({
      config: tenant(),
      agents: {
        storeDriver: [
          agent({
            async onInitialized({ item, messageClass }) {
              await new Promise((resolve) => setImmediate(resolve));
              bodies.push(`${messageClass} ${(await item.body.read()).toString().trim()}`);
            },
          }),
        ],
      },
    });
    await submit(on, { text: "Lunch?" });
    expect(bodies).toEqual(["IPM.Note Lunch?"]);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it("may deliver one, drop another, and let a third wait: each is done by itself", async () => {
    let tries = 0;
    const decide = (delivery: PromotedDelivery) => {
      if (delivery.mailbox.startsWith("carol"))
        delivery.verdict = { kind: "drop", detail: "not hers", data: { why: "x" } };
      if (delivery.mailbox.startsWith("dave") && tries === 1) {
        delivery.verdict = { kind: "defer", detail: "not yet", retryAt: NOON + HOUR };
      }
    };
    const on = await sandbox({
      config: tenant(),
      agents: {
        storeDriver: [
          agent({
            async onPromoted(batch) {
              tries += 1;
              batch.forEach(decide);
            },
          }),
        ],
      },
    });
    const id = await submit(on, { to, subject: "Three" });
    expect([await subjects(on, "bob"), await subjects(on, "carol"), await subjects(on, "dave")]).toEqual([
      ["Three"],
      [],
      [],
    ]);
    const rows = await on.tracking.find({ messageId: id });
    expect(rows[1]).toMatchObject({ eventId: "DROP", detail: "not hers", context: "Tester", data: { why: "x" } });
    expect(await trail(on, id)).toEqual([
      `RECEIVE ${to.join(" ")}`,
      "DROP carol@contoso.com",
      "DELIVER bob@contoso.com",
      "DEFER dave@contoso.com",
    ]);

    await on.advance(HOUR);

    expect(await subjects(on, "dave")).toEqual(["Three"]);
    expect(await items(on, "bob")).toHaveLength(1);
    expect(await subjects(on, "carol")).toEqual([]);
    expect((await trail(on, id)).slice(4)).toEqual(["DELIVER dave@contoso.com"]);
  });

  it("that lets a copy wait until a time that is past does not spin", async () => {
    let tries = 0;
    const on = await sandbox({
      config: tenant(),
      agents: {
        storeDriver: [
          agent({
            async onPromoted(batch) {
              tries += 1;
              for (const delivery of batch) delivery.verdict = { kind: "defer", detail: "again", retryAt: NOON - 1 };
            },
          }),
        ],
      },
    });
    await submit(on);
    expect(tries).toBe(1);
    await on.advance(1);
    expect(tries).toBe(2);
  });

  it("runs in order of priority; an earlier one's drop is told once", async () => {
    const seen: string[] = [];
    const drops = agent({
      name: "First",
      priority: 1,
      async onPromoted(batch) {
        seen.push("First");
        for (const delivery of batch) delivery.verdict = { kind: "drop", detail: "dropped by the first" };
      },
    });
    const looks = agent({
      name: "Second",
      priority: 2,
      async onPromoted(batch) {
        seen.push(`Second: ${batch.map(({ verdict }) => verdict.kind)}`);
      },
    });
    const on = await sandbox({ config: tenant(), agents: { storeDriver: [looks, drops] } });
    const id = await submit(on);
    expect(seen).toEqual(["First", "Second: drop"]);
    expect(await trail(on, id)).toEqual(["RECEIVE bob@contoso.com", "DROP bob@contoso.com"]);
  });

  it("may submit mail of its own in the same transaction", async () => {
    const on = await sandbox({
      config: tenant(),
      agents: {
        storeDriver: [
          agent({
            async onCreated(batch, context) {
              if (batch[0]?.item.entry === "agent") return;
              await context.submit({
                sender: "robot@contoso.com",
                recipients: ["carol@contoso.com"],
                content: Buffer.from("Subject: Receipt\r\n\r\n"),
              });
            },
          }),
        ],
      },
    });
    await submit(on);
    expect(await subjects(on, "carol")).toEqual(["Receipt"]);
  });
});
