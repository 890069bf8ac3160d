import { describe, expect, it } from "vitest";
import { deliverFromOutside, headersOf, items, sandbox, subjects, submit } from "../../support/sandbox.ts";
import { ruleEvents, rulesTenant, withRules } from "./support.ts";

const forward = (to: string | string[]) => ({ name: "Forward", actions: { forwardTo: to } });
const redirect = (to: string | string[]) => ({ name: "Redirect", actions: { redirectTo: to } });

async function textOf(on: Awaited<ReturnType<typeof sandbox>>, mailbox: string): Promise<string> {
  const [item] = await items(on, mailbox);
  return ((item && (await on.mailboxes.bytes(item))) ?? Buffer.alloc(0)).toString("utf8");
}

describe("forwardTo", () => {
  it("sends the owner's own message with the original's parts, byte for byte, and keeps the copy", async () => {
    const on = await withRules(forward(["carol@contoso.com", "x@fabrikam.com"]));
    const id = await submit(on, { text: "Numbers\n--b\n", html: "<p>Numbers</p>" });

    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await subjects(on, "carol")).toEqual(["FW: Budget"]);
    const headers = await headersOf(on, "carol");
    expect(headers.get("From")).toBe('"Bob Contoso" <bob@contoso.com>');
    expect(headers.get("To")).toBe("<carol@contoso.com>,\t<x@fabrikam.com>");
    expect(headers.get("X-MS-Exchange-Inbox-Rules-Loop")).toBe("bob@contoso.com");
    expect(headers.get("X-MS-Exchange-Generated-Message-Source")).toBe("Mailbox Rules Agent");
    expect(headers.get("X-MS-Exchange-Parent-Message-Id")).toBe(id);
    expect(headers.get("Auto-Submitted")).toBe("auto-generated");
    expect(headers.get("In-Reply-To")).toBe(id);
    expect((await items(on, "carol"))[0]?.sender).toBe("bob@contoso.com");

    const original = await textOf(on, "bob");
    const body = original.slice(original.indexOf("\r\n\r\n"));
    const forwarded = await textOf(on, "carol");
    expect(forwarded).toContain(body);
    expect(forwarded).toContain(
      "\r\nFrom: alice@contoso.com\r\nSent: Fri, 20 Nov 2026 12:00:00 +0000\r\nTo: bob@contoso.com\r\nSubject: Budget\r\n",
    );
    expect((await on.internet.list()).map(({ subject }) => subject)).toEqual(["FW: Budget"]);
    expect(await ruleEvents(on, id)).toEqual([
      "Inbox rule: 'Forward', actions: ForwardTo carol@contoso.com, x@fabrikam.com",
    ]);
  });

  it("of a message as an attachment has it whole, without what was the tenant's", async () => {
    const on = await withRules({ name: "Attach", actions: { forwardAsAttachmentTo: "carol@contoso.com" } });
    const id = await submit(on);
    const text = await textOf(on, "carol");
    const [, attached = ""] = text.split("Content-Type: message/rfc822\r\n");
    expect(attached).toContain(`Message-ID: ${id}`);
    expect(attached).not.toContain("X-MS-Exchange-Organization-");
    expect(attached).toContain("\r\n\r\nHello\r\n");
  });

  it("takes a message that is stored in pieces", async () => {
    const on = await withRules(forward("carol@contoso.com"));
    await submit(on, { text: `${"0123456789abcdef".repeat(4)}\n`.repeat(48_000) });
    expect((await items(on, "carol"))[0]?.size).toBeGreaterThan(3_000_000);
  });
});

