import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readMail } from "../../../src/cli/read-mail.ts";

const OPTIONS = { to: [], freshId: false, now: Date.UTC(2026, 10, 20, 12) };

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "read-mail-")), "message.eml");
  writeFileSync(path, content, "latin1");
  return path;
}

const MAIL = [
  "From: Alice <alice@contoso.com>",
  "To: bob@contoso.com,",
  " carol@contoso.com",
  "Bcc: dave@contoso.com",
  "Message-ID: <kept@contoso.com>",
  "Date: Thu, 1 Jan 2026 00:00:00 +0000",
  "Subject: hi",
  "",
  "body \xe9",
  "",
].join("\n");

describe("readMail()", () => {
  it("takes sender and recipients from the header, and Bcc out of it", () => {
    const { messageId, from, recipients, bytes } = readMail(file(MAIL), OPTIONS);
    expect({ messageId, from }).toEqual({ messageId: "<kept@contoso.com>", from: "alice@contoso.com" });
    expect(recipients).toEqual(["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"]);
    expect(bytes.toString("latin1")).toBe(MAIL.replace("Bcc: dave@contoso.com\n", "").replaceAll("\n", "\r\n"));
  });

  it("gives a new Message-ID when asked, in the same place", () => {
    const { messageId, bytes } = readMail(file(MAIL), { ...OPTIONS, freshId: true });
    expect(messageId).not.toBe("<kept@contoso.com>");
    expect(bytes.toString()).toContain(`Message-ID: ${messageId}\r\nDate:`);
  });

  it("adds what a submission needs and the file lacks", () => {
    const { messageId, bytes } = readMail(file("From: alice@contoso.com\n\nx\n"), {
      ...OPTIONS,
      to: ["bob@contoso.com"],
    });
    expect(bytes.toString()).toBe(
      `From: alice@contoso.com\r\nMessage-ID: ${messageId}\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\n\r\nx\r\n`,
    );
  });

  it("says what is missing and which option gives it", () => {
    expect(() => readMail("no-such.eml", OPTIONS)).toThrow("There is no file no-such.eml");
    expect(() => readMail(file("Subject: x\n\n"), OPTIONS)).toThrow("say --from alice@contoso.com");
    expect(() => readMail(file("From: a@contoso.com\n\n"), OPTIONS)).toThrow("say --to bob@contoso.com");
  });
});
