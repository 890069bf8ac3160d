// What all cmdlets that make a recipient share: its names.
import type { AcceptedValues, Organization } from "../organization/organization.ts";
import { argumentError, CmdletError } from "./cmdlet-error.ts";
import { checkedAlias, checkedText } from "./delivery-settings.ts";
import { everybody, type Recipient, recipientAlias, recipientName } from "./recipient-names.ts";

/** The service leaves out what an address can't have. New-Mailbox -Alias */
export function aliasFrom(name: string): string {
  const local = name.replace(/@[^@]*$/, "");
  const alias = local
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]/g, "")
    .replace(/^\.+|\.+$|\.(?=\.)/g, "");
  if (alias !== "") return checkedAlias(alias.slice(0, 64));
  throw argumentError(`Alias: '${name.slice(0, 100)}' leaves no character for an alias; name one.`);
}

/** Only those that the address doesn't tell. */
export function ownNames(
  name: string,
  alias: string,
  address: string,
  organization: Organization,
): { readonly accepted?: AcceptedValues } {
  const own = checkedText("Name", name, 64);
  const accepted = {
    ...(own !== recipientName({ address }, organization) && { Name: own }),
    ...(alias !== recipientAlias({ address }, organization) && { Alias: alias }),
  };
  return Object.keys(accepted).length === 0 ? {} : { accepted };
}

/** Names are unique among recipients. @throws CmdletError */
export function refuseTakenName(recipient: Recipient, organization: Organization): void {
  const name = recipientName(recipient, organization);
  const isTaken = everybody(organization).some(
    (other) =>
      other.address !== recipient.address && recipientName(other, organization).toLowerCase() === name.toLowerCase(),
  );
  if (!isTaken) return;
  throw new CmdletError(
    "Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException",
    `The name "${name}" is already being used. Please try another name.`,
  );
}
