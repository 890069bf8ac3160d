// What is wrong with rules of mailboxes and journal rules, with its place and with what would be right.
import { expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { ConfigurationError } from "../../../src/organization/problems.ts";

const bob = (lines: string, rules = "", parts = "") =>
  `mailboxes:\n  - address: carol@contoso.com\n  - address: bob@contoso.com\n    aliases: robert@contoso.com\n${lines}${rules && `    inboxRules:\n${rules}`}${parts}`;
const rule = (name: string, rest: string) => `      - name: ${name}\n${rest}`;
const moves = "        actions: { moveToFolder: Archive }\n";

test.each<[name: string, yaml: string, problem: string]>([
  [
    "two rules of one name",
    bob("", rule("Old", moves) + rule("OLD", moves)),
    "configuration:8:15 mailboxes.1.inboxRules.1.name: `OLD` is the name of mailboxes.1.inboxRules.0 already",
  ],
  [
    "a rule that does nothing",
    bob("", rule("R", "        actions: {}\n")),
    "configuration:7:18 mailboxes.1.inboxRules.0.actions: must name at least one action, such as moveToFolder",
  ],
  [
    "a rule that forwards to its mailbox",
    bob("", rule("R", "        actions: { forwardTo: robert@contoso.com }\n")),
    "configuration:7:31 mailboxes.1.inboxRules.0.actions.forwardTo: must not be the mailbox itself: its mail is there already",
  ],
  [
    "a rule that redirects to nobody",
    bob("", rule("R", "        actions: { redirectTo: [x@fabrikam.com, carl@contoso.com] }\n")),
    "configuration:7:49 mailboxes.1.inboxRules.0.actions.redirectTo.1: `carl@contoso.com` is no mailbox, group or contact here; did you mean `carol@contoso.com`?",
  ],
  [
    "a size that nothing has",
    bob("", rule("R", "        conditions: { withinSizeRangeMinimum: 2MB, withinSizeRangeMaximum: 1MB }\n") + moves),
    "configuration:7:76 mailboxes.1.inboxRules.0.conditions.withinSizeRangeMaximum: must not be less than withinSizeRangeMinimum",
  ],
  [
    "a schedule without its times",
    bob("    automaticReplies: { autoReplyState: Scheduled, internalMessage: Away }\n"),
    "configuration:5:41 mailboxes.1.automaticReplies.autoReplyState: `Scheduled` needs startTime and endTime; `Enabled` has no end",
  ],
  [
    "a schedule that ends before it begins",
    bob("    automaticReplies: { startTime: 2026-12-02T00:00:00Z, endTime: 2026-12-01T00:00:00Z }\n"),
    "configuration:5:67 mailboxes.1.automaticReplies.endTime: must lie behind startTime",
  ],
  [
    "a journal of nobody here",
    bob(
      "",
      "",
      "journalRules:\n  - name: J\n    recipient: bop@contoso.com\n    journalEmailAddress: j@archive.example\n",
    ),
    "configuration:7:16 journalRules.0.recipient: `bop@contoso.com` is no mailbox, group or contact here; did you mean `bob@contoso.com`?",
  ],
])("%s", (_, yaml, problem) => {
  const problems = () => {
    try {
      loadConfiguration(yaml);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return error.message.split("\n");
    }
  };
  expect(problems()).toEqual([problem]);
});
