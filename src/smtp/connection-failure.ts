// What went wrong between us and the next hop, as a reply. Codes and texts as Exchange Online shows them in LED=...
import { isPositive, parseReply, reply, type SmtpReply } from "./reply.ts";

/** nodemailer's errors: its own code, the system's or OpenSSL's in originalCode, the server's words in response. */
interface WireError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly timeoutType?: string;
  readonly response?: string;
  readonly command?: string;
}

const CONNECTION_REFUSED = reply(451, "4.4.316", "Connection refused");
const CLOSED_ABRUPTLY = reply(451, "4.4.318", "Connection was closed abruptly (SuspiciousRemoteServerError)");
const STARTTLS_MISSING = "451 5.7.3 STARTTLS is required to send mail";
const CERTIFICATE_PROBLEMS: Record<string, string> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "SubjectMismatch",
  CERT_HAS_EXPIRED: "CertificateExpired",
  CERT_NOT_YET_VALID: "CertificateExpired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "UntrustedRoot",
  SELF_SIGNED_CERT_IN_CHAIN: "UntrustedRoot",
  UNABLE_TO_GET_ISSUER_CERT: "UntrustedRoot",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "UntrustedRoot",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "UntrustedRoot",
};

/** The server's refusal when it gave one, else our account of it. Never positive. */
export function failureReply(error: Error, inHandshake = false): SmtpReply {
  const { code, originalCode = code, timeoutType, response, command } = error as WireError;
  const certificateProblem = CERTIFICATE_PROBLEMS[originalCode ?? ""];
  if (certificateProblem) return reply(451, "4.7.320", `Certificate validation failed [Message=${certificateProblem}]`);
  // A refused STARTTLS is 5xx and yet no verdict on the message: the administrator may repair it.
  if (command === "STARTTLS" && response) return cannotConnect(STARTTLS_MISSING);
  if (response) return refusal(response);
  if (inHandshake || code === "ETLS") return cannotConnect(`TLS negotiation failed: ${error.message}`);
  if (code === "EDNS") return reply(451, "4.4.312", "DNS query failed");
  if (originalCode === "ECONNREFUSED") return CONNECTION_REFUSED;
  if (code === "ETIMEDOUT" || originalCode === "ETIMEDOUT") return timedOut(timeoutType);
  if (code === "ESTREAM") return reply(451, "4.3.0", "Message could not be read");
  if (code === "EMESSAGE") return reply(552, "5.3.4", error.message);
  if (code === "EENVELOPE") return reply(550, "5.1.3", error.message);
  if (code === "EAUTH") return reply(451, "4.7.0", error.message);
  return CLOSED_ABRUPTLY;
}

function refusal(response: string): SmtpReply {
  const given = parseReply(response);
  return isPositive(given) ? reply(451, "4.5.0", `Reply not expected: ${response}`) : given;
}

function cannotConnect(message: string): SmtpReply {
  return reply(451, "4.4.317", `Cannot connect to remote server [Message=${message}]`);
}

function timedOut(timeoutType: string | undefined): SmtpReply {
  if (timeoutType === "SOCKET_TIMEOUT") return reply(451, "4.4.2", "Connection timed out while waiting for a reply");
  return reply(451, "4.4.315", "Connection timed out");
}
