// Opaque ids as Graph's look: an item's changes when it moves, unless the client asks for immutable ones.
// Microsoft Graph: obtain immutable identifiers
import { crc32 } from "node:zlib";

export type GraphId =
  /** Without a folder it holds wherever the item is. */
  | { readonly kind: "item"; readonly id: number; readonly folderId?: number }
  | { readonly kind: "folder"; readonly id: number }
  /** The attachment at this place of an item. */
  | { readonly kind: "attachment"; readonly itemId: number; readonly index: number };

/** "AAMk" in base64url. */
const PREFIX = Buffer.from([0x00, 0x03, 0x24]);
const KINDS = { item: 1, immutableItem: 2, folder: 3, attachment: 4 } as const;
const LENGTH = 18;

export function itemId(id: number, folderId: number, isImmutable: boolean): string {
  return isImmutable ? encode(KINDS.immutableItem, id, 0) : encode(KINDS.item, id, folderId);
}

export function folderId(id: number): string {
  return encode(KINDS.folder, id, 0);
}

export function attachmentId(itemId: number, index: number): string {
  return encode(KINDS.attachment, itemId, index);
}

/** Undefined for text that no server of ours gave. */
export function parseGraphId(text: string): GraphId | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== LENGTH || bytes.toString("base64url") !== text) return undefined;
  const [kind, id, folder] = [bytes.readUInt8(3), bytes.readUIntBE(6, 6), bytes.readUIntBE(12, 6)];
  if (encode(kind, id, folder) !== text) return undefined;
  if (kind === KINDS.folder) return { kind: "folder", id };
  if (kind === KINDS.attachment) return { kind: "attachment", itemId: id, index: folder };
  return kind === KINDS.item ? { kind: "item", id, folderId: folder } : { kind: "item", id };
}

function encode(kind: number, id: number, folder: number): string {
  const bytes = Buffer.alloc(LENGTH);
  PREFIX.copy(bytes);
  bytes.writeUInt8(kind, 3);
  bytes.writeUIntBE(id, 6, 6);
  bytes.writeUIntBE(folder, 12, 6);
  bytes.writeUInt16BE(crc32(bytes) & 0xffff, 4);
  return bytes.toString("base64url");
}
