// Why a message was not taken, in Graph's words. Microsoft Graph: error responses, send mail from another user
import { HEADER_TOO_BIG, MESSAGE_TOO_BIG, TOO_MANY_RECIPIENTS } from "../../../smtp/listener-replies.ts";
import { formatReply, isTransient, type SmtpReply } from "../../../smtp/reply.ts";
import { DISK_FULL, SEND_AS_DENIED } from "../../../transport/receive/replies.ts";
import { HttpError } from "../../http-error.ts";

export function sendAsDenied(): HttpError {
  const text =
    "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.";
  return new HttpError(403, "ErrorSendAsDenied", text);
}

export function refusal(reply: SmtpReply): HttpError {
  switch (reply) {
    case SEND_AS_DENIED:
      return sendAsDenied();
    case MESSAGE_TOO_BIG:
    case HEADER_TOO_BIG:
      return new HttpError(
        413,
        "ErrorMessageSizeExceeded",
        `The message exceeds the maximum supported size. ${reply.text}.`,
      );
    case TOO_MANY_RECIPIENTS:
      return new HttpError(
        400,
        "ErrorInvalidRecipients",
        `${reply.text}: the setting limits.maxRecipients says how many.`,
      );
    case DISK_FULL:
      return new HttpError(507, "ErrorInsufficientResources", "There is not enough room on the sandbox's disk.");
  }
  if (isTransient(reply)) return new HttpError(503, "ErrorServerBusy", formatReply(reply));
  return new HttpError(400, "ErrorMessageSubmissionBlocked", formatReply(reply));
}
