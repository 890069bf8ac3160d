// Actions that add recipients: who gets the message, and what the others see of it.
import { describe, expect, test } from "vitest";
import { addresses } from "../rule-fixtures.ts";
import { act } from "./act.ts";

const HEADERS =
  "From: alice@contoso.com\r\nTo: Bob <bob@contoso.com>,\r\n  Eve <eve@fabrikam.com>\r\nSubject: Lunch\r\n";

test("AddToRecipients: they get the message, and stand in To beside those who stood there, whose bytes stay", async () => {
  const { item, header, effects } = await act({ addToRecipients: "carol@contoso.com" }, { headers: HEADERS });
  expect(addresses(item)).toEqual(["bob@contoso.com", "carol@contoso.com"]);
  expect(header).toContain(
    'To: Bob <bob@contoso.com>,\r\n  Eve <eve@fabrikam.com>,\r\n "Carol" <carol@contoso.com>\r\n',
  );
  expect(effects).toEqual(["AddToRecipients: carol@contoso.com was added in To"]);
});

test("AddToRecipients: a recipient already there is added nowhere", async () => {
  const { item, header } = await act({ addToRecipients: "bob@contoso.com" }, { headers: HEADERS });
  expect(addresses(item)).toEqual(["bob@contoso.com"]);
  expect(header).toBe(HEADERS);
});

test("CopyTo: a contact gets it outside and stands in a new Cc; the original remains visible", async () => {
  const { item, header } = await act({ copyTo: "ann@contoso.com" }, { headers: HEADERS });
  expect(addresses(item)).toEqual(["bob@contoso.com", "ann@fabrikam.com"]);
  expect(header).toMatch(/\r\nCc: .*ann@contoso\.com/);
});

test("CopyTo: rules add a hundred recipients to one message, and no more", async () => {
  const many = Array.from({ length: 120 }, (_, index) => `guest${index}@fabrikam.com`);
  const { item } = await act({ addToRecipients: many.slice(0, 60), copyTo: many.slice(60) });
  expect(item.recipients).toHaveLength(1 + 100);
});

describe("AddManagerAsRecipientType", () => {
  const managed = {
    mailboxes: [
      { address: "alice@contoso.com", attributes: { manager: "boss@contoso.com" } },
      { address: "bob@contoso.com" },
      { address: "boss@contoso.com", displayName: "The Boss" },
    ],
    groups: [],
  };

  test("AddManagerAsRecipientType: Cc adds the sender's manager for all to see", async () => {
    const { item, header } = await act({ addManagerAsRecipientType: "Cc" }, {}, managed);
    expect(addresses(item)).toEqual(["bob@contoso.com", "boss@contoso.com"]);
    expect(header).toContain('Cc: "The Boss" <boss@contoso.com>\r\n');
  });

  test("AddManagerAsRecipientType: Redirect gives it to the manager alone, Bcc shows nothing", async () => {
    const redirected = await act({ addManagerAsRecipientType: "Redirect" }, {}, managed);
    expect(addresses(redirected.item)).toEqual(["boss@contoso.com"]);
    const copied = await act({ addManagerAsRecipientType: "Bcc" }, {}, managed);
    expect(addresses(copied.item)).toEqual(["bob@contoso.com", "boss@contoso.com"]);
    expect(copied.header).not.toContain("boss");
  });

  test("AddManagerAsRecipientType: nothing where nobody is the sender's manager", async () => {
    const { item, effects } = await act({ addManagerAsRecipientType: "To" });
    expect(addresses(item)).toEqual(["bob@contoso.com"]);
    expect(effects).toEqual(["AddManagerAsRecipientType: nothing was done: the sender has no manager"]);
  });
});

test("SetSCL: the level stands in the header that filtering reads, once", async () => {
  const { item } = await act({ setSCL: -1 }, { headers: "X-MS-Exchange-Organization-SCL: 5\r\n" });
  expect(item.headers.all("X-MS-Exchange-Organization-SCL")).toEqual(["-1"]);
});

test("ApplyOME, ApplyClassification: are named in the trace, and change nothing", async () => {
  const { header, effects } = await act({ applyOME: true, applyClassification: "Secret" }, { headers: HEADERS });
  expect(header).toBe(HEADERS);
  expect(effects).toEqual([
    "ApplyClassification: nothing was done: the sandbox keeps and shows this action only",
    "ApplyOME: nothing was done: the sandbox keeps and shows this action only",
  ]);
});
