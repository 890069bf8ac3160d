// The header of a message for a test to look into.
import { HeaderBlock } from "../mime/header-block.ts";
import { splitMessage } from "../mime/message.ts";
import type { HeaderFields } from "./api.ts";

/** Values as UTF-8 (RFC 6532), unfolded. */
export function headersOf(raw: Buffer): HeaderFields {
  const block = HeaderBlock.parse(splitMessage(raw).headers);
  const all = (name: string) => block.all(name).map((value) => Buffer.from(value, "latin1").toString("utf8"));
  return { has: (name) => block.has(name), get: (name) => all(name)[0], all };
}
