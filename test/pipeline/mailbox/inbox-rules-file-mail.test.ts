import { describe, expect, it } from "vitest";
import { deliverFromOutside, events, items, sandbox, submit } from "../../support/sandbox.ts";
import { tnefMail } from "../../support/tnef-mail.ts";
import { filed, ruleEvents, rulesTenant, withRules } from "./support.ts";

const budget = { name: "Budgets", conditions: { subjectContainsWords: "budget" } };

describe("an inbox rule", () => {
  it("moves what it names to a folder, marks it, and tells the trace", async () => {
    const on = await withRules({
      ...budget,
      actions: { moveToFolder: "Projects/2026", markAsRead: true, markImportance: "High", applyCategory: ["Money"] },
    });
    const id = await submit(on);
    await submit(on, { subject: "Lunch" });

    expect(await filed(on, "bob")).toEqual(["2026: Budget (read)", "Inbox: Lunch"]);
    expect((await on.mailboxes.list("bob@contoso.com", { messageId: id }))[0]?.properties).toEqual({
      importance: "high",
      categories: ["Money"],
    });
    expect(await ruleEvents(on, id)).toEqual([
      "Inbox rule: 'Budgets', actions: MarkAsRead; MarkImportance High; ApplyCategory Money; MoveToFolder Projects/2026",
    ]);
    const [delivered] = (await on.tracking.find({ messageId: id })).filter(({ eventId }) => eventId === "DELIVER");
    expect(delivered?.detail).toBe("The message was delivered to the folder: 2026");
  });

  it("is asked in order; the first that matches ends the list unless it says otherwise", async () => {
    const on = await withRules(
      { name: "Read", stopProcessingRules: false, actions: { markAsRead: true } },
      { ...budget, actions: { moveToFolder: "Archive" } },
      { name: "All", actions: { deleteMessage: true } },
    );
    await submit(on);
    await submit(on, { subject: "Lunch" });
    expect(await filed(on, "bob")).toEqual(["Archive: Budget (read)", "Deleted Items: Lunch (read)"]);
  });

  it("that deletes is the last, whatever it says of others", async () => {
    const on = await withRules(
      { name: "Delete", stopProcessingRules: false, actions: { deleteMessage: true } },
      { name: "Copy", actions: { copyToFolder: "Archive" } },
    );
    await submit(on);
    expect(await filed(on, "bob")).toEqual(["Deleted Items: Budget"]);
  });

  it("copies where another moved it already, and copies once to each folder", async () => {
    const on = await withRules(
      { name: "One", stopProcessingRules: false, actions: { moveToFolder: "Archive", copyToFolder: "Projects" } },
      { name: "Two", stopProcessingRules: false, actions: { moveToFolder: "Projects\\2026" } },
      { name: "Three", actions: { copyToFolder: "bob@contoso.com:\\Projects\\2026" } },
    );
    await submit(on);
    expect(await filed(on, "bob")).toEqual(["Archive: Budget", "Projects: Budget", "2026: Budget"]);
  });

  it("that an exception vetoes, or that is disabled, does nothing", async () => {
    const on = await withRules(
      { ...budget, exceptions: { from: "alice@contoso.com" }, actions: { deleteMessage: true } },
      { ...budget, name: "Off", enabled: false, actions: { moveToFolder: "Archive" } },
    );
    await submit(on);
    await submit(on, { from: "carol@contoso.com", subject: "Budget too" });
    expect(await filed(on, "bob")).toEqual(["Inbox: Budget", "Deleted Items: Budget too"]);
  });

  it.each([
    ["softDeleteMessage", {}, ["Deletions: Budget"]],
    ["permanentDelete", {}, ["Purges: Budget"]],
    ["permanentDelete", { singleItemRecoveryEnabled: false }, []],
    ["permanentDelete", { singleItemRecoveryEnabled: false, inPlaceHolds: ["Case 1"] }, ["DiscoveryHolds: Budget"]],
  ])("%s takes the message out of sight (%j)", async (action, mailbox, expected) => {
    const inboxRules = [{ ...budget, actions: { [action]: true } }];
    const on = await sandbox({ config: rulesTenant({ inboxRules, ...mailbox }) });
    await submit(on);
    expect(await filed(on, "bob")).toEqual(expected);
  });
});

