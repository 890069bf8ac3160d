// Which message a request of generation A names. docs/recall.md R1, R7
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { readReportTag, searchKeyText } from "./wire/report-tag.ts";

/** Property 0x6800, else the key in the report tag (chosen), as upper-case hex. Some have four bytes, which name nothing. */
export function recalledSearchKey({ properties }: MapiMessage): string | undefined {
  const tag = properties.binary(TAG.PidTagReportTag);
  return searchKeyText(properties.binary(TAG.RecallSearchKey)) ?? (tag && searchKeyText(readReportTag(tag)?.searchKey));
}
