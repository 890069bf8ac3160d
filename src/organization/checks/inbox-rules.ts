// What follows a delivery: inbox rules as New-InboxRule takes them, automatic replies as Set-MailboxAutoReplyConfiguration does.
import type { Draft, Entry } from "../draft.ts";
import type { InboxRule, InboxRulePredicates } from "../inbox-rule.ts";
import type { Path } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import type { AutomaticReplies } from "../organization.ts";
import { type Check, type Report, refuseTwice } from "./check.ts";
import { isAccepted, recipientsOf } from "./recipients.ts";

const SENDING = ["forwardTo", "forwardAsAttachmentTo", "redirectTo"] as const;

export const checkInboxRules: Check = (draft, report) => {
  const recipients = recipientsOf(draft);
  for (const { path, value: mailbox } of draft.mailboxes) {
    const rules = (mailbox.inboxRules ?? []).map((value, index) => ({ path: [...path, "inboxRules", index], value }));
    refuseTwice(rules, "name", report);
    const own = new Set([mailbox.address, ...mailbox.aliases]);
    for (const rule of rules) {
      refuseEmptyRanges([...rule.path, "conditions"], rule.value.conditions, report);
      refuseEmptyRanges([...rule.path, "exceptions"], rule.value.exceptions, report);
      checkTargets(draft, rule, own, recipients, report);
    }
    if (mailbox.automaticReplies) checkReplies([...path, "automaticReplies"], mailbox.automaticReplies, report);
  }
};

function refuseEmptyRanges(path: Path, predicates: InboxRulePredicates, report: Report): void {
  const { withinSizeRangeMinimum: least = 0, withinSizeRangeMaximum: most, receivedAfterDate: after = 0 } = predicates;
  if (most !== undefined && most < least) {
    report([...path, "withinSizeRangeMaximum"], "must not be less than withinSizeRangeMinimum");
  }
  const before = predicates.receivedBeforeDate;
  if (before !== undefined && before <= after) {
    report([...path, "receivedBeforeDate"], "must lie behind receivedAfterDate");
  }
}

function checkTargets(
  draft: Draft,
  { path, value: { actions } }: Entry<InboxRule>,
  own: ReadonlySet<string>,
  recipients: ReadonlyMap<string, unknown>,
  report: Report,
): void {
  for (const action of SENDING) {
    for (const [index, address] of (actions[action] ?? []).entries()) {
      const where = [...path, "actions", action, index];
      if (own.has(address)) report(where, "must not be the mailbox itself: its mail is there already");
      else refuseUnknownOfOurs(draft, address, recipients, where, report);
    }
  }
}

/** An address of ours that nobody has. */
export function refuseUnknownOfOurs(
  draft: Draft,
  address: string,
  recipients: ReadonlyMap<string, unknown>,
  where: Path,
  report: Report,
): void {
  if (recipients.has(address) || draft.refused.has(address) || !isAccepted(draft, address)) return;
  report(where, `\`${address}\` is no mailbox, group or contact here${didYouMean(address, recipients.keys())}`);
}

function checkReplies(path: Path, { autoReplyState, startTime, endTime }: AutomaticReplies, report: Report): void {
  if (autoReplyState === "Scheduled" && (startTime === undefined || endTime === undefined)) {
    report([...path, "autoReplyState"], "`Scheduled` needs startTime and endTime; `Enabled` has no end");
  }
  if (startTime !== undefined && endTime !== undefined && endTime <= startTime) {
    report([...path, "endTime"], "must lie behind startTime");
  }
}
