// send() and deliver(): real SMTP, and a handle on what was accepted.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

describe("send()", () => {
  it("signs in over TLS and gives message and journey", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    expect(message.subject).toBe("Q3 numbers");
    const journey = await message.wait({ verdict: "changed" });
    expect(journey).toMatchObject({ id: message.journeyId, messageId: message.messageId, from: Q3.from });
    expect(journey.passes[0]).toMatchObject({ entry: "submission", authAs: "Internal" });
    const [receipt] = await sandbox.mailbox(Q3.to).messages();
    expect(receipt?.headers.all("Received").at(-1)).toMatch(/ESMTPSA/);
  });

  it("composes text, HTML, attachments, inline images and headers; Bcc shows nowhere", async () => {
    const sandbox = await library({ smartHost: { preset: "transparent" } });
    const message = await sandbox.send({
      from: "Alice Ädams <alice@contoso.com>",
      to: ["Bob <bob@contoso.com>"],
      cc: "carol@contoso.com",
      bcc: ["ann@fabrikam.com"],
      subject: "Grüße",
      text: "Hello",
      html: '<p>Hello <img src="cid:logo">',
      headers: { "X-Case": ["1", "2"], Importance: "high" },
      attachments: [
        { filename: "report.txt", content: "Q3" },
        { filename: "logo.png", content: new Uint8Array([1, 2, 3]), cid: "logo" },
      ],
    });
    await expect(message).toBeDelivered();
    const [copy] = await sandbox.mailbox("bob@contoso.com").messages();
    const raw = copy?.raw.toString("latin1") ?? "";
    expect(copy?.headers.all("X-Case")).toEqual(["1", "2"]);
    expect(copy?.headers.get("from")).toContain("<alice@contoso.com>");
    expect(raw).toContain("multipart/related");
    expect(raw).toContain("filename=report.txt");
    expect(raw).toContain(Buffer.from([1, 2, 3]).toString("base64"));
    expect(raw).not.toMatch(/ann@fabrikam\.com/);
    expect((await sandbox.internet()).map((mail) => mail.recipients)).toEqual([["ann@fabrikam.com"]]);
    expect(message.subject).toBe("Grüße");
  });

  it("dates by the sandbox's clock", async () => {
    const sandbox = await library({}, { now: "2026-11-20T12:00:00Z" });
    await expect(await sandbox.send(Q3)).toBeDelivered();
    const [copy] = await sandbox.mailbox(Q3.to).messages();
    expect(copy?.headers.get("Date")).toBe("Fri, 20 Nov 2026 12:00:00 +0000");
    expect(copy?.receivedAt).toEqual(new Date("2026-11-20T12:00:00Z"));
  });

  it("sends a raw message byte for byte, to those whom its header names", async () => {
    const sandbox = await library({ transportRules: [{ name: "Signatures for internal senders", enabled: false }] });
    const raw =
      "From: alice@contoso.com\r\nTo: bob@contoso.com\r\nBcc: carol@contoso.com\r\nX-Odd:  a \r\n\tb\r\n\r\n\xfc..\r\n.\r\n";
    const message = await sandbox.send({ raw: Buffer.from(raw, "latin1") });
    await expect(message).toBeDelivered(["bob@contoso.com", "carol@contoso.com"]);
    const [copy] = await sandbox.mailbox("carol@contoso.com").messages();
    const bytes = copy?.raw.toString("latin1") ?? "";
    expect(bytes).toContain("X-Odd:  a \r\n\tb\r\n");
    expect(bytes.endsWith("\r\n\r\n\xfc..\r\n.\r\n")).toBe(true);
    expect(bytes).not.toContain("Bcc");
  });

  it("sends as another mailbox that allows it", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, from: "sales@contoso.com", as: "alice@contoso.com" });
    await expect(message).toBeDelivered();
    await expect(await message.recall()).toBeRecalled();
  });

  it("tells in a sentence what can't be sent, and what the server refused", async () => {
    const sandbox = await library();
    const said = (mail: Parameters<typeof sandbox.send>[0]) => failure(sandbox.send(mail));
    expect(await said({ from: "alicia@contoso.com", to: "bob@contoso.com" })).toBe(
      "contoso.com has no mailbox alicia@contoso.com; did you mean alice@contoso.com?",
    );
    expect(await said({ from: "sales@contoso.com", to: "bob@contoso.com" })).toContain('as: "alice@contoso.com"');
    expect(await said({ from: "alice@contoso.com", to: "bob" })).toBe(
      'to must be an address such as bob@contoso.com, not "bob"',
    );
    expect(await said({ from: "alice@contoso.com" })).toContain("needs a recipient");
    expect(await said({ raw: "Subject: x\n\nHello" })).toContain("needs a sender");
    expect(await said({ raw: "From: a@b.c\n\nx", text: "y" })).toContain("text makes a message of its own");
    await expect(sandbox.send({ ...Q3, password: "wrong" })).rejects.toMatchObject({
      name: "MailRefusedError",
      message: "Submission as alice@contoso.com refused the message: 535 5.7.3 Authentication unsuccessful",
      reply: { code: 535, enhanced: "5.7.3" },
      accepted: [],
    });
    await expect(sandbox.send({ ...Q3, from: "bob@contoso.com", as: "alice@contoso.com" })).rejects.toThrow(
      /550 5\.7\.60/,
    );
  });
});

describe("deliver()", () => {
  it("comes from outside, with any P1 sender", async () => {
    const sandbox = await library();
    const message = await sandbox.deliver({ ...Q3, from: "ann@fabrikam.com", envelopeFrom: "" });
    await expect(message).toBeDelivered();
    expect(await message.journey()).toMatchObject({ from: "", passes: [{ entry: "inbound", authAs: "Anonymous" }] });
  });

  it("names those who were refused and those who were not", async () => {
    const sandbox = await library();
    await expect(
      sandbox.deliver({ from: "ann@fabrikam.com", to: ["nobody@contoso.com", "bob@contoso.com"] }),
    ).rejects.toMatchObject({
      message: expect.stringMatching(
        /refused nobody@contoso\.com: 550 5\.4\.1 .*; the message was taken for bob@contoso\.com$/,
      ),
      refused: [{ address: "nobody@contoso.com", reply: { code: 550 } }],
      accepted: ["bob@contoso.com"],
    });
  });

  it("gives mail back as a smart host does, by its certificate", async () => {
    const sandbox = await library();
    const certificate = await sandbox.issueCertificate("smarthost.contoso.com");
    const message = await sandbox.deliver({ ...Q3, listener: "return", certificate });
    expect((await message.journey()).passes[0]).toMatchObject({
      connector: "From the signature service",
      attributedBy: "certificate",
    });
  });
});
