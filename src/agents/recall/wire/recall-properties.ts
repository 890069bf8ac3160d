// What a recall request has in TNEF: the class, and how it names the original. docs/recall.md R1
import type { MapiMessage } from "../../../tnef/message.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { type ReportTag, readReportTag, searchKeyText } from "./report-tag.ts";

export const RECALL_CLASS = "IPM.Outlook.Recall";

export interface RecallProperties {
  /** Of the original, upper-case hex. 0x6800, else the one in the report tag; absent where neither has sixteen bytes. */
  readonly searchKey?: string;
  readonly reportTag?: ReportTag;
  /** Of the original: PidTagMessageFlags and class. Outlook over IMAP leaves them out. */
  readonly messageFlags?: number;
  readonly messageClass?: string;
  readonly wantsReport?: boolean;
}

/** Undefined where the message is of another class. */
export function readRecallProperties({ properties }: MapiMessage): RecallProperties | undefined {
  const itsClass = properties.text(TAG.PidTagMessageClass) ?? "";
  if (itsClass.toLowerCase() !== RECALL_CLASS.toLowerCase()) return undefined;
  const reportTag = readReportTag(properties.binary(TAG.PidTagReportTag) ?? Buffer.alloc(0));
  const searchKey = searchKeyText(properties.binary(TAG.RecallSearchKey)) ?? searchKeyText(reportTag?.searchKey);
  const messageFlags = properties.number(TAG.RecallMessageFlags);
  const messageClass = properties.text(TAG.RecallMessageClass);
  const wantsReport = properties.boolean(TAG.SendRecallReport);
  return {
    ...(searchKey !== undefined && { searchKey }),
    ...(reportTag && { reportTag }),
    ...(messageFlags !== undefined && { messageFlags }),
    ...(messageClass !== undefined && { messageClass }),
    ...(wantsReport !== undefined && { wantsReport }),
  };
}
