// Classes as attMessageClass names them: mail of the days before MAPI has names of its own. [MS-OXTNEF] §2.1.3.3.9

const LEGACY: readonly (readonly [legacy: string, mapi: string])[] = [
  ["IPM.Microsoft Mail.Note", "IPM.Note"],
  ["IPM.Microsoft Mail.Read Receipt", "REPORT.IPM.NOTE.IPNRN"],
  ["IPM.Microsoft Mail.Non-Delivery", "REPORT.IPM.NOTE.NDR"],
  ["IPM.Microsoft Schedule.MtgReq", "IPM.Schedule.Meeting.Request"],
  ["IPM.Microsoft Schedule.MtgRespP", "IPM.Schedule.Meeting.Resp.Pos"],
  ["IPM.Microsoft Schedule.MtgRespN", "IPM.Schedule.Meeting.Resp.Neg"],
  ["IPM.Microsoft Schedule.MtgRespA", "IPM.Schedule.Meeting.Resp.Tent"],
  ["IPM.Microsoft Schedule.MtgCncl", "IPM.Schedule.Meeting.Canceled"],
];

export function fromLegacyClass(name: string): string {
  return LEGACY.find(([legacy]) => legacy.toLowerCase() === name.toLowerCase())?.[1] ?? name;
}

export function toLegacyClass(name: string): string {
  return LEGACY.find(([, mapi]) => mapi.toLowerCase() === name.toLowerCase())?.[0] ?? name;
}

/** A request to take a message back. docs/recall.md R1 */
export const RECALL_CLASS = "IPM.Outlook.Recall";

/** Classes are compared without case. [MS-OXCMSG] §2.2.1.3 */
export function isRecallClass(messageClass: string | undefined): boolean {
  return messageClass?.toLowerCase() === RECALL_CLASS.toLowerCase();
}
