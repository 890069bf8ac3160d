// TNEF for people: attributes, properties, recipients, attachments with what lies inside, compliance status.

import { readReportTagMessageId } from "../../agents/recall/wire/report-tag.ts";
import { attachmentName, attachmentSize } from "../../journey/explain-tnef/attachment-name.ts";
import { bytesIn, contextOf, explainValue } from "../../journey/explain-tnef/explain-value.ts";
import { titleOf } from "../../journey/explain-tnef/name-property.ts";
import { numberInWords } from "../../journey/explain-tnef/number-words.ts";
import { attributeName } from "../../tnef/attributes.ts";
import { decodeCodePage } from "../../tnef/code-page.ts";
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { codepageOf } from "../../tnef/read-message.ts";
import { checksum, type TnefStream } from "../../tnef/stream.ts";
import { printable, type Style } from "../style.ts";
import { type Cell, formatTable, type Row } from "../table.ts";
import { explainAttribute } from "./explain-attribute.ts";
import type { EnclosingMail, OpenedTnef } from "./open-tnef.ts";

export interface ShowOptions {
  readonly style: Style;
  /** Nothing is cut. */
  readonly isFull: boolean;
}

export function showText(opened: OpenedTnef, options: ShowOptions): string {
  const { style } = options;
  return [
    heading(opened, style),
    `${style.bold("Attributes")}\n${attributeTable(opened.stream, style)}`,
    ...showMessage(opened.message, options, ""),
    compliance(opened, style),
  ].join("\n\n");
}

function heading({ file, bytes, stream, mail }: OpenedTnef, style: Style): string {
  const codepage = codepageOf(stream);
  const key = `key 0x${stream.key.toString(16).toUpperCase().padStart(4, "0")}`;
  const first = `${style.bold(printable(file))}: TNEF, ${bytesIn(bytes.length)}, ${key}, code page ${codepage}`;
  return mail ? `${first}\n${describeMail(mail, codepage, style)}` : first;
}

function describeMail(mail: EnclosingMail, codepage: number, style: Style): string {
  const belongs = mail.belongs ? style.good("belongs to it") : style.bad("does not belong to it");
  const tag = readReportTagMessageId(mail.messageId);
  const about = tag && JSON.stringify(decodeCodePage(tag.subject, codepage));
  const key = tag && (tag.searchKey.toString("hex") || "none");
  return [
    `  in the e-mail ${printable(JSON.stringify(mail.subject))} ${printable(shortened(mail.messageId))}, as ${printable(mail.contentType)}`,
    ...(tag ? [`  whose Message-ID is a report tag about ${printable(about ?? "")}, search key ${key}`] : []),
    `  ${belongs}: ${printable(mail.why)}`,
  ].join("\n");
}

const shortened = (text: string): string => (text.length > 100 ? `${text.slice(0, 90)}…${text.slice(-9)}` : text);

function attributeTable(stream: TnefStream, style: Style): string {
  const codepage = codepageOf(stream);
  const wrong = new Set(stream.flaws.filter(({ kind }) => kind === "badChecksum").map(({ offset }) => offset));
  const rows = stream.attributes.map((attribute): Row => {
    const { level, id, offset, data } = attribute;
    const sum = `0x${checksum(data).toString(16).toUpperCase().padStart(4, "0")}`;
    const isWrong = wrong.has(offset + 9 + data.length);
    return [
      level,
      attributeName(id),
      hex(offset),
      data.length.toLocaleString("en-US"),
      isWrong ? { text: `${sum} wrong`, paint: style.bad } : `${sum} right`,
      explainAttribute(attribute, codepage),
    ];
  });
  return formatTable(rows, { header: ["Level", "Attribute", "Offset", "Size", "Checksum", "Value"], indent: "  " });
}

function showMessage(message: MapiMessage, options: ShowOptions, indent: string): string[] {
  const { style } = options;
  const { properties, recipients, attachments } = message;
  const messageClass = properties.text(TAG.PidTagMessageClass);
  const title = `${indent}${style.bold("Message")}${messageClass === undefined ? "" : ` ${printable(messageClass)}`}`;
  const blocks = [`${title}\n${propertyTable(properties, messageClass, options, `${indent}  `)}`];
  for (const [index, recipient] of recipients.entries()) {
    const name = `${indent}${style.bold(`Recipient ${index + 1}`)}${describeRecipient(recipient)}`;
    blocks.push(`${name}\n${propertyTable(recipient, messageClass, options, `${indent}  `)}`);
  }
  for (const [index, attachment] of attachments.entries()) {
    blocks.push(...showAttachment(attachment, index, messageClass, options, indent));
  }
  return blocks;
}

function describeRecipient(recipient: PropertyBag): string {
  const type = numberInWords(TAG.PidTagRecipientType.name, recipient.number(TAG.PidTagRecipientType) ?? 0) ?? "";
  const address = recipient.text(TAG.PidTagSmtpAddress) ?? recipient.text(TAG.PidTagEmailAddress) ?? "";
  return printable(` ${type} ${address}`);
}

function showAttachment(
  attachment: MapiAttachment,
  index: number,
  messageClass: string | undefined,
  options: ShowOptions,
  indent: string,
): string[] {
  const { properties, embedded } = attachment;
  const size = attachmentSize(attachment);
  const what = embedded ? "embedded message" : size === undefined ? "no content" : bytesIn(size);
  const name = printable(JSON.stringify(attachmentName(attachment, index)));
  const title = `${indent}${options.style.bold(`Attachment ${index + 1}`)} ${name}, ${what}`;
  const block = `${title}\n${propertyTable(properties, messageClass, options, `${indent}  `)}`;
  return embedded ? [block, ...showMessage(embedded, options, `${indent}    `)] : [block];
}

function propertyTable(
  bag: PropertyBag,
  messageClass: string | undefined,
  { style, isFull }: ShowOptions,
  indent: string,
): string {
  if (bag.list.length === 0) return `${indent}no properties`;
  const context = contextOf(bag, isFull);
  const rows = bag.list.flatMap((property): Row[] => {
    const title = titleOf(property, messageClass);
    const { text, details } = explainValue(property, { ...context, name: title.name });
    const name = title.name || title.named || "";
    return [
      [
        title.tag,
        name === "" ? { text: "unknown", paint: style.dim } : name,
        title.type,
        withMeaning(text, title.meaning, style),
      ],
      ...details.map((detail): Row => ["", "", "", detail]),
    ];
  });
  return formatTable(rows, { header: ["Tag", "Name", "Type", "Value · meaning"], indent });
}

function withMeaning(text: string, meaning: string, style: Style): Cell {
  if (meaning === "") return { text };
  return { text: `${text}  · ${meaning}`, paint: () => `${printable(text)}  ${style.dim(`· ${meaning}`)}` };
}

function compliance({ flaws, error }: OpenedTnef, style: Style): string {
  if (error) return `${style.bold("Compliance")} ${style.bad("broken")}: ${error.message}${listOf(flaws)}`;
  if (flaws.length === 0) return `${style.bold("Compliance")} ${style.good("compliant")}`;
  return `${style.bold("Compliance")} ${style.bad(flaws.length === 1 ? "1 flaw" : `${flaws.length} flaws`)}${listOf(flaws)}`;
}

function listOf(flaws: OpenedTnef["flaws"]): string {
  if (flaws.length === 0) return "";
  return `\n${formatTable(
    flaws.map(({ offset, kind, detail }) => [hex(offset), kind, detail]),
    { indent: "  " },
  )}`;
}

const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;
