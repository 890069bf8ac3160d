// Mail in rich text as Outlook and Exchange write it: text/plain beside winmail.dat.
import { layOutTnef } from "../../src/content-conversion/to-tnef/lay-out-tnef.ts";
import { mapiFromMime } from "../../src/content-conversion/to-tnef/mapi-from-mime.ts";
import { plainTextOf } from "../../src/content-conversion/to-tnef/plain-text.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage, toCrlf } from "../../src/mime/message.ts";
import { ATTRIBUTE } from "../../src/tnef/attributes.ts";
import type { MapiMessage } from "../../src/tnef/message.ts";
import type { PropertyBag } from "../../src/tnef/property-bag.ts";
import { readProperties, writeProperties } from "../../src/tnef/property-list.ts";
import { TAG } from "../../src/tnef/property-tags.ts";
import { decodeTnef, encodeTnef } from "../../src/tnef/stream.ts";

export interface TnefMail {
  readonly messageId?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  /** Whole message in MIME that is made rich text, instead of the parts above. */
  readonly mime?: string;
  /** As hexadecimal. */
  readonly searchKey?: string;
  /** Fields that stand in front of the others. */
  readonly headers?: readonly string[];
  /** Before it is written. */
  readonly change?: (properties: PropertyBag, message: MapiMessage) => void;
  /** Of the header block as it is sent. */
  readonly changeHeaders?: (headers: HeaderBlock) => void;
}

export const SEARCH_KEY = "0F1E2D3C4B5A69788796A5B4C3D2E1F0";

/** Bytes of the message as it is submitted. */
export async function tnefMail(mail: TnefMail = {}): Promise<Buffer> {
  const { headers, body } = splitMessage(Buffer.from(toCrlf(mail.mime ?? plainMail(mail)), "utf8"));
  const block = HeaderBlock.parse(headers);
  const message = await mapiFromMime(block, body, { searchKey: mail.searchKey ?? SEARCH_KEY });
  mail.change?.(message.properties, message);
  const laidOut = await layOutTnef(block, message, await plainTextOf(message));
  mail.changeHeaders?.(laidOut.headers);
  return Buffer.concat([laidOut.headers.toBuffer(), laidOut.body]);
}

function plainMail({ messageId, subject, from, to, headers = [] }: TnefMail): string {
  return [
    ...headers,
    `From: Alice Contoso <${from ?? "alice@contoso.com"}>`,
    `To: Bob Contoso <${to ?? "bob@contoso.com"}>`,
    `Subject: ${subject ?? "Budget"}`,
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    `Message-ID: ${messageId ?? "<budget@contoso.com>"}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "The figures are attached.",
    "",
  ].join("\n");
}

/** The same message around other bytes in its winmail.dat. */
export function withWinmail(mail: Buffer, change: (winmail: Buffer) => Buffer): Buffer {
  const text = mail.toString("latin1");
  const start = text.indexOf("\r\n\r\n", text.indexOf("application/ms-tnef")) + 4;
  const end = text.indexOf("\r\n\r\n", start);
  const changed = change(Buffer.from(text.slice(start, end), "base64")).toString("base64");
  return Buffer.from(text.slice(0, start) + changed.replace(/.{76}(?=.)/g, "$&\r\n") + text.slice(end), "latin1");
}

/** 0x007F taken out of its list. */
export function withoutCorrelationKey(mail: Buffer): Buffer {
  return withWinmail(mail, (winmail) => {
    const stream = decodeTnef(winmail);
    const attributes = stream.attributes.map((attribute) => {
      if (attribute.id !== ATTRIBUTE.attMsgProps) return attribute;
      const list = readProperties(attribute.data, { offset: 0, flaws: [], limits: {} });
      return { ...attribute, data: writeProperties(list.filter(({ id }) => id !== TAG.PidTagTnefCorrelationKey.id)) };
    });
    return encodeTnef({ key: stream.key, attributes });
  });
}
