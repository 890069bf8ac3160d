// A message within TNEF, taken out of it: what MAPI knows of its header block, around its own winmail.dat.
import { type Address, formatAddress } from "../mime/address.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { encodeText } from "../mime/encoded-word.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import type { MapiMessage } from "../tnef/message.ts";
import type { PropertyBag, PropertyTag } from "../tnef/property-bag.ts";
import { TAG } from "../tnef/property-tags.ts";
import { bodiesOf } from "./mapi-bodies.ts";
import { layOutTnef } from "./to-tnef/lay-out-tnef.ts";

/** PidTagRecipientType. [MS-OXCMSG] §2.2.3.1.2 */
const TO = 1;
const CC = 2;

export async function mimeOfEmbedded(message: MapiMessage): Promise<Buffer> {
  const { text = "" } = await bodiesOf(message);
  const { headers, body } = await layOutTnef(headersOf(message), message, text);
  return Buffer.concat([headers.toBuffer(), body]);
}

function headersOf({ properties, recipients }: MapiMessage): HeaderBlock {
  const headers = new HeaderBlock();
  const append = (name: string, value: string | undefined) => {
    if (value) headers.append(name, value);
  };
  const from =
    personOf(properties, TAG.PidTagSentRepresentingName, TAG.PidTagSentRepresentingSmtpAddress) ??
    personOf(properties, TAG.PidTagSenderName, TAG.PidTagSenderSmtpAddress);
  append("From", from && formatAddress(from));
  append("To", listOf(recipients, TO));
  append("Cc", listOf(recipients, CC));
  append("Subject", encodeText(properties.text(TAG.PidTagSubject) ?? ""));
  const sentAt = properties.time(TAG.PidTagClientSubmitTime);
  append("Date", sentAt === undefined ? undefined : formatRfc5322Date(sentAt));
  append("Message-ID", properties.text(TAG.PidTagInternetMessageId));
  headers.append("Content-Type", "multipart/mixed");
  return headers;
}

/** Undefined where there is no address of the internet. */
function personOf(bag: PropertyBag, name: PropertyTag, smtpAddress: PropertyTag): Address | undefined {
  const address = bag.text(smtpAddress);
  return address?.includes("@") ? { name: bag.text(name) ?? "", address } : undefined;
}

function listOf(recipients: readonly PropertyBag[], type: number): string {
  return recipients
    .filter((row) => row.number(TAG.PidTagRecipientType) === type)
    .map((row) => personOf(row, TAG.PidTagDisplayName, TAG.PidTagSmtpAddress))
    .filter((person) => person !== undefined)
    .map(formatAddress)
    .join(",\r\n\t");
}
