// The header of a message within another one: what a reader shows of it. RFC 5322 §3.6
import { formatAddress } from "../../mime/address.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { encodeText } from "../../mime/encoded-word.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import type { PropertyBag, PropertyTag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";

/** Fields without their final line ends, one character a byte. */
export function headerOf({ properties, recipients }: MapiMessage): string[] {
  const fields: string[] = [];
  const from = addressOf(properties, TAG.PidTagSenderName, TAG.PidTagSenderSmtpAddress, TAG.PidTagSenderEmailAddress);
  if (from) fields.push(`From: ${from}`);
  for (const [type, name] of [
    [1, "To"],
    [2, "Cc"],
  ] as const) {
    const addresses = recipients
      .filter((recipient) => recipient.number(TAG.PidTagRecipientType) === type)
      .map((recipient) => addressOf(recipient, TAG.PidTagDisplayName, TAG.PidTagSmtpAddress, TAG.PidTagEmailAddress))
      .filter((address) => address !== undefined);
    if (addresses.length > 0) fields.push(`${name}: ${addresses.join(",\r\n ")}`);
  }
  const subject = properties.text(TAG.PidTagSubject) ?? properties.text(TAG.PidTagNormalizedSubject);
  if (subject !== undefined) fields.push(`Subject: ${encodeText(subject.replace(/[\x00-\x1f\x7f]+/g, " ").trim())}`);
  const sentAt = properties.time(TAG.PidTagClientSubmitTime);
  if (sentAt !== undefined && !Number.isNaN(new Date(sentAt).getTime()))
    fields.push(`Date: ${formatRfc5322Date(sentAt)}`);
  const id = properties.text(TAG.PidTagInternetMessageId);
  if (id && /^<[\x21-\x7e]{1,900}>$/.test(id)) fields.push(`Message-ID: ${id}`);
  return fields;
}

/** Addresses of other kinds (X.400, X.500) say nothing outside. */
function addressOf(bag: PropertyBag, name: PropertyTag, ...addresses: readonly PropertyTag[]): string | undefined {
  const address = addresses.map((tag) => bag.text(tag)).find((text) => text?.includes("@"));
  const known =
    address && Buffer.from(formatAddress({ name: bag.text(name) ?? "", address }), "utf8").toString("latin1");
  return known || undefined;
}
