// ESMTP parameters of MAIL and RCPT: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), DSN (RFC 3461),
// AUTH (RFC 4954 §5). What was not announced is refused, RFC 5321 §4.1.1.11.
import { BAD_PARAMETER, MESSAGE_TOO_BIG, unsupportedParameter } from "./listener-replies.ts";
import type { SmtpReply } from "./reply.ts";
import type { SmtpEnvelope, SmtpPath, SmtpRecipient } from "./session.ts";
import { decodeXtext } from "./xtext.ts";

type MailParameters = Omit<SmtpEnvelope, "recipients">;

export interface Announced {
  readonly maxMessageBytes: number;
  readonly auth: boolean;
}

const NOTIFY_KEYWORDS = new Set(["SUCCESS", "FAILURE", "DELAY"]);
const PLAIN: Omit<MailParameters, "from"> = { smtpUtf8: false, eightBitMime: false };

export const isReply = (value: object): value is SmtpReply => "code" in value;

export function readMailParameters(path: SmtpPath, announced: Announced): MailParameters | SmtpReply {
  const read: { -readonly [K in keyof MailParameters]: MailParameters[K] } = { from: path.address, ...PLAIN };
  for (const [name, value] of Object.entries(path.parameters)) {
    const text = value === true ? "" : value;
    switch (name) {
      case "SIZE":
        if (!/^\d{1,20}$/.test(text)) return BAD_PARAMETER;
        if (Number(text) > announced.maxMessageBytes) return MESSAGE_TOO_BIG;
        break;
      case "BODY":
        if (!/^(?:7BIT|8BITMIME)$/i.test(text)) return BAD_PARAMETER;
        read.eightBitMime = text.length > 4;
        break;
      case "SMTPUTF8":
        if (value !== true) return BAD_PARAMETER;
        read.smtpUtf8 = true;
        break;
      case "RET":
        if (!/^(?:FULL|HDRS)$/i.test(text)) return BAD_PARAMETER;
        read.ret = text.toUpperCase() === "FULL" ? "FULL" : "HDRS";
        break;
      case "ENVID": {
        const envelopeId = text.length <= 100 ? decodeXtext(text) : undefined;
        if (!envelopeId) return BAD_PARAMETER;
        read.envelopeId = envelopeId;
        break;
      }
      case "AUTH":
        // RFC 4954 §5: a server that offers AUTH takes the parameter; nothing here trusts it.
        if (!announced.auth) return unsupportedParameter(name);
        break;
      default:
        return unsupportedParameter(name);
    }
  }
  return read;
}

export function readRcptParameters(path: SmtpPath): SmtpRecipient | SmtpReply {
  const read: { -readonly [K in keyof SmtpRecipient]: SmtpRecipient[K] } = { address: path.address };
  for (const [name, value] of Object.entries(path.parameters)) {
    const text = value === true ? "" : value;
    switch (name) {
      case "NOTIFY": {
        const keywords = text.toUpperCase().split(",");
        // RFC 3461 §4.1: NEVER stands alone.
        if (text.toUpperCase() !== "NEVER" && !keywords.every((k) => NOTIFY_KEYWORDS.has(k))) return BAD_PARAMETER;
        read.notify = keywords;
        break;
      }
      case "ORCPT": {
        const original = text.length <= 500 ? readOriginalRecipient(text) : undefined;
        if (original === undefined) return BAD_PARAMETER;
        read.originalRecipient = original;
        break;
      }
      default:
        return unsupportedParameter(name);
    }
  }
  return read;
}

/** RFC 3461 §4.2: address type, ";", xtext. RFC 6533 §3 lets type "utf-8" hold UTF-8 as it is. */
function readOriginalRecipient(text: string): string | undefined {
  const match = /^([A-Za-z0-9-]+);(.+)$/.exec(text);
  if (!match) return undefined;
  const [, type = "", encoded = ""] = match;
  const address = /^utf-8$/i.test(type) && /[\x80-\uffff]/.test(encoded) ? encoded : decodeXtext(encoded);
  return address === undefined ? undefined : `${type};${address}`;
}
