// What inbox rules ask of a message's body: its text, and whether something is attached. Read with limits, in turns.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { findTnefIn } from "../../content-conversion/find-tnef.ts";
import { promoteMessageClassOf } from "../../content-conversion/promote.ts";
import { sortParts } from "../../content-conversion/to-tnef/body-parts.ts";
import { plainTextOf } from "../../content-conversion/to-tnef/plain-text.ts";
import { textingHtml } from "../../content-conversion/to-tnef/text-of-html.ts";
import { findAttachments } from "../../mime/attachments.ts";
import { decodeText } from "../../mime/charset.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns } from "../../mime/structure.ts";
import { decoding, transferEncodingOf } from "../../mime/transfer-encoding.ts";

export interface MessageContent {
  readonly text: string;
  readonly hasAttachment: boolean;
  /** Where a calendar part says more than the header: a meeting's. */
  readonly messageClass?: string;
}

/** As far as a text is searched for words, bytes or characters. */
const SEARCHED = 512 * 1024;

export async function readContent({ headers, body }: Pick<MailItem, "headers" | "body">): Promise<MessageContent> {
  const tnef = await findTnefIn(headers, body);
  if (tnef.kind === "belongs") {
    const text = (await plainTextOf(tnef.message)).slice(0, SEARCHED);
    return { text, hasAttachment: tnef.message.attachments.length > 0 };
  }
  const bytes = await body.read();
  const root = await parseStructureInTurns(bytes, {}, headers);
  const { text, html } = sortParts(root);
  return {
    text: text ? await textOf(text, bytes) : html ? await runInTurns(textingHtml(await textOf(html, bytes))) : "",
    hasAttachment: findAttachments(root, bytes).some(({ isInline }) => !isInline),
    messageClass: await promoteMessageClassOf(headers, body),
  };
}

async function textOf(part: MimePart, message: Buffer): Promise<string> {
  const end = Math.min(part.end, part.bodyStart + SEARCHED);
  const bytes = await runInTurns(decoding(message.subarray(part.bodyStart, end), transferEncodingOf(part.headers)));
  const charset = part.contentType.parameters.get("charset") ?? "utf-8";
  return decodeText(bytes, charset) ?? bytes.toString("latin1");
}
