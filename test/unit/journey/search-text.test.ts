import { expect, it } from "vitest";
import { parseSearchText } from "../../../src/journey/search-text.ts";

it.each([
  ["subject:Q3 verdict:intact", { subject: "Q3", verdict: "intact" }],
  ['Subject:"Q3 numbers" FROM:alice', { subject: "Q3 numbers", from: "alice" }],
  ["bob budget", { text: "bob", all: [{ text: "budget" }] }],
  ["to:bob to:carol", { to: "bob", all: [{ to: "carol" }] }],
  ["-verdict:intact !rule:Legal -lunch", { none: [{ verdict: "intact" }, { rule: "Legal" }, { text: "lunch" }] }],
  ["after:2026-11-27 before:2026-11-27", { since: Date.UTC(2026, 10, 27), until: Date.UTC(2026, 10, 28) - 1 }],
  ["since:2026-11-27T12:00Z", { since: Date.UTC(2026, 10, 27, 12) }],
  ['"two words" recall:RECALLED', { text: "two words", recall: "recalled" }],
  ["verdict:Looping hop:To", { verdict: "looping", hop: "To" }],
  ["message-id:<a@b> kind:recallrequest", { messageId: "<a@b>", kind: "recallRequest" }],
  ["http://example.com 12:30", { text: "http://example.com", all: [{ text: "12:30" }] }],
  ["cc:dora bcc:carol Reply-To:desk addressed:bob", { cc: "dora", bcc: "carol", replyTo: "desk", addressed: "bob" }],
  ["larger:2048 smaller:1.5M", { larger: 2048, smaller: 1_572_864 }],
  ["larger:200kb -smaller:1G", { larger: 204_800, none: [{ smaller: 1_073_741_824 }] }],
  ["has:attachment -has:TNEF", { has: "attachment", none: [{ has: "tnef" }] }],
  ["", {}],
])("%s", (text, query) => {
  expect(parseSearchText(text)).toEqual(query);
});

it.each([
  ["verdict:good", 'verdict is one of pending, intact, changed, failed, looping, lost, not "good"'],
  ["recall:recaled", 'not "recaled"; did you mean `recalled`?'],
  ["after:yesterday", "since takes a day or a time such as 2026-11-27"],
  ["larger:big", 'larger takes a size such as 2048, 200K or 1.5M, in bytes, not "big"'],
  ["smaller:-5", "smaller takes a size"],
  ["has:attachments", 'not "attachments"; did you mean `attachment`?'],
  ["is:read", 'Nothing is searched by "is:"'],
  ["a ".repeat(31), "A search has 30 words and names at most, not 31."],
  ["sbject:x", 'Nothing is searched by "sbject:"'],
])("%s is refused with what would be right", (text, words) => {
  expect(() => parseSearchText(text)).toThrow(words);
});
