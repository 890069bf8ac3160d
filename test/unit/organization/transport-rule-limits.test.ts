// What a file is refused for beside single values: the size of rules and patterns, and actions that exclude one another.
import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";

const load = (...transportRules: object[]) =>
  loadConfiguration({
    organization: { name: "contoso.com" },
    mailboxes: [{ address: "bob@contoso.com", displayName: "Bob" }],
    transportRules: transportRules.map((rule, index) => ({ name: `R${index}`, ...rule })),
  }).organization.transportRules;

/** One word of this many bytes. */
const words = (bytes: number, char = "x") => ({ fromAddressContainsWords: char.repeat(bytes) });
const NAMES = "fromAddressContainsWords".length + "prependSubject".length + "!".length;

test("a rule of 8 KB is the largest, counted in UTF-8", () => {
  expect(load({ prependSubject: "!", ...words(8192 - NAMES) })).toHaveLength(1);
  expect(() => load({ prependSubject: "!", ...words(8193 - NAMES) })).toThrow(
    "transportRules.0: must have at most 8192 bytes of conditions, exceptions and actions, has 8193",
  );
  expect(() => load({ prependSubject: "!", ...words(8192 / 2, "é") })).toThrow(/at most 8192 bytes/);
});

test("patterns of all rules together have 20 KB at most, exceptions among them", () => {
  const rule = { prependSubject: "!", subjectMatchesPatterns: "x".repeat(6000) };
  expect(load(rule, rule, rule)).toHaveLength(3);
  expect(() =>
    load(rule, rule, rule, { prependSubject: "!", exceptIfSubjectMatchesPatterns: "x".repeat(2481) }),
  ).toThrow("transportRules: must have at most 20480 bytes of patterns together, have 20481");
});

test("moderation goes with what does nothing to the message, endings not with one another", () => {
  const moderation = { moderateMessageByUser: "bob@contoso.com" };
  expect(load({ ...moderation, stopRuleProcessing: true, generateIncidentReport: "bob@contoso.com" })).toHaveLength(1);
  expect(() => load({ ...moderation, moderateMessageByManager: true })).toThrow(
    "transportRules.0.moderateMessageByUser: allows no other action beside it, such as moderateMessageByManager",
  );
  expect(() => load({ quarantine: true, rejectMessageEnhancedStatusCode: "5.7.1" })).toThrow(
    "transportRules.0.quarantine: can't be together with rejectMessageReasonText",
  );
});
