// A message that a rule redirects: the same From, To and body under a Message-ID of its own, as Exchange's rules have it.
// What it is called now no recall names. docs/recall.md R18
import type { NewMessage } from "../../agent-api/agents.ts";
import { LOOP_HEADER } from "../../mailbox/inbox-rules/loop.ts";
import { newMessageId } from "../../runtime/ids.ts";
import type { Sending } from "./send-on.ts";

/** What speaks of the way that ends at this mailbox. */
const OF_THE_WAY =
  /^(?:received|return-path|bcc|x-ms-exchange-(?:generated-message-source|parent-message-id|organization-(?!scl$).*))$/i;

export function redirectedMail(targets: readonly string[], { item, owner, organization }: Sending): NewMessage {
  const headers = item.headers.clone();
  headers.removeWhere(({ name }) => OF_THE_WAY.test(name));
  headers.prepend("Resent-From", `<${owner.address}>`);
  headers.set("Message-ID", newMessageId(organization.hostname));
  headers.append(LOOP_HEADER, owner.address);
  return {
    sender: owner.address,
    recipients: targets,
    content: headers.toBuffer(),
    body: item.body,
    authAs: item.authAs,
    smtpUtf8: item.smtpUtf8,
    eightBitMime: item.eightBitMime,
  };
}
