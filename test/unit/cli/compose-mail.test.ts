import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { composeMail } from "../../../src/cli/compose-mail.ts";

const BASE = { from: "alice@contoso.com", to: ["bob@contoso.com"], subject: "Q3", date: Date.UTC(2026, 10, 20, 12) };

describe("composeMail()", () => {
  it("makes a plain message that ends its lines with CRLF", () => {
    const { bytes, messageId, recipients } = composeMail({ ...BASE, text: "one\ntwo" });
    const text = bytes.toString();
    expect(text).not.toMatch(/[^\r]\n/);
    expect(text).toContain("\r\n\r\none\r\ntwo\r\n");
    expect(text).toContain("Date: Fri, 20 Nov 2026 12:00:00 +0000\r\n");
    expect(text).toContain(`Message-ID: ${messageId}\r\n`);
    expect(messageId).toMatch(/^<[0-9A-F]{32}@contoso\.com>$/);
    expect(recipients).toEqual(["bob@contoso.com"]);
  });

  it("puts text, HTML and attachments where readers look for them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "compose-"));
    const file = join(folder, "über alles.bin");
    writeFileSync(file, Buffer.from([0, 1, 2, 255]));
    const { bytes } = composeMail({ ...BASE, subject: "Grüße", text: "Grüße", html: "<p>Grüße</p>", attach: [file] });
    expect(bytes.every((byte) => byte < 0x80)).toBe(true);
    const mail = await simpleParser(bytes);
    expect(mail.subject).toBe("Grüße");
    expect(mail.text?.trim()).toBe("Grüße");
    expect(mail.html).toContain("<p>Grüße</p>");
    expect(mail.attachments[0]?.filename).toBe("über alles.bin");
    expect(mail.attachments[0]?.content).toEqual(Buffer.from([0, 1, 2, 255]));
  });

  it("names each recipient once, whatever --to and --cc say", () => {
    const { recipients } = composeMail({
      ...BASE,
      to: ["Bob <bob@contoso.com>, carol@contoso.com"],
      cc: ["BOB@contoso.com"],
    });
    expect(recipients).toHaveLength(2);
  });

  it("says which option holds no address", () => {
    expect(() => composeMail({ ...BASE, to: ["bob"] })).toThrow(
      '--to must be an address such as bob@contoso.com, not "bob"',
    );
    expect(() => composeMail({ ...BASE, to: [] })).toThrow("A message needs a recipient: --to bob@contoso.com");
  });

  it("lets no subject add a header field", () => {
    const { bytes } = composeMail({ ...BASE, subject: "x\r\nBcc: eve@fabrikam.com" });
    expect(bytes.toString()).not.toMatch(/^Bcc:/m);
  });
});