describe("redirectTo", () => {
  it("resends the message as it is under another Message-ID, from whom it was", async () => {
    const on = await withRules(redirect("carol@contoso.com"));
    const id = await deliverFromOutside(on, { subject: "Hello", to: "bob@contoso.com" });
    await on.idle();

    const headers = await headersOf(on, "carol");
    expect(headers.get("From")).toBe("frank@fabrikam.com");
    expect(headers.get("To")).toBe("bob@contoso.com");
    expect(headers.get("Resent-From")).toBe("<bob@contoso.com>");
    expect(headers.get("Message-ID")).not.toBe(id);
    expect(headers.get("X-MS-Exchange-Inbox-Rules-Loop")).toBe("bob@contoso.com");
    expect(headers.get("Auto-Submitted")).toBe("auto-generated");
    // What came anonymously is not trusted for having passed a mailbox.
    expect(headers.all("X-MS-Exchange-Organization-AuthAs")).toEqual(["Anonymous"]);
    expect(headers.all("X-MS-Exchange-Organization-Network-Message-Id")).toHaveLength(1);
    expect((await items(on, "carol"))[0]?.sender).toBe("bob@contoso.com");
    const body = (text: string) => text.slice(text.indexOf("\r\n\r\n"));
    expect(body(await textOf(on, "carol"))).toBe(body(await textOf(on, "bob")));
  });

  it("gives nobody back what they sent", async () => {
    const on = await withRules(redirect(["alice@contoso.com", "carol@contoso.com"]));
    const id = await submit(on);
    expect(await subjects(on, "carol")).toEqual(["Budget"]);
    expect(await subjects(on, "alice")).toEqual([]);
    expect(await ruleEvents(on, id)).toEqual(["Inbox rule: 'Redirect', actions: RedirectTo carol@contoso.com"]);
  });
});

// Bad input: loops end.
describe("mail that rules send in a circle", () => {
  it.each([
    ["forward", forward, "FW: Budget"],
    ["redirect", redirect, "Budget"],
  ])("two mailboxes that %s to each other: it is sent on once", async (_, rule, subject) => {
    const on = await sandbox({
      config: rulesTenant({ inboxRules: [rule("carol@contoso.com")] }, { inboxRules: [rule("bob@contoso.com")] }),
    });
    await submit(on);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await subjects(on, "carol")).toEqual([subject]);
    const messageId = (await items(on, "carol"))[0]?.messageId ?? "";
    expect(await ruleEvents(on, messageId)).toEqual([
      expect.stringMatching(
        /^Inbox rule: '\w+', actions: none; \w+To bob@contoso\.com: not sent, XLoopHeaderCount:1\/1$/,
      ),
    ]);
  });

  it("a mailbox that forwards to itself by cmdlet gets one copy more, no further one", async () => {
    const on = await withRules(forward("carol@contoso.com"));
    await on.configurations.change(
      (organization) => ({
        ...organization,
        mailboxes: organization.mailboxes.map((mailbox) => ({
          ...mailbox,
          ...(mailbox.inboxRules && {
            inboxRules: mailbox.inboxRules.map((rule) => ({ ...rule, actions: { forwardTo: ["bob@contoso.com"] } })),
          }),
        })),
      }),
      "test",
    );
    await submit(on);
    expect(await subjects(on, "bob")).toEqual(["FW: Budget", "Budget"]);
  });

  it.each([
    ["a message that is private", { headers: { Sensitivity: "private" } }, "the message is private"],
    [
      "what was sent on before",
      { headers: { "X-MS-Exchange-Inbox-Rules-Loop": "eve@x.example" } },
      "XLoopHeaderCount:1/1",
    ],
  ])("%s is not sent on", async (_, mail, why) => {
    const on = await withRules(forward("carol@contoso.com"));
    const id = await submit(on, mail);
    expect(await subjects(on, "carol")).toEqual([]);
    expect((await ruleEvents(on, id))[0]).toContain(`ForwardTo carol@contoso.com: not sent, ${why}`);
  });

  it("more than ten are nobody", async () => {
    const to = Array.from({ length: 11 }, (_, n) => `p${n}@fabrikam.com`);
    const on = await withRules(redirect(to));
    const id = await submit(on);
    expect(await on.internet.list()).toEqual([]);
    expect((await ruleEvents(on, id))[0]).toContain("not sent, ForwardeeCount:11/10");
  });
});

it("a second copy of a message is sent on no second time", async () => {
  const on = await withRules(forward("carol@contoso.com"));
  const raw =
    "From: frank@fabrikam.com\r\nTo: bob@contoso.com\r\nSubject: Once\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\nMessage-ID: <once@fabrikam.com>\r\n\r\nHi\r\n";
  await deliverFromOutside(on, { raw });
  await deliverFromOutside(on, { raw });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Once"]);
  expect(await subjects(on, "carol")).toEqual(["FW: Once"]);
});
