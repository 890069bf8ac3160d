// The transfer encoding of a part whose content is the same. RFC 2045 §6
import type { Difference } from "./comparison.ts";
import { type OpenedPart, placeOf } from "./opened-message.ts";

export function compareEncoding(left: OpenedPart, right: OpenedPart): Difference[] {
  if (left.parts.length > 0) return [];
  const shown = { area: "encoding", kind: "re-encoded", where: placeOf(left), class: "harmless" } as const;
  if (left.encoding !== right.encoding) {
    const consequence = `The transfer encoding is ${right.encoding}; decoded it is the same.`;
    return [{ ...shown, before: left.encoding, after: right.encoding, consequence }];
  }
  if (left.body.equals(right.body)) return [];
  return [{ ...shown, consequence: `Lines of ${left.encoding} are cut otherwise; decoded it is the same.` }];
}
