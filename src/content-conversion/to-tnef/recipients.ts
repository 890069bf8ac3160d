// To, Cc and Bcc as the recipient table of a message. [MS-OXCMAIL] §2.1.3.1; [MS-OXCMSG] §2.2.3.1
import { type Address, parseAddresses } from "../../mime/address.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { oneOffEntryId, searchKeyOfAddress } from "./one-off.ts";

/** PidTagRecipientType. [MS-OXCMSG] §2.2.3.1.2 */
const RECIPIENT_TYPES = [
  ["To", 1],
  ["Cc", 2],
  ["Bcc", 3],
] as const;

/** PidTagObjectType of a mail user. */
const MAIL_USER = 6;

export function recipientsOf(headers: HeaderBlock): PropertyBag[] {
  return RECIPIENT_TYPES.flatMap(([name, type]) =>
    parseAddresses(headers.all(name).join(", ")).map((address) => ({ address, type })),
  ).map(({ address, type }, row) => recipientRow(address, type, row));
}

function recipientRow(person: Address, type: number, row: number): PropertyBag {
  return new PropertyBag()
    .set(TAG.PidTagRowid, row)
    .set(TAG.PidTagRecipientType, type)
    .set(TAG.PidTagObjectType, MAIL_USER)
    .set(TAG.PidTagDisplayType, 0)
    .set(TAG.PidTagDisplayName, person.name || person.address)
    .set(TAG.PidTagAddressType, "SMTP")
    .set(TAG.PidTagEmailAddress, person.address)
    .set(TAG.PidTagSmtpAddress, person.address)
    .set(TAG.PidTagSearchKey, searchKeyOfAddress(person.address))
    .set(TAG.PidTagEntryId, oneOffEntryId(person));
}
