// What a recall request has in TNEF: how it names the original. docs/recall.md R1

import type { MapiMessage } from "../../../tnef/message.ts";
import { isRecallClass } from "../../../tnef/message-class.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { recalledSearchKey } from "../recalled-key.ts";
import { type ReportTag, readReportTag } from "./report-tag.ts";

export interface RecallProperties {
  /** Of the original, upper-case hex; absent where nothing there has sixteen bytes. */
  readonly searchKey?: string;
  readonly reportTag?: ReportTag;
}

/** Undefined where the message is of another class. */
export function readRecallProperties(message: MapiMessage): RecallProperties | undefined {
  const { properties } = message;
  if (!isRecallClass(properties.text(TAG.PidTagMessageClass))) return undefined;
  const searchKey = recalledSearchKey(message);
  const reportTag = readReportTag(properties.binary(TAG.PidTagReportTag) ?? Buffer.alloc(0));
  return { ...(searchKey !== undefined && { searchKey }), ...(reportTag && { reportTag }) };
}