describe("what a rule asks for", () => {
  const archive = { moveToFolder: "Archive" };
  const mime = (...parts: string[]) =>
    ["From: alice@contoso.com", "To: bob@contoso.com", "Subject: Parts", "MIME-Version: 1.0", ...parts, ""].join(
      "\r\n",
    );
  const withAttachment = mime(
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from("<p>Die <b>Größe</b> steht fest</p>").toString("base64"),
    "--b",
    "Content-Type: application/pdf; name=a.pdf",
    "Content-Disposition: attachment; filename=a.pdf",
    "",
    "Budget",
    "--b--",
  );

  it("an image that the text shows is no attachment", async () => {
    const on = await withRules({ name: "R", conditions: { hasAttachment: true }, actions: archive });
    const image = "Content-Type: image/png; name=a.png\r\nContent-ID: <a@x>\r\nContent-Disposition: inline\r\n\r\nx";
    const html = 'Content-Type: text/html\r\n\r\n<img src="cid:a@x">';
    await submit(on, {
      raw: mime('Content-Type: multipart/related; boundary="b"', "", "--b", html, "--b", image, "--b--"),
    });
    expect(await filed(on, "bob")).toEqual(["Inbox: Parts"]);
  });

  it("words are found in rich text", async () => {
    const on = await withRules({ name: "R", conditions: { bodyContainsWords: "milestone" }, actions: archive });
    const plain = "From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Rich\n\nThe Milestone\n";
    await submit(on, { raw: await tnefMail({ mime: plain }) });
    expect(await filed(on, "bob")).toEqual(["Archive: Rich"]);
  });

  it.each([
    [{ from: "alice@contoso.com" }, {}],
    [{ fromAddressContainsWords: "ALICE@" }, {}],
    [{ bodyContainsWords: "ell" }, {}],
    [{ bodyContainsWords: "größe steht" }, { raw: withAttachment }],
    [{ subjectOrBodyContainsWords: ["no", "udge"] }, {}],
    [{ headerContainsWords: "X-Ticket: 17" }, { headers: { "X-Ticket": "17" } }],
    [{ recipientAddressContainsWords: "bob@" }, {}],
    [{ sentTo: "carol@contoso.com" }, { to: ["bob@contoso.com", "carol@contoso.com"] }],
    [{ sentOnlyToMe: true }, {}],
    [{ myNameInToBox: true, myNameInToOrCcBox: true }, {}],
    [
      { myNameInCcBox: true, myNameNotInToBox: true },
      { to: "carol@contoso.com", cc: "bob@contoso.com" },
    ],
    [{ hasAttachment: true }, { raw: withAttachment }],
    [{ hasAttachment: false }, {}],
    [{ withImportance: "High" }, { headers: { Importance: "high" } }],
    [{ withSensitivity: "Private" }, { headers: { Sensitivity: "Private" } }],
    [{ withinSizeRangeMinimum: "1KB" }, { text: "x".repeat(1100) }],
    [{ withinSizeRangeMaximum: "1KB" }, { raw: mime("", "short") }],
    [{ receivedAfterDate: "2026-11-20T11:59:00Z", receivedBeforeDate: "2026-11-20T12:01:00Z" }, {}],
    [{ messageTypeMatches: "Calendaring" }, { icalEvent: { method: "REQUEST", content: "BEGIN:VCALENDAR" } }],
  ])("%j is found", async (conditions, mail) => {
    const on = await withRules({ name: "R", conditions, actions: archive });
    await submit(on, mail);
    expect(await filed(on, "bob")).toEqual([expect.stringMatching(/^Archive: /)]);
  });

  it.each([
    [{ from: "carol@contoso.com" }],
    [{ bodyContainsWords: "Budget" }],
    [{ sentOnlyToMe: true }],
    [{ hasAttachment: true }],
    [{ myNameInCcBox: true }],
    [{ withImportance: "Low" }],
    [{ messageTypeMatches: "AutomaticReply" }],
    [{ subjectContainsWords: "budget", bodyContainsWords: "lunch" }],
    [{ receivedBeforeDate: "2026-11-20T12:00:00Z" }],
  ])("%j is not", async (conditions) => {
    const on = await withRules({ name: "R", conditions, actions: archive });
    await submit(on, { to: ["bob@contoso.com", "dave@contoso.com"] });
    expect(await filed(on, "bob")).toEqual(["Inbox: Budget"]);
  });
});

// Bad input: mail is never lost for a rule that can't do what it should.
it("a rule whose folder is gone leaves the mail in the Inbox, does the rest, and says so in the trace", async () => {
  const on = await withRules({ name: "Old", actions: { moveToFolder: "Projects/2019", markAsRead: true } });
  const id = await submit(on);
  expect(await filed(on, "bob")).toEqual(["Inbox: Budget (read)"]);
  expect(await ruleEvents(on, id)).toEqual([
    "Inbox rule: 'Old', actions: MarkAsRead; the folder Projects/2019 is not there: the message stays where it is",
  ]);
  expect(await events(on, id)).toEqual(["RECEIVE", "AGENTINFO", "DELIVER"]);
});

it("spam goes to Junk Email, whoever's it is; a sender that is trusted is none, and one that is blocked is", async () => {
  const spam = {
    transportRules: [
      {
        name: "Spam",
        subjectContainsWords: "pills",
        setHeaderName: "X-MS-Exchange-Organization-SCL",
        setHeaderValue: "6",
      },
    ],
  };
  const on = await sandbox({
    config: rulesTenant(
      {
        junkEmail: {
          blockedSendersAndDomains: ["mallory@fabrikam.com", "bad.example"],
          trustedSendersAndDomains: ["fabrikam.com"],
        },
        inboxRules: [{ name: "All", actions: { moveToFolder: "Archive" } }],
      },
      { junkEmail: { enabled: false, blockedSendersAndDomains: ["bad.example"] } },
      spam,
    ),
  });
  const to = ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"];
  await deliverFromOutside(on, { to, from: "frank@fabrikam.com", subject: "Cheap pills" });
  await deliverFromOutside(on, { to, from: "x@bad.example", subject: "Hello" });
  await on.idle();
  expect(await filed(on, "bob")).toEqual(["Archive: Cheap pills", "Junk Email: Hello"]);
  expect(await filed(on, "carol")).toEqual(["Junk Email: Cheap pills", "Inbox: Hello"]);
  expect(await filed(on, "dave")).toEqual(["Junk Email: Cheap pills", "Inbox: Hello"]);
  expect(await items(on, "bob", "junkemail")).toHaveLength(1);
});

it("mailboxes whose rules are the same share one event, and each has its own copy", async () => {
  const inboxRules = [{ name: "R", actions: { moveToFolder: "Archive" } }];
  const on = await sandbox({ config: rulesTenant({ inboxRules }, { inboxRules }) });
  const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"] });
  const told = (await on.tracking.find({ messageId: id })).filter(({ context }) => context === "R");
  expect(told).toMatchObject([{ recipients: ["bob@contoso.com", "carol@contoso.com"] }]);
  expect([await filed(on, "bob"), await filed(on, "carol"), await filed(on, "dave")]).toEqual([
    ["Archive: Budget"],
    ["Archive: Budget"],
    ["Inbox: Budget"],
  ]);
});
