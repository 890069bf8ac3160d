// recall(): the request that Graph makes, and what became of it for each recipient.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

describe("recall()", () => {
  it("tells by recipient what the report says, and the true reason", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: ["bob@contoso.com", "ann@fabrikam.com"] });
    const recall = await message.recall();
    expect(recall.byRecipient).toEqual({ "bob@contoso.com": "recalled", "ann@fabrikam.com": "outside" });
    expect(recall.trueReasons).toEqual({ "bob@contoso.com": null, "ann@fabrikam.com": "outsideOrganization" });
    expect(recall.totals).toMatchObject({ recipients: 2, recalled: 1, outside: 1, pending: 0 });
    expect(recall.final).toBe(true);
    expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
    expect((await sandbox.journey(recall.requestMessageId))?.kind).toBe("recallRequest");
  });

  it("knows what was read before", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    await sandbox.idle();
    await sandbox.mailbox("bob@contoso.com").markRead(message.messageId);
    expect((await message.recall()).byRecipient).toEqual({ "bob@contoso.com": "recalledRead" });
  });

  it("is pending until the deadline where the request is lost on the way", async () => {
    const sandbox = await library({ smartHost: { preset: "rewrites-message-id" } });
    const message = await sandbox.send(Q3);
    const recall = await message.recall();
    expect(recall).toMatchObject({ byRecipient: { "bob@contoso.com": "pending" }, final: false });
    expect(recall.deadline).toEqual(new Date(sandbox.now.getTime() + 24 * 3_600_000));
    await sandbox.advance("24h");
    expect(recall.final).toBe(false);
    expect(await recall.status()).toMatchObject({
      byRecipient: { "bob@contoso.com": "failed" },
      trueReasons: { "bob@contoso.com": "notReturned" },
      final: true,
    });
  });

  it("may be classic Outlook's, whose request names the original by its search key", async () => {
    const sandbox = await library({
      service: { level: "2023-04" },
      remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }],
    });
    const message = await sandbox.send({ ...Q3, client: "outlook" });
    const recall = await message.recall({ client: "outlook", language: "zh-CN" });
    expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
    expect(recall).toMatchObject({
      byRecipient: { "bob@contoso.com": "outside" },
      trueReasons: { "bob@contoso.com": "recalledAllTheSame" },
      final: true,
    });
    const request = await sandbox.journey(recall.requestMessageId);
    expect(request).toMatchObject({ kind: "recallRequest", subject: "撤回: Q3 numbers" });
  });

  it("is refused to new Outlook at a level where only classic Outlook could recall", async () => {
    const sandbox = await library({ service: { level: "2023-04" } });
    const message = await sandbox.send(Q3);
    await expect(message.recall()).rejects.toThrow(
      "At service level 2023-04 only classic Outlook can recall (client=outlook).",
    );
  });

  it("may overtake its message", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    const recall = await message.recall({ atOnce: true });
    await sandbox.idle();
    expect((await recall.status()).byRecipient).toEqual({ "bob@contoso.com": "recalled" });
    expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
  });

  it("finds by Message-ID what any client sent, and asks as another mailbox", async () => {
    const sandbox = await library();
    const { messageId, journeyId } = await sandbox.send({ ...Q3, from: "sales@contoso.com", as: "alice@contoso.com" });
    expect((await sandbox.message(journeyId)).messageId).toBe(messageId);
    expect(await failure(sandbox.recall(messageId, { as: "bob@contoso.com" }))).toContain(
      "Sent Items of bob@contoso.com has no copy",
    );
    const recall = await sandbox.recall(messageId.replace(/[<>]/g, ""), { as: "alice@contoso.com" });
    expect(recall.byRecipient).toEqual({ "bob@contoso.com": "recalled" });
  });

  it("says why nothing was asked for", async () => {
    const sandbox = await library({ organizationConfig: { messageRecallEnabled: false } });
    const message = await sandbox.send(Q3);
    expect(await failure(message.recall())).toContain("MessageRecallEnabled is False");
    const fromOutside = await sandbox.deliver({ ...Q3, from: "ann@fabrikam.com" });
    expect(await failure(sandbox.recall(fromOutside))).toContain("nobody here sent it");
    expect(await failure(sandbox.recall("<none@contoso.com>"))).toBe(
      "No message <none@contoso.com> came in; messages are known by Message-ID or journey id",
    );
  });
});
