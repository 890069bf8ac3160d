// A recipient of a rule by any of its names, as RecipientIdParameter takes it. An address outside stands for itself.
import { isAddress } from "../../organization/address.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { CmdletError } from "../cmdlet-error.ts";
import { addressOfRecipient } from "../recipient-names.ts";

/** Its primary address, lower case. @throws CmdletError where nobody, or more than one, has this name. */
export function recipientAddress(identity: string, organization: Organization): string {
  const wanted = identity.trim().toLowerCase();
  const isOutside = isAddress(wanted) && directoryOf(organization).acceptedDomainOf(wanted) === undefined;
  try {
    return addressOfRecipient(identity, organization);
  } catch (error) {
    if (isOutside && error instanceof CmdletError && error.category === "NotFound") return wanted;
    throw error;
  }
}
