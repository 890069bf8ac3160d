// The content of a message as rules ask for it: texts of its body and attached files, of MIME or of the TNEF that belongs
// to it. Read once for each body. New-TransportRule -SubjectOrBodyContainsWords
import type { MailItem } from "../../agent-api/mail-item.ts";
import { CORRELATOR, findTnef, isTnefPart, mayHaveTnef } from "../../content-conversion/find-tnef.ts";
import { bodiesOf } from "../../content-conversion/mapi-bodies.ts";
import { contentOf as bytesOf } from "../../content-conversion/to-tnef/bodies.ts";
import { decodingText } from "../../content-conversion/to-tnef/long-text.ts";
import { textingHtml } from "../../content-conversion/to-tnef/text-of-html.ts";
import { type AttachmentPart, findAttachments } from "../../mime/attachments.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { runInTurns } from "../../mime/in-turns.ts";
import { type MimePart, parseStructureInTurns, walkParts } from "../../mime/structure.ts";
import { charsetOf } from "../../tnef/code-page.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { type FileToScan, type ScannedFile, scanFile } from "./scan-file.ts";

export interface MessageContent {
  /** Plain text, and the text of HTML. */
  readonly texts: readonly string[];
  readonly names: readonly string[];
  /** Of text parts, as they are written. */
  readonly charsets: readonly string[];
  /** Attached files in their order; read at the first time. @param limit bytes of text for each. */
  files(limit: number): Promise<readonly ScannedFile[]>;
}

const known = new WeakMap<MailItem["body"], Map<string, Promise<MessageContent>>>();

export function contentOf({ headers, body }: MailItem): Promise<MessageContent> {
  const fields = ["Content-Type", "Content-Transfer-Encoding", CORRELATOR].map((name) => headers.get(name) ?? "");
  const key = fields.join("\n");
  const ofBody = known.get(body) ?? new Map<string, Promise<MessageContent>>();
  known.set(body, ofBody);
  const content = ofBody.get(key) ?? body.read().then((bytes) => readContent(headers, bytes));
  ofBody.set(key, content);
  // What could not be read this time is tried again.
  content.catch(() => ofBody.delete(key));
  return content;
}

type Opened = (limit: number) => Promise<ScannedFile>;

async function readContent(headers: HeaderBlock, body: Buffer): Promise<MessageContent> {
  const tnef = mayHaveTnef(headers) ? await findTnef(headers, body) : undefined;
  const root = tnef?.kind === "belongs" ? tnef.root : await parseStructureInTurns(body, {}, headers);
  const ofMime = await readMime(root, body, tnef?.kind === "belongs" ? tnef.part : undefined);
  if (tnef?.kind !== "belongs") return { ...ofMime, files: onceForEach(ofMime.opened) };
  const { html, text } = await bodiesOf(tnef.message);
  const texts = [...ofMime.texts, ...(text === undefined ? [] : [text]), ...(html ? [await textOfHtml(html)] : [])];
  const names = [...ofMime.names, ...tnef.message.attachments.map(({ properties }) => nameOf(properties))];
  const codepage = tnef.message.properties.number(TAG.PidTagInternetCodepage);
  const charsets = codepage === undefined ? ofMime.charsets : [...ofMime.charsets, charsetOf(codepage)];
  return { texts, names, charsets, files: onceForEach([...ofMime.opened, ...openedOf(tnef.message)]) };
}

function onceForEach(opened: readonly Opened[]): MessageContent["files"] {
  const scans = new Map<number, Promise<readonly ScannedFile[]>>();
  return (limit) => {
    const scan = scans.get(limit) ?? inTheirOrder(opened, limit);
    scans.set(limit, scan);
    return scan;
  };
}

/** One after another: only one is in memory. */
async function inTheirOrder(opened: readonly Opened[], limit: number): Promise<ScannedFile[]> {
  const files: ScannedFile[] = [];
  for (const open of opened) files.push(await open(limit));
  return files;
}

async function readMime(root: MimePart, message: Buffer, tnef: MimePart | undefined) {
  const attachments = findAttachments(root, message).filter(({ part }) => part !== tnef);
  const attached = new Set<MimePart | undefined>([tnef, ...attachments.map(({ part }) => part)]);
  const texts: string[] = [];
  const charsets: string[] = [];
  for (const part of walkParts(root)) {
    if (part.parts.length > 0 || part.contentType.type !== "text") continue;
    const charset = part.contentType.parameters.get("charset");
    if (charset !== undefined) charsets.push(charset);
    if (!attached.has(part)) texts.push(await textOfPart(part, message, charset));
  }
  const opened = attachments.map((attachment) => (limit: number) => scanPart(attachment, message, limit));
  return { texts, charsets, names: attachments.map(({ name }) => name), opened };
}

async function textOfPart(part: MimePart, message: Buffer, charset = "utf-8"): Promise<string> {
  const bytes = await bytesOf(part, message);
  const text = (await runInTurns(decodingText(bytes, charset))) ?? bytes.toString("latin1");
  return part.contentType.subtype === "html" ? textOfHtml(text) : text;
}

const textOfHtml = (html: string): Promise<string> => runInTurns(textingHtml(html));

/** Signatures and what is encrypted are how the message is sent, not files that it brings. RFC 8551 §3.2 */
const OF_THE_MESSAGE = /^application\/(?:x-)?(?:pkcs7-(?:mime|signature)|pgp-(?:signature|encrypted))$/;

async function scanPart(attachment: AttachmentPart, message: Buffer, limit: number): Promise<ScannedFile> {
  const { part, name, contentType, isMessage } = attachment;
  const bytes = await bytesOf(part, message);
  const isMail = isMessage || isTnefPart(part) || OF_THE_MESSAGE.test(contentType);
  const charset = part.contentType.parameters.get("charset");
  const file = await scanFile({ name, bytes, isMail, ...(charset !== undefined && { charset }) }, limit);
  return isMessage ? { ...file, ...(await readInner(bytes, limit)) } : file;
}

/** A message inside: its text is the file's, its attachments are inside the file. Messages within it stay closed. */
async function readInner(bytes: Buffer, limit: number): Promise<Pick<ScannedFile, "text" | "inside" | "isCut">> {
  const root = await parseStructureInTurns(bytes);
  const { texts } = await readMime(root, bytes, undefined);
  const inside: ScannedFile[] = [];
  for (const { part, name, isMessage } of findAttachments(root, bytes)) {
    inside.push(await scanFile({ name, bytes: await bytesOf(part, bytes), isMail: isMessage }, limit, 1));
  }
  const text = texts.join("\n");
  return { text: text.slice(0, limit), inside, isCut: text.length > limit || inside.some((file) => file.isCut) };
}

function openedOf({ attachments }: MapiMessage): Opened[] {
  return attachments.map(({ properties, embedded }) => async (limit) => {
    const file: FileToScan = {
      name: nameOf(properties),
      bytes: properties.binary(TAG.PidTagAttachDataBinary) ?? Buffer.alloc(0),
      isMail: embedded !== undefined,
    };
    const scanned = await scanFile(file, limit);
    if (!embedded) return scanned;
    const { text = "" } = await bodiesOf(embedded);
    return { ...scanned, text: text.slice(0, limit), inside: await inTheirOrder(openedOf(embedded), limit) };
  });
}

function nameOf(properties: MapiMessage["properties"]): string {
  const tags = [TAG.PidTagAttachLongFilename, TAG.PidTagAttachFilename, TAG.PidTagDisplayName];
  return tags.map((tag) => properties.text(tag)).find((text) => text) ?? "attachment";
}
