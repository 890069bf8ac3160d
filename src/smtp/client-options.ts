// How a client reaches its peer and how far it trusts it. RFC 3207; TlsSettings and TlsDomain of outbound connectors.
import type { ConnectionOptions, PeerCertificate } from "node:tls";
import type { SMTPConnectionOptions } from "nodemailer/lib/smtp-connection";
import { certificateNames, matchesCertificateName } from "./certificate-names.ts";

export interface SmtpClientOptions {
  readonly host: string;
  readonly port: number;
  /** EHLO name. */
  readonly hostname: string;
  readonly tls: SmtpClientTls;
  /** Sent over TLS only, unless `tls.mode` is "none". */
  readonly auth?: { readonly username: string; readonly password: string };
  readonly timeouts?: {
    /** To reach the peer. Milliseconds, 30,000. */
    readonly connectMs?: number;
    /** For greeting and handshake. Milliseconds, 30,000. */
    readonly greetingMs?: number;
    /** Without a byte from the peer. Milliseconds, 600,000. RFC 5321 §4.5.3.2. */
    readonly replyMs?: number;
  };
}

export interface SmtpClientTls {
  /** "opportunistic": STARTTLS when offered. */
  readonly mode: "none" | "opportunistic" | "required";
  /** "chain": signed by `ca`; "domain": and made out to `domain`. */
  readonly verify: "none" | "chain" | "domain";
  /** A name or "*.name"; the host when absent. */
  readonly domain?: string;
  /** PEM; the system's authorities when absent. */
  readonly ca?: readonly string[];
  /** Client certificate, PEM. */
  readonly cert?: string;
  readonly key?: string;
}

/** In nodemailer's words. */
export function wireOptions({ host, port, hostname, tls, timeouts }: SmtpClientOptions): SMTPConnectionOptions {
  return {
    host,
    port,
    name: hostname,
    secure: false,
    ignoreTLS: tls.mode === "none",
    requireTLS: tls.mode === "required",
    opportunisticTLS: tls.mode === "opportunistic",
    tls: tlsOptions(host, tls),
    connectionTimeout: timeouts?.connectMs ?? 30_000,
    greetingTimeout: timeouts?.greetingMs ?? 30_000,
    socketTimeout: timeouts?.replyMs ?? 600_000,
    socketCloseTimeout: 1_000,
  };
}

function tlsOptions(host: string, tls: SmtpClientTls): ConnectionOptions {
  const domain = tls.domain ?? host;
  return {
    minVersion: "TLSv1.2",
    rejectUnauthorized: tls.verify !== "none",
    checkServerIdentity: (_host, certificate) =>
      tls.verify === "domain" ? nameMismatch(domain, certificate) : undefined,
    ...(tls.ca && { ca: [...tls.ca] }),
    ...(tls.cert !== undefined && tls.key !== undefined && { cert: tls.cert, key: tls.key }),
  };
}

function nameMismatch(domain: string, certificate: PeerCertificate): Error | undefined {
  const names = certificateNames(certificate);
  if (matchesCertificateName(domain, names)) return undefined;
  const error = new Error(`certificate is made out to ${names.join(", ") || "nobody"}, not to ${domain}`);
  return Object.assign(error, { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
}
