import { describe, expect, test } from "vitest";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { decodeEncodedWords } from "../../../src/mime/encoded-word.ts";
import { type AppliedActions, applyActions } from "../../../src/rules/apply-actions.ts";
import { addresses, context, type FlatRule, type MailParts, mail, ruleWith } from "./rule-fixtures.ts";

async function act(
  flat: FlatRule,
  parts: MailParts = {},
): Promise<{ item: MailItem; outcome: AppliedActions; text: string }> {
  const item = mail(parts);
  const rule = ruleWith({ stopRuleProcessing: false, ...flat });
  const outcome = await applyActions({ rule, item, context, matched: item.recipients });
  return { item, outcome, text: item.headers.toBuffer().toString("utf8") };
}

const effects = ({ applied }: AppliedActions) => applied.map(({ action, effect }) => `${action}: ${effect}`);

describe("SetHeaderName, SetHeaderValue: a header field", () => {
  test("adds a field", async () => {
    const { text, outcome } = await act({ setHeaderName: "X-A", setHeaderValue: "true" });
    expect(text).toBe("From: Alice <alice@contoso.com>\r\nSubject: Lunch\r\nX-A: true\r\n");
    expect(effects(outcome)).toEqual(['SetHeader: X-A was added as "true"']);
  });

  test("overwrites in place, whatever the case, and leaves one", async () => {
    const { text, outcome } = await act(
      { setHeaderName: "X-A", setHeaderValue: "new" },
      { headers: "x-a: old\r\nB: 1\r\nX-A: older\r\n" },
    );
    expect(text).toBe("X-A: new\r\nB: 1\r\n");
    expect(effects(outcome)).toEqual(['SetHeader: X-A was "old" and is now "new"']);
  });

  test("encodes what is not ASCII", async () => {
    const { text } = await act({ setHeaderName: "X-A", setHeaderValue: "Grüße" }, { headers: "" });
    expect(text).toMatch(/^X-A: =\?utf-8\?/);
  });
});

test("RemoveHeader removes every field of the name", async () => {
  const { text, outcome } = await act({ removeHeader: "X-A" }, { headers: "X-A: 1\r\nB: 1\r\nx-a: 2\r\n" });
  expect(text).toBe("B: 1\r\n");
  expect(effects(outcome)).toEqual(["RemoveHeader: X-A was removed"]);
  expect(effects((await act({ removeHeader: "X-Z" })).outcome)).toEqual(["RemoveHeader: there was no X-Z to remove"]);
});

test("header edits leave the block that another fork may hold", async () => {
  const item = mail();
  const before = item.headers;
  await applyActions({
    rule: ruleWith({ setHeaderName: "X-A", setHeaderValue: "1" }),
    item,
    context,
    matched: item.recipients,
  });
  expect(before.has("X-A")).toBe(false);
  expect(item.headers.has("X-A")).toBe(true);
});

describe("PrependSubject", () => {
  const subject = async (prefix: string, header: string) => {
    const { item, text } = await act({ prependSubject: prefix }, { headers: header });
    return { raw: text, shown: decodeEncodedWords(item.headers.get("Subject") ?? "") };
  };

  test.each([
    ["[EXT] ", "Subject: Lunch\r\n", "Subject: [EXT] Lunch\r\n", "[EXT] Lunch"],
    ["EXT:", "Subject: Lunch\r\n", "Subject: EXT:Lunch\r\n", "EXT:Lunch"],
    ["[EXT] ", "", "Subject: [EXT]\r\n", "[EXT]"],
    ["[EXT] ", "Subject: =?utf-8?B?w6k=?=\r\n", "Subject: [EXT] =?utf-8?B?w6k=?=\r\n", "[EXT] é"],
    ["[EXT]", "Subject: =?utf-8?B?w6k=?=\r\n", "Subject: =?utf-8?Q?=5BEXT=5D?=\r\n =?utf-8?B?w6k=?=\r\n", "[EXT]é"],
    ["Ü: ", "Subject: =?utf-8?B?w6k=?=\r\n", "Subject: =?utf-8?Q?=C3=9C=3A_?=\r\n =?utf-8?B?w6k=?=\r\n", "Ü: é"],
    ["[X] ", "Subject: a\r\n b =?utf-8?B?w6k=?=\r\n", "Subject: [X] a\r\n b =?utf-8?B?w6k=?=\r\n", "[X] a b é"],
  ])("%j before %j", async (prefix, header, raw, shown) => {
    expect(await subject(prefix, header)).toEqual({ raw, shown });
  });

  test("a prefix beyond ASCII encodes a plain subject with it", async () => {
    const { raw, shown } = await subject("Ü: ", "Subject: Lunch\r\n");
    expect(shown).toBe("Ü: Lunch");
    expect(raw).toMatch(/^Subject: =\?utf-8\?[^\r]*\?=\r\n$/);
  });

  test("undeclared 8-bit becomes encoded words, never twice encoded", async () => {
    const { raw, shown } = await subject("[EXT] ", "Subject: Grüße\r\n");
    expect(shown).toBe("[EXT] Grüße");
    expect(raw).toMatch(/^[\x00-\x7f]+$/);
  });

  test("no line grows beyond what SMTP takes", async () => {
    const { raw, shown } = await subject("[EXT] ", `Subject: ${"x".repeat(985)}\r\n`);
    expect(shown).toBe(`[EXT] ${"x".repeat(985)}`);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThan(998);
  });
});

