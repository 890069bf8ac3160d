import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import {
  deliverFromOutside,
  headersOf,
  items,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";

const journal = (rule: Record<string, unknown> = {}, parts = {}) =>
  sandbox({
    config: tenant({ journalRules: [{ name: "All", journalEmailAddress: "dave@contoso.com", ...rule }], ...parts }),
  });

async function newestOf(on: Sandbox, mailbox: string): Promise<string> {
  const [item] = await items(on, mailbox);
  return ((item && (await on.mailboxes.bytes(item))) ?? "").toString();
}

/** The text part: one line for each field. */
const envelope = (text: string) => /7bit\r\n\r\n([\s\S]*?)\r\n--_/.exec(text)?.[1]?.trimEnd().split("\r\n") ?? [];

describe("a journal report", () => {
  it("says who sent what to whom, blind copies too, and has the original as it is", async () => {
    const on = await journal();
    const id = await submit(on, { cc: "carol@contoso.com", bcc: "x@fabrikam.com" });

    const headers = await headersOf(on, "dave");
    expect(headers.get("X-MS-Journal-Report")).toBe("");
    expect(headers.get("From")).toMatch(/^"Microsoft Outlook" <MicrosoftExchange\w+@contoso\.com>$/);
    expect([headers.get("Subject"), headers.get("To")]).toEqual(["Budget", "<dave@contoso.com>"]);
    expect(headers.get("Content-Type")).toMatch(/^multipart\/mixed;/);
    expect((await items(on, "dave"))[0]?.sender).toBe("");
    const text = await newestOf(on, "dave");
    expect(envelope(text)).toEqual([
      "Sender: alice@contoso.com",
      "Subject: Budget",
      `Message-Id: ${id}`,
      "To: bob@contoso.com",
      "Cc: carol@contoso.com",
      "Bcc: x@fabrikam.com",
    ]);
    const [, attached = ""] = text.split("Content-Type: message/rfc822\r\n");
    expect(attached).toContain(`Message-ID: ${id}`);
    expect(attached).not.toContain("X-MS-Exchange-Organization-");
    const original = await newestOf(on, "bob");
    expect(attached).toContain(original.slice(original.indexOf("\r\n\r\n")));
  });

  it("tells how a recipient was reached, and vouches for nothing that came from outside", async () => {
    const on = await journal(
      {},
      {
        groups: [
          { address: "team@contoso.com", members: ["bob@contoso.com"], requireSenderAuthenticationEnabled: false },
        ],
      },
    );
    await submit(on, { to: "team@contoso.com" });
    expect(envelope(await newestOf(on, "dave")).at(-1)).toBe("To: bob@contoso.com, Expanded: team@contoso.com");
    await deliverFromOutside(on, { to: "bob@contoso.com", subject: "Hello" });
    await on.idle();
    expect(envelope(await newestOf(on, "dave")).at(-1)).toBe("Recipient: bob@contoso.com");
  });

  it("goes to an address outside as well, past the transport rules, and is journaled by nobody", async () => {
    const transportRules = [{ name: "Mark", subjectContainsWords: "Budget", prependSubject: "[Marked] " }];
    const on = await journal({ journalEmailAddress: "journal@archive.example" }, { transportRules });
    await submit(on);
    expect(await subjects(on, "bob")).toEqual(["[Marked] Budget"]);
    const sent = await on.internet.list();
    expect(sent.map(({ subject, sender }) => [subject, sender])).toEqual([["[Marked] Budget", ""]]);
    const text = (await on.internet.bytes(sent[0]?.id ?? 0))?.toString() ?? "";
    expect(text).toContain("X-MS-Journal-Report:");
  });

  it("is one where two rules have one journal", async () => {
    const rule = (name: string) => ({ name, journalEmailAddress: "dave@contoso.com" });
    const on = await sandbox({ config: tenant({ journalRules: [rule("One"), rule("Two")] }) });
    const id = await submit(on);
    expect(await subjects(on, "dave")).toEqual(["Budget"]);
    const told = (await on.tracking.find({ messageId: id })).filter(({ context }) => context === "Journal Agent");
    expect(told.map(({ detail }) => detail)).toEqual(["Journal rule: 'Two', reported to dave@contoso.com"]);
  });
});

// What a rule means: from, to, and in which scope.
it.each([
  ["Global", undefined, ["Inside", "Out", "In"]],
  ["Internal", undefined, ["Inside"]],
  ["External", undefined, ["Out", "In"]],
  ["Global", "alice@contoso.com", ["Inside", "Out"]],
  ["Global", "bob@contoso.com", ["Inside", "In"]],
  ["External", "team@contoso.com", ["In"]],
])("scope %s, recipient %s", async (scope, recipient, expected) => {
  const on = await journal(
    { scope, ...(recipient && { recipient }) },
    { groups: [{ address: "team@contoso.com", members: ["bob@contoso.com"] }] },
  );
  await submit(on, { subject: "Inside" });
  await submit(on, { subject: "Out", to: "x@fabrikam.com" });
  await deliverFromOutside(on, { subject: "In" });
  await on.idle();
  expect((await subjects(on, "dave")).toReversed()).toEqual(expected);
});

describe("journalingReportNdrTo", () => {
  const parts = {
    transport: { journalingReportNdrTo: "carol@contoso.com" },
    transportRules: [{ name: "Mark", subjectContainsWords: "Budget", prependSubject: "[Marked] " }],
  };

  it("hears of a report that can't be delivered", async () => {
    const on = await journal({ journalEmailAddress: "journal@archive.example" }, parts);
    const action = { kind: "reply", reply: "550 5.1.1 No such journal" } as const;
    on.faults.add({ hop: "outbound", phase: "rcpt", action, recipient: "journal@archive.example" });
    await submit(on);
    expect(await subjects(on, "carol")).toEqual(["Undeliverable: [Marked] Budget"]);
  });

  it("has its mail left alone by rules and journals", async () => {
    const on = await journal({}, parts);
    await submit(on, { to: "carol@contoso.com" });
    await submit(on, { from: "carol@contoso.com" });
    expect(await subjects(on, "carol")).toEqual(["Budget"]);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await subjects(on, "dave")).toEqual([]);
  });
});

it("a header alone keeps nothing out of the journal", async () => {
  const on = await journal();
  await deliverFromOutside(on, {
    subject: "Sly",
    headers: { "X-MS-Journal-Report": "", "X-MS-Exchange-Organization-Processed-By-Journaling": "Journal Agent" },
  });
  await on.idle();
  expect(await subjects(on, "dave")).toEqual(["Sly"]);
});

// R18.
it("a recall takes no journaled copy away", async () => {
  const on = await journal({ recipient: "bob@contoso.com" });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
  expect((await subjects(on, "dave")).toReversed()).toEqual(["Budget", "Recall: Budget"]);
});
