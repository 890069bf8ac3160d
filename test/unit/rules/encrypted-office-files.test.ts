// Older Office files with and without a password, and the form that newer ones get with one.
import { expect, test } from "vitest";
import { isEncryptedFile, kindOf } from "../../../src/rules/content/file-kind.ts";
import { withBody } from "./actions/act.ts";
import { askRule } from "./asking.ts";
import { type CompoundOptions, compoundFileOf } from "./compound-files.ts";

/** FibBase of a document, and its text behind it. [MS-DOC] §2.5.2 */
function word(flags: number, size = 5000): Buffer {
  const bytes = Buffer.alloc(size, "text ");
  bytes.writeUInt16LE(0xa5ec, 0);
  bytes.writeUInt16LE(0x00c1, 2);
  bytes.writeUInt16LE(flags, 10);
  return bytes;
}

/** Records of a workbook: type and content. [MS-XLS] §2.1.4 */
const workbook = (...records: readonly (readonly [type: number, length: number])[]) =>
  Buffer.concat(
    records.map(([type, length]) => {
      const bytes = Buffer.alloc(4 + length, 1);
      bytes.writeUInt16LE(type, 0);
      bytes.writeUInt16LE(length, 2);
      return bytes;
    }),
  );

const BOF = [0x809, 16] as const;
const FILE_PASS = [0x2f, 54] as const;
const XOR_FILE_PASS = [0x2f, 6] as const;

function presentation(token: number): Buffer {
  const user = Buffer.alloc(28);
  user.writeUInt16LE(0x0ff6, 2);
  user.writeUInt32LE(20, 4);
  user.writeUInt32LE(20, 8);
  user.writeUInt32LE(token, 12);
  return user;
}

const FILES: readonly [
  what: string,
  streams: Record<string, Buffer>,
  isEncrypted: boolean,
  options?: CompoundOptions,
][] = [
  [".doc", { WordDocument: word(0x00f0), "1Table": Buffer.alloc(10) }, false],
  [".doc with a password", { WordDocument: word(0x01f0), "1Table": Buffer.alloc(10) }, true],
  [
    ".doc with a password, behind other sectors",
    { "1Table": word(0), WordDocument: word(0x0100) },
    true,
    { padding: 5 },
  ],
  [".doc of which another stream has that bit", { Data: word(0x0100), WordDocument: word(0) }, false],
  [".doc as short as a small stream", { WordDocument: word(0x0100, 300) }, true, { padding: 1 }],
  [".xls", { Workbook: workbook(BOF, [0xe1, 2], [0xc1, 2]) }, false],
  [".xls with a password", { Workbook: workbook(BOF, FILE_PASS) }, true],
  [".xls with a password, obfuscated", { Book: workbook(BOF, [0x86, 0], XOR_FILE_PASS) }, true],
  [".xls whose cells look like one", { Workbook: workbook(BOF, [0xe1, 2], FILE_PASS) }, false],
  [".ppt", { "Current User": presentation(0xe391c05f) }, false],
  [".ppt with a password", { "Current User": presentation(0xf3d1c4df) }, true],
  [".docx with a password", { EncryptionInfo: Buffer.alloc(200), EncryptedPackage: Buffer.alloc(9000) }, true],
  [".msg", { "__properties_version1.0": Buffer.alloc(32) }, false],
];

test.each(FILES)("AttachmentIsPasswordProtected: %s", async (_, streams, isEncrypted, options) => {
  const file = compoundFileOf(streams, options);
  const head =
    '--b\r\nContent-Type: application/octet-stream; name="file"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  const headers = 'From: alice@contoso.com\r\nContent-Type: multipart/mixed; boundary="b"\r\n';
  const asked = await askRule(
    { attachmentIsPasswordProtected: true },
    { headers, ...withBody(`${head}${file.toString("base64")}\r\n--b--\r\n`) },
  );
  expect(asked.seen).toBe(isEncrypted ? 'the attachment "file" needs a password' : 'the attachments are "file"');
  expect(asked.matched).toHaveLength(isEncrypted ? 1 : 0);
});

test("AttachmentIsPasswordProtected: damaged files are answered for, too", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const answers = { true: 0, false: 0 };
  for (const [, streams, , options] of Array.from({ length: 230 }, () => FILES).flat()) {
    const bytes = compoundFileOf(streams, options);
    for (let count = 1 + random(6); count > 0; count -= 1) bytes[8 + random(bytes.length - 8)] = random(256);
    const cut = random(3) === 0 ? bytes.subarray(0, 8 + random(bytes.length - 8)) : bytes;
    expect(kindOf(cut)).toBe("ole");
    answers[`${isEncryptedFile("ole", cut)}`] += 1;
  }
  expect(Math.min(answers.true, answers.false)).toBeGreaterThan(300);
});

test("AttachmentIsPasswordProtected: chains that run in circles end", () => {
  const bytes = compoundFileOf({ WordDocument: word(0x0100), Other: word(0) }, { padding: 3 });
  const fatAt = 512;
  for (let sector = 0; sector < 128; sector += 1) bytes.writeUInt32LE(sector === 0 ? 1 : 0, fatAt + sector * 4);
  expect(typeof isEncryptedFile("ole", bytes)).toBe("boolean");
});
