import { expect, test } from "vitest";
import { loopMarker } from "../../../src/smart-host/behaviours/loop-marker.ts";
import { onlyFor } from "../../../src/smart-host/behaviours/only-for.ts";
import { rewriteMessageId } from "../../../src/smart-host/behaviours/rewrite-message-id.ts";
import { stripHeaders } from "../../../src/smart-host/behaviours/strip-headers.ts";
import { apply, lines } from "./support.ts";

const MAIL = lines(
  ...[
    "X-MS-Exchange-CrossTenant-Id: a",
    "x-ms-exchange-recallreportgenerated: true",
    "Message-Id: <1.2@x>",
    "Subject: x,",
  ],
  ...["\ty", "not a header", "X-MS-TNEF-Correlator:", "", "X-MS-Exchange-Body: stays", "\xff"],
);

test("loop-marker stamps once, on top, and changes nothing else", async () => {
  const once = await apply(loopMarker(), MAIL);
  expect(once.text).toBe(`X-Sandbox-Signature: true\r\n${MAIL.toString("latin1")}`);
  expect((await apply(loopMarker(), once.bytes)).text).toBe(once.text);
});

test("rewrite-message-id keeps the field's place and spelling", async () => {
  const { text } = await apply(rewriteMessageId(), MAIL);
  expect(text).toMatch(/\r\nMessage-Id: <[0-9A-F]{32}@host\.example>\r\nSubject: x,\r\n\ty\r\n/);
  expect(text.replace(/<.*@host\.example>/, "<1.2@x>")).toBe(MAIL.toString("latin1"));
});

test("rewrite-message-id adds one where none is", async () => {
  const { text } = await apply(rewriteMessageId({ domain: "new.example" }), lines("Subject: x", "", "y"));
  expect(text).toMatch(/^Subject: x\r\nMessage-ID: <[0-9A-F]{32}@new\.example>\r\n\r\ny\r\n$/);
});

test("strip-headers removes whole fields by name, of the message only", async () => {
  const { text } = await apply(stripHeaders(/^x-ms-exchange-/i), MAIL);
  expect(text).toBe(MAIL.toString("latin1").split("\r\n").slice(2).join("\r\n"));
});

test("only-for looks at whole fields, unfolded, and leaves other mail alone", async () => {
  const stripped = MAIL.toString("latin1").split("\r\n").slice(2).join("\r\n");
  const strip = stripHeaders(/^x-ms-exchange-/i);
  expect((await apply(onlyFor(/^subject: x,\ty/i, strip), MAIL)).text).toBe(stripped);
  expect((await apply(onlyFor(/^subject: y/i, strip), MAIL)).text).toBe(MAIL.toString("latin1"));
});
