import { expect, it } from "vitest";
import { parseSearchText } from "../../../src/journey/search-text.ts";

it.each([
  ["subject:Q3 verdict:intact", { subject: "Q3", verdict: "intact" }],
  ['Subject:"Q3 numbers" FROM:alice', { subject: "Q3 numbers", from: "alice" }],
  ["bob budget", { text: "bob budget" }],
  ['"two words" recall:RECALLED', { text: "two words", recall: "recalled" }],
  ["verdict:Looping hop:To", { verdict: "looping", hop: "To" }],
  ["message-id:<a@b> kind:recallrequest", { messageId: "<a@b>", kind: "recallRequest" }],
  ["http://example.com 12:30", { text: "http://example.com 12:30" }],
  ["", {}],
])("%s", (text, query) => {
  expect(parseSearchText(text)).toEqual(query);
});

it.each([
  ["verdict:good", 'verdict is one of pending, intact, changed, failed, looping, lost, not "good"'],
  ["recall:recaled", 'not "recaled"; did you mean `recalled`?'],
  ["sbject:x", 'Nothing is searched by "sbject:"'],
])("%s is refused with what would be right", (text, words) => {
  expect(() => parseSearchText(text)).toThrow(words);
});
