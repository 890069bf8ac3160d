import { expect, it } from "vitest";
import { headersOf, person, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const mailboxes = (forwarding: Record<string, unknown>) => [
  person("alice"),
  person("bob", forwarding),
  person("carol"),
  person("dave"),
];

// Scenario 9; R18.
it("mailbox forwarding inside the tenant: both copies are recalled", async () => {
  const config = tenant({
    mailboxes: mailboxes({ forwardingAddress: "carol@contoso.com", deliverToMailboxAndForward: true }),
  });
  const on = await sandbox({ config });
  const original = await submit(on);
  expect(await subjects(on, "carol")).toEqual(["Budget"]);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled", "carol@contoso.com: recalled"]);
  expect(await subjects(on, "carol")).toEqual([]);
});

// Scenario 10; R18.
it("forwarding outside: the copy stays there, and the text mail follows it", async () => {
  const config = tenant({
    mailboxes: mailboxes({ forwardingSmtpAddress: "bob@fabrikam.com", deliverToMailboxAndForward: true }),
  });
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on));

  expect(await report(on, request)).toEqual([
    "bob@contoso.com: recalled",
    "bob@fabrikam.com: outside (outsideOrganization)",
  ]);
  const outside = await on.internet.list();
  expect(outside.map((mail) => mail.subject)).toEqual(["Budget", "Recall: Budget"]);
  const text = (await on.internet.bytes(outside[1]?.id ?? 0))?.toString() ?? "";
  expect(text).toContain("X-MS-Exchange-Send-Outlook-Recall-Report: False");
  expect(text).toContain('alice@contoso.com would like to recall the message, "Budget".');
});

// Scenario 11; R4, R18.
it("a copy that a mail-flow rule redirected is recalled", async () => {
  const config = tenant({
    transportRules: [{ name: "To Carol", sentTo: "bob@contoso.com", redirectMessageTo: "carol@contoso.com" }],
  });
  const on = await sandbox({ config });
  const original = await submit(on);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "carol")).toEqual(["Budget"]);

  const request = await recall(on, original);

  expect(await report(on, request)).toContain("carol@contoso.com: recalled");
  expect(await subjects(on, "carol")).toEqual([]);
});

// R4: Bcc recipients, and those a rule added, get the request too.
it("blind copies are recalled, whoever added them", async () => {
  const config = tenant({
    transportRules: [{ name: "Watch", subjectContainsWords: "Budget", blindCopyTo: "dave@contoso.com" }],
  });
  const on = await sandbox({ config });
  const original = await submit(on, { bcc: "carol@contoso.com" });
  expect(await subjects(on, "dave")).toEqual(["Budget"]);

  const request = await recall(on, original);

  expect(await report(on, request)).toEqual([
    "bob@contoso.com: recalled",
    "carol@contoso.com: recalled",
    "dave@contoso.com: recalled",
  ]);
  const header = await headersOf(on, "alice", "recoverableitemspurges");
  expect(header.get("To")).toBe("<bob@contoso.com>");
  expect(header.has("Bcc")).toBe(false);
});
