// GUIDs of what the directory holds: the same thing has the same one on every machine and after every start.
import { createHash } from "node:crypto";

/** Lower case, marked as made by an application of its own. RFC 9562 §5.8 */
export function stableGuid(text: string): string {
  const hex = createHash("sha256").update(`recall-sandbox ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** ExternalDirectoryObjectId of a mailbox. */
export function objectIdOf(address: string): string {
  return stableGuid(`mailbox ${address.toLowerCase()}`);
}
