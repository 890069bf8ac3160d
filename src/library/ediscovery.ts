// An investigator's view: mail of all mailboxes, whether or not its owner still sees it.
import { searchMailboxes } from "../mailbox/ediscovery/search.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { EdiscoveryOptions, FoundItem } from "./api.ts";
import { findMailbox } from "./find-mailbox.ts";
import { headersOf } from "./header-fields.ts";

const MOST = 1000;

export async function ediscovery(
  on: Composed,
  query?: string,
  { mailbox, location, limit = MOST }: EdiscoveryOptions = {},
): Promise<readonly FoundItem[]> {
  const organization = on.configurations.current();
  const address = mailbox === undefined ? undefined : findMailbox(organization, mailbox).address;
  const found = await searchMailboxes(
    { query, mailbox: address, location, limit },
    { mailboxes: on.mailboxes, organization, now: on.clock.now() },
  );
  return Promise.all(
    found.map(async ({ item, ...place }) => {
      const raw = (await on.mailboxes.bytes(item)) ?? Buffer.alloc(0);
      const { id, messageId, subject, sender, isRead, receivedAt, messageClass } = item;
      return {
        ...{ id, mailbox: item.mailbox, ...place, messageId, subject, from: sender, isRead, messageClass },
        receivedAt: new Date(receivedAt),
        headers: headersOf(raw),
        raw,
      };
    }),
  );
}
