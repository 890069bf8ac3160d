// Journal rules as New-JournalRule takes them.
import { isAddress } from "../address.ts";
import { type Check, refuseTwice } from "./check.ts";
import { refuseUnknownOfOurs } from "./inbox-rules.ts";
import { recipientsOf } from "./recipients.ts";

/** Journal, transport and inbox rule limits of Exchange Online. */
const MAX_RULES = 10;

export const checkJournalRules: Check = (draft, report) => {
  const rules = draft.journalRules;
  if (rules.length > MAX_RULES) report(["journalRules"], `must be at most ${MAX_RULES} rules, are ${rules.length}`);
  refuseTwice(rules, "name", report);
  const recipients = recipientsOf(draft);
  const ndrTo = draft.settings["transport.journalingReportNdrTo"];
  const where = ["transport", "journalingReportNdrTo"];
  if (ndrTo !== null && !isAddress(ndrTo))
    report(where, `must be one address such as ndr@contoso.com, not \`${ndrTo}\``);
  else if (ndrTo !== null) refuseUnknownOfOurs(draft, ndrTo.toLowerCase(), recipients, where, report);
  for (const { path, value } of rules) {
    for (const field of ["recipient", "journalEmailAddress"] as const) {
      const address = value[field];
      if (address !== undefined) refuseUnknownOfOurs(draft, address, recipients, [...path, field], report);
    }
    if (value.recipient === value.journalEmailAddress) {
      report([...path, "journalEmailAddress"], "must not be the recipient whose mail is journaled");
    }
  }
};
