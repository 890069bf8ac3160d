// `cert show`: the authority, what it signed, and any file given.
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { printJson } from "../options.ts";
import { type Style, styleFor } from "../style.ts";
import { formatTable, type Row } from "../table.ts";
import { CommandError, EXIT, type Terminal } from "../terminal.ts";
import { type CertificateFacts, describeCertificate } from "./describe.ts";

export interface ShowOptions {
  readonly data: string;
  readonly json?: true;
}

interface Shown extends CertificateFacts {
  readonly file: string;
  /** By this data folder's authority; absent where there is none. */
  readonly signedByUs?: boolean;
}

export function showCertificates(terminal: Terminal, given: readonly string[], options: ShowOptions): void {
  const tls = join(options.data, "tls");
  const files = given.length > 0 ? given : filesOf(tls);
  const ca = read(join(tls, "ca.pem"));
  const shown = files.map((file) => describe(file, ca));
  if (options.json) printJson(terminal, shown);
  else {
    const header = ["File", "Names", "Valid until", "For", "Signed by us"];
    terminal.out(
      formatTable(
        shown.map((one) => row(one, styleFor(terminal))),
        { header },
      ),
    );
  }
}

function filesOf(tls: string): string[] {
  const names = (() => {
    try {
      return readdirSync(tls).filter((name) => /\.(?:pem|crt)$/.test(name));
    } catch {
      return [];
    }
  })();
  if (names.length > 0) return names.sort().map((name) => join(tls, name));
  throw new CommandError(
    `There are no certificates in ${tls} yet: \`recall-sandbox up\` and \`recall-sandbox cert issue\` make them. Another folder: --data`,
    EXIT.failed,
  );
}

function describe(file: string, ca: string | undefined): Shown {
  const pem = read(file);
  if (pem === undefined) throw new CommandError(`Cannot read ${file}: there is no such file, or it is not for you.`);
  try {
    const facts = describeCertificate(pem);
    const signedByUs =
      ca === undefined ? {} : { signedByUs: new X509Certificate(pem).verify(new X509Certificate(ca).publicKey) };
    return { file, ...facts, ...signedByUs };
  } catch (error) {
    throw new CommandError(`${file} is no certificate in PEM: ${(error as Error).message}`, EXIT.failed);
  }
}

function row({ file, names, subject, validTo, use, signedByUs }: Shown, style: Style): Row {
  const left = (Date.parse(validTo) - Date.now()) / 86_400_000;
  const until = validTo.slice(0, 10);
  return [
    file,
    names.join(", ") || subject,
    left < 0 ? { text: `${until} (over)`, paint: style.bad } : until,
    use.join(", "),
    signedByUs === undefined ? "" : signedByUs ? "yes" : "no",
  ];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
