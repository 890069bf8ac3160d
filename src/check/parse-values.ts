// Values of options that are given as text: on the command line, over HTTP and in the page. The sentences are the same.
import { createSecureContext } from "node:tls";
import { CheckError, type CheckOptions, type DeclaredEdit } from "./options.ts";

type Auth = NonNullable<CheckOptions["auth"]>;

/**
 * What was given is never printed.
 * @throws CheckError
 */
export function authOf({ username, password }: Auth): Auth {
  if (username !== "" && !username.includes(":") && password !== "") return { username, password };
  throw new CheckError("--auth must be user:password (or RECALL_SANDBOX_CHECK_AUTH in the environment).");
}

/**
 * "signature", "signature=BEGIN…END".
 * @throws CheckError
 */
export function editOf(text: string): DeclaredEdit {
  if (text === "signature") return { kind: "signature" };
  const [, begin = "", end = ""] = /^signature=(.+?)(?:…|\.\.\.)(.+)$/su.exec(text) ?? [];
  if (begin.trim() !== "" && end.trim() !== "") return { kind: "signature", begin, end };
  throw new CheckError(
    `--edits is signature, or signature=BEGIN…END with the text that begins and ends it, not "${text}".`,
  );
}

/**
 * @param origin where the text is from: the name of a file.
 * @throws CheckError where it is no PEM certificate.
 */
export function authorityOf(pem: string, origin: string): string {
  if (pem.includes("-----BEGIN CERTIFICATE-----") && makesContext({ ca: pem })) return pem;
  throw new CheckError(`--ca: ${origin} is no PEM certificate.`);
}

export function makesContext(pem: Parameters<typeof createSecureContext>[0]): boolean {
  try {
    createSecureContext(pem);
    return true;
  } catch {
    return false;
  }
}