describe("RedirectMessageTo", () => {
  test("others get it; the new recipient tells whom it stands for", async () => {
    const { item, outcome } = await act(
      { redirectMessageTo: "al@contoso.com" },
      {
        to: [
          {
            address: "bob@contoso.com",
            mailbox: "bob@contoso.com",
            notify: ["FAILURE"],
            originalRecipient: "rfc822;b@x",
            history: [{ address: "team@contoso.com", by: "group" }],
          },
        ],
      },
    );
    expect(item.recipients).toEqual([
      {
        address: "alice@contoso.com",
        mailbox: "alice@contoso.com",
        notify: ["FAILURE"],
        originalRecipient: "rfc822;b@x",
        history: [
          { address: "team@contoso.com", by: "group" },
          { address: "bob@contoso.com", by: "rule" },
          { address: "al@contoso.com", by: "alias" },
        ],
      },
    ]);
    expect(outcome.applied[0]?.redirect).toEqual({ from: ["bob@contoso.com"], to: ["alice@contoso.com"] });
    expect(effects(outcome)).toEqual(["RedirectMessageTo: redirected from bob@contoso.com to alice@contoso.com"]);
  });

  test("many become one, with every origin", async () => {
    const { item } = await act(
      { redirectMessageTo: "compliance@contoso.com" },
      { to: ["bob@contoso.com", "ann@fabrikam.com"] },
    );
    expect(item.recipients).toEqual([
      {
        address: "compliance@contoso.com",
        mailbox: "compliance@contoso.com",
        history: [
          { address: "bob@contoso.com", by: "rule" },
          { address: "ann@fabrikam.com", by: "rule" },
        ],
      },
    ]);
  });

  test("whoever is a target already stays as they are", async () => {
    const { item } = await act(
      { redirectMessageTo: ["bob@contoso.com", "carol@contoso.com"] },
      { to: ["bob@contoso.com", "alice@contoso.com"] },
    );
    expect(addresses(item)).toEqual(["bob@contoso.com", "carol@contoso.com"]);
    expect(item.recipients[0]).toEqual({ address: "bob@contoso.com", mailbox: "bob@contoso.com" });
    const { item: same, outcome } = await act({ redirectMessageTo: "bob@contoso.com" });
    expect(addresses(same)).toEqual(["bob@contoso.com"]);
    expect(effects(outcome)).toEqual(["RedirectMessageTo: the message goes there already"]);
  });

  test("a group is its members, a contact where it really is", async () => {
    const { item } = await act(
      { redirectMessageTo: ["team@contoso.com", "ann@contoso.com"] },
      { to: ["alice@contoso.com"] },
    );
    expect(addresses(item)).toEqual(["bob@contoso.com", "carol@contoso.com", "ann@fabrikam.com"]);
    expect(item.recipients[0]?.history?.at(-1)).toEqual({ address: "team@contoso.com", by: "group" });
    expect(item.recipients[2]).toEqual({
      address: "ann@fabrikam.com",
      history: [
        { address: "alice@contoso.com", by: "rule" },
        { address: "ann@contoso.com", by: "alias" },
      ],
    });
  });
});

describe("BlindCopyTo", () => {
  test("adds recipients of whom nobody hears", async () => {
    const { item, outcome } = await act(
      { blindCopyTo: ["compliance@contoso.com", "x@fabrikam.com"] },
      { to: ["bob@contoso.com", "carol@contoso.com"] },
    );
    expect(addresses(item)).toEqual([
      "bob@contoso.com",
      "carol@contoso.com",
      "compliance@contoso.com",
      "x@fabrikam.com",
    ]);
    expect(item.recipients[2]).toEqual({
      address: "compliance@contoso.com",
      mailbox: "compliance@contoso.com",
      notify: ["NEVER"],
      history: [{ address: "bob@contoso.com", by: "rule" }],
    });
    expect(outcome.applied[0]?.redirect).toEqual({
      from: ["bob@contoso.com", "carol@contoso.com"],
      to: ["compliance@contoso.com", "x@fabrikam.com"],
    });
  });

  test("adds nobody twice", async () => {
    const { item, outcome } = await act({ blindCopyTo: "bob@contoso.com" });
    expect(addresses(item)).toEqual(["bob@contoso.com"]);
    expect(outcome.applied[0]).toMatchObject({ action: "BlindCopyTo", effect: "the message goes there already" });
  });
});

test("RouteMessageOutboundConnector names the connector", async () => {
  expect((await act({ routeMessageOutboundConnector: "out" })).item.outboundConnector).toBe("Out");
});

test("RejectMessageReasonText, RejectMessageEnhancedStatusCode: gives the reason and the code, or the usual ones", async () => {
  expect((await act({ rejectMessageReasonText: "Not today" })).outcome.end).toEqual({
    kind: "rejected",
    reply: { code: 550, enhanced: "5.7.1", text: "TRANSPORT.RULES.RejectMessage; Not today" },
  });
  expect((await act({ rejectMessageEnhancedStatusCode: "5.7.900" })).outcome.end).toMatchObject({
    reply: { enhanced: "5.7.900", text: "TRANSPORT.RULES.RejectMessage; Delivery not authorized, message refused" },
  });
});

test("actions have a fixed order, and deletion is the last", async () => {
  const { outcome } = await act({
    stopRuleProcessing: true,
    deleteMessage: true,
    routeMessageOutboundConnector: "Out",
    blindCopyTo: "compliance@contoso.com",
    redirectMessageTo: "carol@contoso.com",
    prependSubject: "x ",
    removeHeader: "X-A",
    setHeaderName: "X-A",
    setHeaderValue: "1",
  });
  expect(outcome.applied.map(({ action }) => action)).toEqual([
    "SetHeader",
    "RemoveHeader",
    "PrependSubject",
    "RedirectMessageTo",
    "BlindCopyTo",
    "RouteMessageOutboundConnector",
    "DeleteMessage",
  ]);
  expect(outcome.end).toEqual({ kind: "deleted" });
});
