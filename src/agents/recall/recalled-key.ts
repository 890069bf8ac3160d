// Which message a request of generation A names. docs/recall.md R1, R7
import { type KeptProperties, keptValue, propertyKey } from "../../content-conversion/kept-properties.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { readReportTag, searchKeyText } from "./wire/report-tag.ts";

/** Property 0x6800, else the key in the report tag (chosen), as upper-case hex. Some have four bytes, which name nothing. */
export function recalledSearchKey({ properties }: MapiMessage): string | undefined {
  const tag = properties.binary(TAG.PidTagReportTag);
  return searchKeyText(properties.binary(TAG.RecallSearchKey)) ?? (tag && searchKeyText(readReportTag(tag)?.searchKey));
}

/** As recalledSearchKey, of an item in a mailbox. */
export function keptSearchKey(kept: KeptProperties): string | undefined {
  const binary = ({ id }: { readonly id: number }) => {
    const value = keptValue(kept, propertyKey({ id }), "Binary");
    return value === undefined ? undefined : Buffer.from(value, "base64");
  };
  const tag = binary(TAG.PidTagReportTag);
  return searchKeyText(binary(TAG.RecallSearchKey)) ?? (tag && searchKeyText(readReportTag(tag)?.searchKey));
}
