import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { buildDsn, type DsnOptions } from "../../../src/dsn/build-dsn.ts";
import { parseDeliveryStatus } from "../../../src/dsn/parse-delivery-status.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import { reply } from "../../../src/smtp/reply.ts";

const T = Date.UTC(2026, 10, 20, 12);
const ORIGINAL = splitMessage(Buffer.from("Subject: Hi\r\nMessage-ID: <1@contoso.com>\r\n\r\nHello.\r\n"));

function options(changes: Partial<DsnOptions> = {}): DsnOptions {
  return {
    reportingMta: "Mail.contoso.com",
    domain: "contoso.com",
    sender: "alice@contoso.com",
    arrival: T,
    now: T + 1000,
    action: "failed",
    recipients: [{ address: "nobody@contoso.com", reply: reply(550, "5.1.10", "Recipient not found") }],
    original: { headers: HeaderBlock.parse(ORIGINAL.headers), body: ORIGINAL.body },
    ...changes,
  };
}

describe("buildDsn()", () => {
  it("goes from the null sender to the sender of the original", () => {
    const dsn = buildDsn(options());
    expect([dsn.sender, dsn.recipients]).toEqual(["", ["alice@contoso.com"]]);
    expect(dsn.messageId).toMatch(/^<[0-9a-f-]{36}@mail\.contoso\.com>$/);
  });

  it("is read by another program as text, status and attached original", async () => {
    const mail = await simpleParser(buildDsn(options()).content);
    expect(mail.subject).toBe("Undeliverable: Hi");
    expect(mail.inReplyTo).toBe("<1@contoso.com>");
    expect(mail.text).toContain("nobody@contoso.com");
    expect(mail.text).toContain("Final-Recipient: rfc822; nobody@contoso.com");
    expect(mail.headers.get("auto-submitted")).toBe("auto-replied");
    expect(mail.attachments.map((part) => part.contentType)).toEqual(["message/rfc822"]);
  });

  it("returns a large original's header block only", () => {
    const { content } = buildDsn(options({ fullReturnLimit: 10 }));
    expect(content.toString()).toContain("Content-Type: text/rfc822-headers\r\n");
    expect(content.toString()).not.toContain("Hello.");
  });

  it("returns the original byte for byte", () => {
    const body = Buffer.from([0x0d, 0x0a, 0xff, 0x00, 0x80, 0x0d, 0x0a]);
    const { content } = buildDsn(options({ original: { headers: HeaderBlock.parse(ORIGINAL.headers), body } }));
    expect(content.includes(Buffer.concat([ORIGINAL.headers, body]))).toBe(true);
    expect(content.toString("latin1")).toContain("Content-Transfer-Encoding: 8bit");
  });

  it("makes up for a missing subject and Message-ID", () => {
    const { content } = buildDsn(options({ original: { headers: new HeaderBlock() } }));
    const headers = HeaderBlock.parse(splitMessage(content).headers);
    expect(headers.get("Subject")).toBe("Undeliverable:");
    expect(headers.has("References")).toBe(false);
  });

  it("is marked as an NDR on failures only", () => {
    const isNdr = (action: DsnOptions["action"]) =>
      HeaderBlock.parse(splitMessage(buildDsn(options({ action })).content).headers).has(
        "X-MS-Exchange-Message-Is-Ndr",
      );
    expect(isNdr("failed")).toBe(true);
    expect(isNdr("delayed")).toBe(false);
  });
});

describe("parseDeliveryStatus()", () => {
  it("reads back what buildDsn() wrote, whatever stands in it", () => {
    const word = fc
      .string({ unit: "grapheme-ascii", minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\s;]/g, "x"));
    const address = fc
      .tuple(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), word)
      .map(([local, domain]) => `${local.replace(/[\s\x00-\x1f\x7f;]/g, "x")}@${domain}`);
    fc.assert(
      fc.property(
        fc.array(address, { minLength: 1, maxLength: 3 }),
        word,
        fc.string(),
        (addresses, envelopeId, text) => {
          const recipients = addresses.map((each) => ({
            address: each.replace(/\\x\{/g, ""),
            originalRecipient: `rfc822;${each.replace(/\\x\{/g, "")}`,
            remoteMta: "mx.fabrikam.com",
            reply: reply(450, "4.2.0", text),
            lastAttempt: T,
            willRetryUntil: T + 1000,
          }));
          const { content } = buildDsn(options({ action: "delayed", envelopeId, recipients }));
          expect(parseDeliveryStatus(content)).toMatchObject({
            reportingMta: "Mail.contoso.com",
            arrivalDate: "Fri, 20 Nov 2026 12:00:00 +0000",
            originalEnvelopeId: envelopeId,
            recipients: recipients.map(({ address: each }) => ({
              finalRecipient: each,
              originalRecipient: each,
              action: "delayed",
              status: "4.2.0",
              remoteMta: "mx.fabrikam.com",
              lastAttemptDate: "Fri, 20 Nov 2026 12:00:00 +0000",
              willRetryUntil: "Fri, 20 Nov 2026 12:00:01 +0000",
            })),
          });
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });

  it("reads another server's, with LF, spare blank lines and odd case", () => {
    const status = parseDeliveryStatus(
      Buffer.from(
        "reporting-mta: dns;mx.fabrikam.com\n\n\nFinal-recipient: RFC822;bob@fabrikam.com\nACTION: Failed\n" +
          "Status: 5.1.1 (bad mailbox)\nDiagnostic-Code: smtp; 550\n  no such user\n\n",
      ),
    );
    expect(status).toEqual({
      reportingMta: "mx.fabrikam.com",
      recipients: [
        { finalRecipient: "bob@fabrikam.com", action: "failed", status: "5.1.1", diagnosticCode: "550  no such user" },
      ],
    });
  });

  it("finds none in other mail", () => {
    expect(parseDeliveryStatus(Buffer.from("Subject: Hi\r\n\r\nHello.\r\n"))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array(), (raw) => {
        parseDeliveryStatus(Buffer.from(raw));
      }),
      { seed: 7 },
    );
  });
});
