import { expect, test } from "vitest";
import type { Behaviour } from "../../../src/smart-host/behaviours/behaviour.ts";
import { loopMarker } from "../../../src/smart-host/behaviours/loop-marker.ts";
import { lowerCaseHeaders } from "../../../src/smart-host/behaviours/lower-case-headers.ts";
import { onlyFor } from "../../../src/smart-host/behaviours/only-for.ts";
import { repeatHeaders } from "../../../src/smart-host/behaviours/repeat-headers.ts";
import { rewriteMessageId } from "../../../src/smart-host/behaviours/rewrite-message-id.ts";
import { stripHeaders } from "../../../src/smart-host/behaviours/strip-headers.ts";
import { composeBehaviours } from "../../../src/smart-host/compose.ts";
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

test("set-header replaces the first field of that name in its place, in its spelling", async () => {
  const [behaviour] = composeBehaviours(["set-header=message-ID: <new@x>"]);
  const { text } = await apply(behaviour as Behaviour, MAIL);
  expect(text).toBe(MAIL.toString("latin1").replace("<1.2@x>", "<new@x>"));
});

test("repeat-headers writes whole fields twice, by name", async () => {
  const { text } = await apply(repeatHeaders(/-correlator$/i), MAIL);
  expect(text).toBe(MAIL.toString("latin1").replace("X-MS-TNEF-Correlator:\r\n", (field) => field + field));
});

test("lower-case-headers changes names only", async () => {
  const { text } = await apply(lowerCaseHeaders(), MAIL);
  expect(text).toContain(
    "\r\nmessage-id: <1.2@x>\r\nsubject: x,\r\n\ty\r\nnot a header\r\nx-ms-tnef-correlator:\r\n\r\n",
  );
  expect(text.slice(text.indexOf("\r\n\r\n"))).toBe("\r\n\r\nX-MS-Exchange-Body: stays\r\n\xff\r\n");
});

test.each(["set-header=no colon", "set-header", "repeat-headers=(", "touch-tnef=PidTagNone", "touch-tnef=attachments"])(
  "%s says what is missing",
  (spec) => {
    const name = spec.slice(0, spec.includes("=") ? spec.indexOf("=") : undefined);
    expect(() => composeBehaviours([spec])).toThrow(new RegExp(`^${name}`));
  },
);

test("only-for looks at whole fields, unfolded, and leaves other mail alone", async () => {
  const stripped = MAIL.toString("latin1").split("\r\n").slice(2).join("\r\n");
  const strip = stripHeaders(/^x-ms-exchange-/i);
  expect((await apply(onlyFor(/^subject: x,\ty/i, strip), MAIL)).text).toBe(stripped);
  expect((await apply(onlyFor(/^subject: y/i, strip), MAIL)).text).toBe(MAIL.toString("latin1"));
});
