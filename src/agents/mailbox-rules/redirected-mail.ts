// A message that a rule redirects: the same From, To and body under a Message-ID of its own, as Exchange's rules have it.
// What it is called now no recall names, and no search key in its TNEF finds it. docs/recall.md R18
import type { NewMessage } from "../../agent-api/agents.ts";
import { findTnefIn } from "../../content-conversion/find-tnef.ts";
import { setSearchKey } from "../../content-conversion/set-search-key.ts";
import type { Body } from "../../database/content-store.ts";
import { LOOP_HEADER } from "../../mailbox/inbox-rules/loop.ts";
import { newMessageId, newSearchKey } from "../../runtime/ids.ts";
import type { Sending } from "./send-on.ts";

/** What speaks of the way that ends at this mailbox. */
const OF_THE_WAY =
  /^(?:received|return-path|bcc|x-ms-exchange-(?:generated-message-source|parent-message-id|organization-(?!scl$).*))$/i;

export async function redirectedMail(targets: readonly string[], sending: Sending): Promise<NewMessage> {
  const { item, owner, organization } = sending;
  const headers = item.headers.clone();
  headers.removeWhere(({ name }) => OF_THE_WAY.test(name));
  headers.prepend("Resent-From", `<${owner.address}>`);
  headers.set("Message-ID", newMessageId(organization.hostname));
  headers.append(LOOP_HEADER, owner.address);
  return {
    sender: owner.address,
    recipients: targets,
    content: headers.toBuffer(),
    body: await bodyOf(sending),
    authAs: item.authAs,
    smtpUtf8: item.smtpUtf8,
    eightBitMime: item.eightBitMime,
  };
}

/** The same one, unless it says which message this was. */
async function bodyOf({ item, contents }: Sending): Promise<Body> {
  const tnef = await findTnefIn(item.headers, item.body);
  if (tnef.kind !== "belongs") return item.body;
  return contents.store(await setSearchKey(await item.body.read(), tnef, newSearchKey()));
}
