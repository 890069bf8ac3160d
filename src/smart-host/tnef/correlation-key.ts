// Property 0x007F, by which TNEF says to which message it belongs. [MS-OXCMAIL] §2.1.3.2.26
import { TAG } from "../../tnef/property-tags.ts";
import { encodeTnef } from "../../tnef/stream.ts";
import { withProperty } from "../../tnef/with-property.ts";
import type { OpenedWinmail } from "./winmail.ts";

/** The stream with another key, where it has one. */
export function withCorrelationKey({ stream, message }: OpenedWinmail, key: string): Buffer {
  const tag = TAG.PidTagTnefCorrelationKey;
  return encodeTnef(
    message.properties.has(tag) ? withProperty(stream, tag, Buffer.from(`${key}\0`, "latin1")) : stream,
  );
}
