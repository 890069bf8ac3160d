import { expect, it } from "vitest";
import { type SubmittedMessage, SubmittedMessages } from "../../../src/mailbox/submitted-messages.ts";
import { NOON } from "../../support/sandbox.ts";
import { database } from "../database/support.ts";

const message: SubmittedMessage = {
  messageId: "<1@contoso.com>",
  mailbox: "alice@contoso.com",
  searchKey: "AB",
  recipients: ["bob@contoso.com", "jörg@contoso.com"],
  submittedAt: NOON,
  subject: "Budget „2026“",
  networkMessageId: "n1",
  meeting: false,
  rightsManaged: false,
};

function open() {
  const db = database();
  const submitted = new SubmittedMessages(db);
  return {
    submitted,
    add: (parts: Partial<SubmittedMessage>) => db.write((tx) => submitted.add(tx, { ...message, ...parts })),
  };
}

it("a message is found under its Message-ID as it was submitted", async () => {
  const { submitted, add } = open();
  await add({ meeting: true });
  expect(await submitted.find("<1@contoso.com>")).toEqual([{ ...message, meeting: true }]);
  expect(await submitted.find("<2@contoso.com>")).toEqual([]);
});

// docs/recall.md R6: a file sent twice does not grow younger.
it("the first submission under a Message-ID stands, per mailbox", async () => {
  const { submitted, add } = open();
  await add({});
  await add({ submittedAt: NOON + 1, searchKey: "CD", recipients: [] });
  await add({ mailbox: "carol@contoso.com" });
  const found = await submitted.find("<1@contoso.com>");
  expect(found.map(({ mailbox, searchKey, submittedAt }) => [mailbox, searchKey, submittedAt])).toEqual([
    ["alice@contoso.com", "AB", NOON],
    ["carol@contoso.com", "AB", NOON],
  ]);
});

it("the latest of a mailbox is its own", async () => {
  const { submitted, add } = open();
  await add({ messageId: "<old@x>" });
  await add({ messageId: "<new@x>", submittedAt: NOON + 1 });
  await add({ messageId: "<hers@x>", submittedAt: NOON + 2, mailbox: "carol@contoso.com" });
  expect((await submitted.latest("alice@contoso.com"))?.messageId).toBe("<new@x>");
  expect(await submitted.latest("bob@contoso.com")).toBeUndefined();
});
