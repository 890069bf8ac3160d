// RedirectMessageTo: others get the message, the recipients don't, and nobody is told.
import type { EnvelopeRecipient } from "../../agent-api/mail-item.ts";
import type { RuleContext } from "../rule-context.ts";
import { addedRecipients, addressesOf } from "./added-recipients.ts";
import type { RuleAction } from "./rule-action.ts";

export const redirectMessageTo: RuleAction<readonly string[]> = {
  parameter: "RedirectMessageTo",
  apply(addresses, { item, context }) {
    const before = item.recipients;
    const targets = new Set(targetsOf(addresses, context));
    const isTarget = (recipient: EnvelopeRecipient) => targets.has(primaryOf(recipient, context));
    const staying = before.filter(isTarget);
    const replaced = before.filter((recipient) => !isTarget(recipient));
    const standsFor = replaced.length > 0 ? replaced : before;
    const added = addedRecipients(addresses, standsFor, staying, context);
    if (replaced.length === 0 && added.length === 0) return { effect: "the message goes there already" };
    item.recipients = [...staying, ...added.map((target) => ({ ...target, ...commonDsn(replaced) }))];
    const [from, to] = [addressesOf(standsFor), addressesOf(item.recipients)];
    return { effect: `redirected from ${from.join(", ")} to ${to.join(", ") || "nobody"}`, redirect: { from, to } };
  },
};

function targetsOf(addresses: readonly string[], context: RuleContext): string[] {
  const resolved = addresses.flatMap((address) => context.resolve(address));
  return resolved.map(({ address, mailbox }) => context.primaryAddress(mailbox ?? address));
}

const primaryOf = ({ address, mailbox }: EnvelopeRecipient, context: RuleContext) =>
  context.primaryAddress(mailbox ?? address);

/** ORCPT and NOTIFY go along where the new recipient stands for one alone. RFC 3461 §5.2.7 */
function commonDsn(replaced: readonly EnvelopeRecipient[]): Pick<EnvelopeRecipient, "originalRecipient" | "notify"> {
  const [only, other] = replaced;
  if (only === undefined || other !== undefined) return {};
  const { originalRecipient, notify } = only;
  return { ...(originalRecipient !== undefined && { originalRecipient }), ...(notify !== undefined && { notify }) };
}
