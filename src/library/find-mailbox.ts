// A mailbox by any of its addresses, or a sentence about who there is.
import { directoryOf } from "../organization/directory.ts";
import { nearest } from "../organization/nearest.ts";
import type { Mailbox, Organization } from "../organization/organization.ts";
import { UnknownMailboxError } from "./errors.ts";

/** As many as an error names. */
const NAMED = 10;

/** @throws UnknownMailboxError */
export function findMailbox(organization: Organization, address: string): Mailbox {
  const found = directoryOf(organization).findMailbox(address);
  if (found) return found;
  const known = organization.mailboxes.map((mailbox) => mailbox.address);
  const meant = nearest(address, known);
  const others =
    known.length > NAMED ? `${known.slice(0, NAMED).join(", ")} and ${known.length - NAMED} more` : known.join(", ");
  throw new UnknownMailboxError(
    `${organization.name} has no mailbox ${address}${meant ? `; did you mean ${meant}?` : `; it has ${others || "none"}.`}`,
  );
}
