// Item properties promoted from a message's headers when it enters a store. [MS-OXCMAIL] §2.1.3.2
import { parseContentType } from "../mime/content-type.ts";
import type { HeaderBlock } from "../mime/header-block.ts";

/** PidTagMessageClass of a message in plain MIME. [MS-OXCMAIL] §2.1.3.2.1, §2.2.3.2.1 */
export function promoteMessageClass(headers: HeaderBlock): string {
  const value = headers.get("Content-Type");
  if (value === undefined) return "IPM.Note";
  const { mediaType, parameters } = parseContentType(value);
  const parameter = (name: string) => (parameters.get(name) ?? "").toLowerCase();
  switch (mediaType) {
    case "multipart/report":
      if (parameter("report-type") === "delivery-status") return "REPORT.IPM.Note.NDR";
      return parameter("report-type") === "disposition-notification" ? "REPORT.IPM.Note.IPNRN" : "IPM.Note";
    case "multipart/signed":
      return "IPM.Note.SMIME.MultipartSigned";
    case "application/pkcs7-mime":
    case "application/x-pkcs7-mime":
      return "IPM.Note.SMIME";
    case "text/calendar":
      return meetingClass(parameter("method"));
    default:
      return headers.get("Content-Class")?.toLowerCase() === "urn:content-classes:calendarmessage"
        ? meetingClass("request")
        : "IPM.Note";
  }
}

/** [MS-OXCICAL] §2.1.3.1.1.1 */
function meetingClass(method: string): string {
  if (method === "cancel") return "IPM.Schedule.Meeting.Canceled";
  if (method === "reply") return "IPM.Schedule.Meeting.Resp.Pos";
  return "IPM.Schedule.Meeting.Request";
}
