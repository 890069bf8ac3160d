// mailbox(), legs() and internet(): what is where, with its bytes.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

describe("mailbox()", () => {
  it("goes by any address, and gives messages with headers and bytes", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: "alice.adams@contoso.com" });
    await sandbox.idle();
    const alice = sandbox.mailbox("Alice.Adams@contoso.com");
    expect(alice).toMatchObject({ address: "alice@contoso.com", password: "sandbox" });
    const [received] = await alice.messages();
    expect(received).toMatchObject({
      messageId: message.messageId,
      subject: "Q3 numbers",
      from: "alice@contoso.com",
      isRead: false,
      messageClass: "IPM.Note",
    });
    expect(received?.raw.toString()).toContain("Subject: Q3 numbers");
    expect((await alice.messages("sentitems")).map(({ isRead }) => isRead)).toEqual([true]);
    expect((await alice.messages("Sent Items")).length).toBe(1);
  });

  it("reads, unreads and moves", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    await sandbox.idle();
    const bob = sandbox.mailbox("bob@contoso.com");
    const reads = async () => (await bob.messages()).map(({ isRead }) => isRead);
    await bob.markRead(message.messageId);
    expect(await reads()).toEqual([true]);
    const [received] = await bob.messages();
    if (received) await bob.markRead(received, false);
    expect(await reads()).toEqual([false]);
    await bob.move(message.messageId, "deleteditems");
    expect(await reads()).toEqual([]);
    expect(await bob.messages("deleteditems")).toHaveLength(1);
  });

  it("says what there is instead", async () => {
    const sandbox = await library();
    expect(() => sandbox.mailbox("bbo@contoso.com")).toThrow(/^contoso\.com has no mailbox bbo@contoso\.com; /);
    const bob = sandbox.mailbox("bob@contoso.com");
    expect(await failure(bob.messages("inbx"))).toContain('has no folder "inbx"; it has msgfolderroot, inbox');
    expect(await failure(bob.markRead("<a@b>"))).toBe("bob@contoso.com has no message <a@b>");
    await expect(await sandbox.send(Q3)).toBeDelivered();
    expect(await failure(bob.move(Q3.subject, "inbox"))).toContain("has no message");
  });
});

describe("legs() and internet()", () => {
  it("give what crossed the connectors, and what left for elsewhere", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: "ann@fabrikam.com", text: "Hello Ann" });
    await expect(message).toBeDelivered();
    const legs = await message.legs();
    expect(new Set(legs.map(({ connector }) => connector))).toEqual(
      new Set(["To the signature service", "From the signature service", "internet"]),
    );
    const [out] = await sandbox.legs({ connector: "to the signature service", direction: "out" });
    expect(out).toMatchObject({
      direction: "out",
      recipients: ["ann@fabrikam.com"],
      reply: expect.stringMatching(/^250 /),
    });
    expect(out?.transcript.join("\n")).toContain("C: MAIL FROM:<alice@contoso.com>");
    expect(out?.headers.get("Message-ID")).toBe(message.messageId);
    const [mail] = await sandbox.internet();
    expect(mail).toMatchObject({ from: "alice@contoso.com", recipients: ["ann@fabrikam.com"], subject: "Q3 numbers" });
    expect(mail?.raw.toString()).toContain("Hello Ann");
  });
});
