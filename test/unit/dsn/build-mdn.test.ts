import { expect, it } from "vitest";
import { buildMdn } from "../../../src/dsn/build-mdn.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
const mdn = (original: string, disposition: "displayed" | "deleted" = "displayed") =>
  buildMdn({
    disposition,
    now: NOON,
    reader: { name: "Bob", address: "bob@contoso.com" },
    receiver: "alice@contoso.com",
    original: HeaderBlock.parse(Buffer.from(original)),
    reportingUa: "mail.contoso.com",
  });

it("is a report with a null sender, a disposition and the original's header block", () => {
  const { sender, recipients, content } = mdn("Subject: Budget\r\nMessage-ID: <1@contoso.com>\r\n");
  expect([sender, recipients]).toEqual(["", ["alice@contoso.com"]]);
  const text = content.toString();
  expect(text).toContain("Subject: Read: Budget\r\n");
  expect(text).toMatch(/Content-Type: multipart\/report; report-type=disposition-notification;\r\n\tboundary="_mdn_/);
  expect(text).toContain(
    "Content-Type: message/disposition-notification\r\n\r\nReporting-UA: mail.contoso.com; Microsoft Exchange\r\nFinal-Recipient: rfc822;bob@contoso.com\r\nOriginal-Message-ID: <1@contoso.com>\r\nDisposition: automatic-action/MDN-sent-automatically; displayed\r\n",
  );
  expect(text).toContain("Content-Type: text/rfc822-headers\r\n\r\nSubject: Budget\r\nMessage-ID: <1@contoso.com>\r\n");
  expect(text).not.toContain("Disposition-Notification-To");
});

it("of a message that was deleted unread says so", () => {
  const text = mdn("Subject: Budget\r\n", "deleted").content.toString();
  expect(text).toContain("Subject: Not read: Budget\r\n");
  expect(text).toContain("MDN-sent-automatically; deleted\r\n");
  expect(text).not.toContain("In-Reply-To");
});

it("stays ASCII, and no value of the original begins a field of its own", () => {
  const original = "Subject: Gr\u00f6\u00dfe\r\nMessage-ID: <1@x> evil\r\n";
  const text = mdn(original).content.toString("latin1");
  expect(text).toMatch(/^[\x00-\x7f]*$/);
  expect(text).toContain("Subject: =?utf-8?");
  expect(text).not.toContain("Original-Message-ID");
  expect(text).not.toContain("rfc822-headers");
});
