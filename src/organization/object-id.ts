// A stable GUID for each mailbox in the place of the directory's object id.
import { createHash } from "node:crypto";

/** "6ba7b810-9dad-51d1-80b4-00c04fd430c8", by the primary address. RFC 9562 §5.5 in form. */
export function objectIdOf(mailbox: string): string {
  const hex = createHash("sha1").update(mailbox.toLowerCase()).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
