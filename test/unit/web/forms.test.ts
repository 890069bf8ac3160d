import { expect, test } from "vitest";
import type { MessageForm } from "../../../src/web/api/answers.ts";
import { formOf, nameOfForm } from "../../../src/web/journey/forms.ts";
import type { Entry } from "../../../src/web/journey/timeline.ts";

const form = (key: string, kind: MessageForm["kind"], networkMessageId: string, mailboxes: string[] = []) => ({
  ...{ key, kind, networkMessageId, mailboxes, at: "", size: 1105, place: "there" },
});
const FORMS = [
  form("item-1", "submitted", "one", ["alice@contoso.com"]),
  form("leg-1", "returned", "two"),
  form("leg-2", "left", "one"),
  form("item-2", "delivered", "two", ["bob@contoso.com"]),
  form("item-3", "delivered", "two", ["carol@contoso.com"]),
];
const entry = (over: object) => ({ legId: null, networkMessageId: "one", recipients: [], ...over }) as unknown as Entry;
const keyOf = (over: object) => formOf(entry(over), FORMS, "one")?.key;

test("a crossing has its leg, a delivery the copy of its recipient, all else what the pass began with", () => {
  expect(keyOf({ legId: 2 })).toBe("leg-2");
  expect(keyOf({})).toBe("item-1");
  expect(keyOf({ networkMessageId: "two" })).toBe("leg-1");
  const delivered = { networkMessageId: "two", event: { eventId: "DELIVER" } };
  expect(keyOf({ ...delivered, recipients: ["carol@contoso.com"] })).toBe("item-3");
  expect(keyOf({ ...delivered, recipients: ["dave@contoso.com"] })).toBe("item-2");
});

test("a form says where it lies", () => {
  expect(FORMS.map(nameOfForm)).toEqual([
    "as its sender has it (there)",
    "as it came in over there",
    "as it left over there",
    "in the mailbox of bob@contoso.com (there)",
    "in the mailbox of carol@contoso.com (there)",
  ]);
});
