// A leg as the examiner holds it: the tenant's row with its bytes, or what the check sent itself.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { decodeXtext } from "../../smtp/xtext.ts";
import type { Leg } from "../../trace/legs.ts";
import type { CapturedLeg } from "../lab/lab.ts";
import type { ReturnedMail } from "./link.ts";

export interface Captured extends CapturedLeg {
  readonly direction: "out" | "in";
  /** The tenant's pass that wrote it; "" for what the check sent itself. */
  readonly networkMessageId: string;
}

export function captured(leg: Leg, bytes: Buffer): Captured {
  const { direction, at, connector, peer, tls, certificate, sender, recipients, reply, transcript } = leg;
  return {
    ...{ direction, at, connector, peer, tls, certificate, sender, recipients, reply, transcript, bytes },
    networkMessageId: leg.networkMessageId,
  };
}

/** Without the tenant's own Received field, which is on top. */
export async function capturedItem(item: MailItem, at: number): Promise<Captured> {
  const head = new HeaderBlock(item.headers.fields.slice(1)).toBuffer();
  return {
    ...{ direction: "in", at, connector: item.attribution?.connector ?? "", peer: "", tls: null, certificate: null },
    sender: item.sender,
    recipients: item.recipients.map(({ address }) => address),
    ...{ reply: "", transcript: [], networkMessageId: item.networkMessageId },
    bytes: Buffer.concat([head, await item.body.read()]),
  };
}

/** What a link can go by. */
export function returnedMail(leg: Captured): ReturnedMail {
  const headers = HeaderBlock.parse(splitMessage(leg.bytes).headers);
  const parameter = (name: string) => new RegExp(`\\b${name}=(\\S+)`, "i");
  const mail = leg.transcript.findLast((line) => /^C: MAIL FROM:/i.test(line)) ?? "";
  const envelopeId = parameter("ENVID").exec(mail)?.[1];
  const originals = leg.transcript.flatMap((line) => {
    const original = /^C: RCPT TO:/i.test(line) ? parameter("ORCPT").exec(line)?.[1] : undefined;
    return original === undefined ? [] : [decoded(original.slice(original.indexOf(";") + 1))];
  });
  return {
    recipients: leg.recipients,
    originalRecipients: originals,
    ...(envelopeId !== undefined && { envelopeId: decoded(envelopeId) }),
    messageId: messageIdIn(headers),
    networkMessageIds: NETWORK_ID_FIELDS.flatMap((name) => headers.all(name)).map((value) => value.trim()),
    content: leg.bytes,
  };
}

const NETWORK_ID_FIELDS = [
  "X-MS-Exchange-CrossTenant-Network-Message-Id",
  "X-MS-Office365-Filtering-Correlation-Id",
  "X-MS-Exchange-Organization-Network-Message-Id",
];

export const messageIdIn = (headers: HeaderBlock): string =>
  /<[^<>]*>/.exec(headers.get("Message-ID") ?? "")?.[0] ?? "";

/** A product may have written nonsense. */
function decoded(xtext: string): string {
  try {
    return decodeXtext(xtext) ?? xtext;
  } catch {
    return xtext;
  }
}
