// What a file is by its first bytes, whatever its name says. New-TransportRule -AttachmentHasExecutableContent
import { openCompoundFile } from "./compound-file.ts";

export type FileKind = "executable" | "zip" | "gzip" | "ole" | "pdf" | "rtf" | "image" | "text" | "unknown";

/** In latin1; an empty one would match all. */
const MAGIC: readonly (readonly [start: string, kind: FileKind])[] = [
  ["MZ", "executable"],
  ["\x7fELF", "executable"],
  ["#!", "executable"],
  // Mach-O of both widths and orders; 0xCAFEBABE is a fat binary or a Java class.
  ["\xfe\xed\xfa\xce", "executable"],
  ["\xfe\xed\xfa\xcf", "executable"],
  ["\xce\xfa\xed\xfe", "executable"],
  ["\xcf\xfa\xed\xfe", "executable"],
  ["\xca\xfe\xba\xbe", "executable"],
  ["PK\x03\x04", "zip"],
  ["PK\x05\x06", "zip"],
  ["\x1f\x8b\x08", "gzip"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"],
  ["%PDF-", "pdf"],
  ["{\\rtf", "rtf"],
  ["\x89PNG", "image"],
  ["\xff\xd8\xff", "image"],
  ["GIF8", "image"],
  ["BM", "image"],
  ["II*\0", "image"],
  ["MM\0*", "image"],
];
/** CLSID of a Windows Installer package, as a compound file's root entry has it: {000C1084-0000-0000-C000-000000000046}. */
const INSTALLER = Buffer.from("84100c0000000000c000000000000046", "hex");
const LOOKED_AT = 4096;

export function kindOf(bytes: Buffer): FileKind {
  const head = bytes.toString("latin1", 0, 8);
  const text = isText(bytes.subarray(0, LOOKED_AT));
  // Two letters may begin a text as well.
  const kind = MAGIC.find(([start]) => head.startsWith(start) && !(text && /^(?:MZ|BM)$/.test(start)))?.[1];
  if (kind === "ole") return bytes.includes(INSTALLER) ? "executable" : "ole";
  return kind ?? (text ? "text" : "unknown");
}

function isText(start: Buffer): boolean {
  // A byte order mark says that the zeros are halves of characters.
  if (start[0] === 0xff && start[1] === 0xfe) return true;
  if (start[0] === 0xfe && start[1] === 0xff) return true;
  return !start.includes(0);
}

/** Needs a password. [MS-OFFCRYPTO] §2.3, ISO 32000-1 §7.6.1 */
export function isEncryptedFile(kind: FileKind, bytes: Buffer): boolean {
  if (kind === "pdf") return bytes.includes("/Encrypt");
  if (kind !== "ole") return false;
  const file = openCompoundFile(bytes);
  // A damaged file still says what it was.
  if (!file) return bytes.includes(ENCRYPTED_PACKAGE);
  return (
    file.stream("EncryptedPackage", 1) !== undefined ||
    isEncryptedWord(file.stream("WordDocument", 12)) ||
    isEncryptedWorkbook(file.stream("Workbook", 4096) ?? file.stream("Book", 4096)) ||
    isEncryptedPresentation(file.stream("Current User", 16))
  );
}

const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

/** FibBase.fEncrypted. [MS-DOC] §2.5.2 */
function isEncryptedWord(fib: Buffer | undefined): boolean {
  return fib?.length === 12 && fib.readUInt16LE(0) === 0xa5ec && (fib.readUInt16LE(10) & 0x0100) !== 0;
}

const FILE_PASS = 0x2f;
const WRITE_PROTECT = 0x86;

/** FilePass stands behind the first record, or behind one that protects from writing. [MS-XLS] §2.4.117 */
function isEncryptedWorkbook(records: Buffer = Buffer.alloc(0)): boolean {
  let at = 0;
  for (let count = 0; at + 4 <= records.length; count += 1) {
    const type = records.readUInt16LE(at);
    if (type === FILE_PASS) return true;
    if (count > 0 && type !== WRITE_PROTECT) return false;
    at += 4 + records.readUInt16LE(at + 2);
  }
  return false;
}

/** CurrentUserAtom.headerToken. [MS-PPT] §2.3.2 */
function isEncryptedPresentation(user: Buffer | undefined): boolean {
  return user?.length === 16 && user.readUInt32LE(12) === 0xf3d1c4df;
}
