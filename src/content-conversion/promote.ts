// Item properties promoted from a message's headers when it enters a store. [MS-OXCMAIL] §2.1.3.2
import type { Body } from "../database/content-store.ts";
import { parseContentType } from "../mime/content-type.ts";
import type { HeaderBlock } from "../mime/header-block.ts";
import { parseStructureInTurns, walkParts } from "../mime/structure.ts";

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

/** Above this size a body is not looked into, bytes. */
const LOOK_INTO = 1024 * 1024;

/** As promoteMessageClass, and a calendar part with a method below a multipart makes a meeting too. RFC 6047 §2.4 */
export async function promoteMessageClassOf(headers: HeaderBlock, body: Body): Promise<string> {
  const messageClass = promoteMessageClass(headers);
  const isMultipart = parseContentType(headers.get("Content-Type")).type === "multipart";
  if (messageClass !== "IPM.Note" || !isMultipart || body.size > LOOK_INTO) return messageClass;
  const bytes = await body.read();
  if (!/text\/calendar/i.test(bytes.toString("latin1"))) return messageClass;
  for (const part of walkParts(await parseStructureInTurns(bytes, {}, headers))) {
    const method = part.contentType.parameters.get("method");
    if (part.contentType.mediaType === "text/calendar" && method) return meetingClass(method.toLowerCase());
  }
  return messageClass;
}

/** [MS-OXCICAL] §2.1.3.1.1.1 */
function meetingClass(method: string): string {
  if (method === "cancel") return "IPM.Schedule.Meeting.Canceled";
  if (method === "reply") return "IPM.Schedule.Meeting.Resp.Pos";
  return "IPM.Schedule.Meeting.Request";
}
