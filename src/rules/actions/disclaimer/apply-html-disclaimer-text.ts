// ApplyHtmlDisclaimerText: words at the end or the beginning of the message, and what is done where there can be none.
import { reply } from "../../../smtp/reply.ts";
import type { RuleAction } from "../rule-action.ts";
import { DISCLAIMER_HASH, disclaimerHash, isDisclaimed, whyAgain } from "./disclaimer-hash.ts";
import { disclaimerFor } from "./disclaimer-text.ts";
import { editMessage } from "./edit-message.ts";
import { APPEND, PREPEND } from "./places.ts";
import { wrap } from "./wrap.ts";

const REFUSED = reply(550, "5.7.1", "TRANSPORT.RULES.RejectMessage; the disclaimer could not be added to the message");

export const applyHtmlDisclaimerText: RuleAction<string> = {
  parameter: "ApplyHtmlDisclaimer",
  async apply(html, input) {
    const { item, context, rule } = input;
    const location = rule.actions.applyHtmlDisclaimerLocation ?? "Append";
    const hash = disclaimerHash(html, location);
    if (isDisclaimed(item.headers, hash)) {
      return { effect: `nothing is added: the message has this disclaimer already, by its ${DISCLAIMER_HASH}` };
    }
    const disclaimer = await disclaimerFor(html, input);
    const message = { headers: item.headers.clone(), body: await item.body.read() };
    const reason = await editMessage(message, disclaimer, location === "Prepend" ? PREPEND : APPEND);
    if (reason === undefined) {
      const again = await whyAgain(item, disclaimer.text);
      message.headers.append(DISCLAIMER_HASH, hash);
      item.headers = message.headers;
      item.body = await context.storeBody(message.body);
      return { effect: `the disclaimer was ${location === "Prepend" ? "put above" : "added below"} the text${again}` };
    }
    switch (rule.actions.applyHtmlDisclaimerFallbackAction ?? "Wrap") {
      case "Ignore":
        return { effect: `the message stays without the disclaimer: ${reason}` };
      case "Reject":
        return { effect: `rejected: ${reason}`, end: { kind: "rejected", reply: REFUSED } };
      case "Wrap":
        await wrap(item, disclaimer, context);
        item.headers.append(DISCLAIMER_HASH, hash);
        return { effect: `the message was attached to a new one with the disclaimer: ${reason}` };
    }
  },
};
