// A case's mail as the bytes that a mail client submits.
import { type Address, parseAddresses } from "../../mime/address.ts";
import { composeMail } from "../../mime/compose-mail.ts";
import { formatRfc5322Date } from "../../mime/date.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { bodyContent, splitMessage } from "../../mime/message.ts";
import type { CaseMail } from "./lab.ts";

export interface Composed {
  readonly messageId: string;
  readonly bytes: Buffer;
}

export interface ComposeDefaults {
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string;
  /** Milliseconds UTC. */
  readonly date: number;
  readonly subject: string;
}

export function compose(mail: CaseMail, defaults: ComposeDefaults): Promise<Composed> {
  return mail.raw === undefined ? composeParts(mail, defaults) : Promise.resolve(asItIs(mail.raw, defaults));
}

async function composeParts(mail: CaseMail, defaults: ComposeDefaults): Promise<Composed> {
  const given = Object.entries(mail.headers ?? {});
  const messageId = given.find(([name]) => name.toLowerCase() === "message-id")?.[1]?.toString() ?? defaults.messageId;
  const headers = given
    .filter(([name]) => name.toLowerCase() !== "message-id")
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const bytes = await composeMail({
    from: address(mail.from ?? defaults.from),
    to: (mail.to ?? defaults.to).map(address),
    cc: [],
    subject: mail.subject ?? defaults.subject,
    text: mail.text ?? (mail.html === undefined ? "Sent by the recall check.\r\n" : undefined),
    html: mail.html,
    headers,
    attachments: mail.attachments?.map(({ filename, ...rest }) => ({ ...rest, name: filename })),
    messageId,
    date: defaults.date,
  });
  return { messageId, bytes };
}

/** Byte for byte, with what a client adds where it lacks. */
function asItIs(raw: Buffer | string, defaults: ComposeDefaults): Composed {
  const { headers: head, body } = splitMessage(Buffer.from(raw));
  const headers = HeaderBlock.parse(head);
  if (!headers.has("Message-ID")) headers.append("Message-ID", defaults.messageId);
  if (!headers.has("Date")) headers.append("Date", formatRfc5322Date(defaults.date));
  if (!headers.has("From")) headers.append("From", `<${defaults.from}>`);
  if (!headers.has("To")) headers.append("To", defaults.to.map((one) => `<${one}>`).join(",\r\n "));
  if (!headers.has("Subject")) headers.append("Subject", defaults.subject);
  return {
    messageId: /<[^<>]*>/.exec(headers.get("Message-ID") ?? "")?.[0] ?? "",
    bytes: Buffer.concat([headers.toBuffer(), Buffer.from("\r\n"), bodyContent(body)]),
  };
}

function address(text: string): Address {
  return parseAddresses(text)[0] ?? ({ address: text } as Address);
}
