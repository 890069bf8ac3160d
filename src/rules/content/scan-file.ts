// An attachment as rules see it: what it is, its text, and what is inside it. New-TransportRule -AttachmentContainsWords
import { gunzip } from "node:zlib";
import { type FileKind, isEncryptedFile, kindOf } from "./file-kind.ts";
import { DOCUMENT_PARTS, isDocument, textOfFile, textOfXml } from "./file-text.ts";
import { type ZipEntry, zipEntries } from "./zip.ts";

export interface ScannedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** As much as the limit allows. */
  readonly text: string;
  readonly isExecutable: boolean;
  readonly isPasswordProtected: boolean;
  /** Its type is none whose text can be read. */
  readonly isUnsupported: boolean;
  /** The service would read its text, the sandbox doesn't: PDF, older Office files, images. */
  readonly isTextUnread: boolean;
  /** A limit ended the reading. */
  readonly isCut: boolean;
  /** Files of an archive, or of a message. */
  readonly inside: readonly ScannedFile[];
}

export interface FileToScan {
  readonly name: string;
  readonly bytes: Buffer;
  readonly charset?: string;
  /** A signature, or mail of a kind of its own: not asked what its type is. */
  readonly isMail?: boolean;
}

/** Archives in archives. */
const MOST_DEPTH = 3;
const MOST_ENTRIES = 1000;
/** Of one archive within an archive, inflated; bytes. */
const MOST_INFLATED = 16 * 1024 * 1024;
/** Those of which the service reads the text and the sandbox doesn't. Learn: "Supported file types for mail flow rule content inspection" */
const READ_BY_THE_SERVICE: ReadonlySet<FileKind> = new Set(["pdf", "ole", "image"]);

/** @param limit bytes of text. */
export async function scanFile(file: FileToScan, limit: number, depth = 0): Promise<ScannedFile> {
  const { name, bytes, charset, isMail } = file;
  const kind = kindOf(bytes);
  const found = await look(kind, file, limit, depth);
  const isExecutable = kind === "executable";
  const isKnown = kind === "text" || kind === "rtf" || found.isOpened || READ_BY_THE_SERVICE.has(kind);
  return {
    name,
    size: bytes.length,
    text: found.text ?? (await textOfFile(kind, bytes.subarray(0, limit), charset)),
    isExecutable,
    isPasswordProtected: found.isEncrypted || isEncryptedFile(kind, bytes),
    isTextUnread: READ_BY_THE_SERVICE.has(kind),
    isUnsupported: isMail !== true && !isKnown,
    isCut: found.isCut ?? ((kind === "text" || kind === "rtf") && bytes.length > limit),
    inside: found.inside,
  };
}

interface Look {
  readonly text?: string;
  readonly isCut?: boolean;
  readonly isEncrypted: boolean;
  readonly isOpened: boolean;
  readonly inside: readonly ScannedFile[];
}

const CLOSED: Look = { isEncrypted: false, isOpened: false, inside: [] };

async function look(kind: FileKind, { name, bytes }: FileToScan, limit: number, depth: number): Promise<Look> {
  if (kind !== "zip" && kind !== "gzip") return CLOSED;
  if (depth >= MOST_DEPTH) return { ...CLOSED, isOpened: true, isCut: true };
  if (kind === "gzip") return lookIntoGzip(name, bytes, limit, depth);
  const entries = zipEntries(bytes, MOST_ENTRIES + 1);
  if (!entries) return CLOSED;
  if (isDocument(entries.map((entry) => entry.name))) return readDocument(entries, limit);
  return lookIntoArchive(entries, limit, depth);
}

async function lookIntoArchive(entries: readonly ZipEntry[], limit: number, depth: number): Promise<Look> {
  const inside: ScannedFile[] = [];
  let isCut = entries.length > MOST_ENTRIES;
  let left = MOST_INFLATED;
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    if (entry.name.endsWith("/")) continue;
    const bytes = entry.isEncrypted ? Buffer.alloc(0) : await entry.read(left + 1);
    isCut ||= bytes.length > left;
    left -= Math.min(left, bytes.length);
    const file = await scanFile({ name: baseName(entry.name), bytes }, limit, depth + 1);
    inside.push(file);
    isCut ||= file.isCut;
  }
  const isEncrypted = entries.some((entry) => entry.isEncrypted) || inside.some((file) => file.isPasswordProtected);
  return { isCut, isEncrypted, isOpened: true, inside };
}

async function lookIntoGzip(name: string, bytes: Buffer, limit: number, depth: number): Promise<Look> {
  const inner = await new Promise<Buffer | undefined>((resolve) => {
    gunzip(bytes, { maxOutputLength: MOST_INFLATED }, (error, result) => resolve(error ? undefined : result));
  });
  if (!inner) return { ...CLOSED, isOpened: true, isCut: true };
  const file = await scanFile({ name: name.replace(/\.gz$/i, ""), bytes: inner }, limit, depth + 1);
  return { isCut: file.isCut, isEncrypted: file.isPasswordProtected, isOpened: true, inside: [file] };
}

async function readDocument(entries: readonly ZipEntry[], limit: number): Promise<Look> {
  const texts: string[] = [];
  let left = limit;
  let isCut = false;
  for (const entry of entries) {
    if (!DOCUMENT_PARTS.test(entry.name)) continue;
    // Markup is many times as long as the text in it.
    const xml = await entry.read(MOST_INFLATED);
    const text = textOfXml(xml.toString("utf8"));
    isCut ||= text.length > left || xml.length >= MOST_INFLATED;
    texts.push(text.slice(0, left));
    left -= Math.min(left, text.length);
  }
  return { text: texts.join("\n"), isCut, isEncrypted: false, isOpened: true, inside: [] };
}

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

/** The file and all inside it. */
export function* allFiles(files: readonly ScannedFile[]): Generator<ScannedFile, void, void> {
  for (const file of files) {
    yield file;
    yield* allFiles(file.inside);
  }
}
