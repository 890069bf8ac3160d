// `cert issue`: NAME.crt, NAME.key and ca.crt, and what to write into the connectors.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import {
  asCertificateName,
  type CertificateFiles,
  fileLabel,
  issueCertificate,
  loadOrCreateAuthority,
} from "../../runtime/certificates.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { printJson } from "../options.ts";
import { styleFor } from "../style.ts";
import { formatTable } from "../table.ts";
import { CommandError, type Terminal } from "../terminal.ts";
import { quoted } from "../words.ts";
import { describeCertificate } from "./describe.ts";

export interface IssueOptions {
  readonly data: string;
  readonly out: string;
  readonly days: number;
  readonly client?: true;
  readonly server?: true;
  readonly force?: true;
  readonly json?: true;
}

interface Issued {
  readonly names: readonly string[];
  readonly files: CertificateFiles;
  readonly caFile: string;
  /** Folder of an authority that was made just now. */
  readonly newAuthority?: string;
  readonly use: { readonly client: boolean; readonly server: boolean };
}

export async function issueForHost(terminal: Terminal, given: readonly string[], options: IssueOptions): Promise<void> {
  const names = [...new Set(given.map(checkedName))];
  const at = (file: string) => join(options.out, file);
  const label = fileLabel(names[0] ?? "");
  const [certFile, keyFile, caFile] = [at(`${label}.crt`), at(`${label}.key`), at("ca.crt")];
  // Neither means both.
  const use = { client: !options.server || !!options.client, server: !options.client || !!options.server };
  const issued = await writing(options, async () => {
    const tls = join(options.data, "tls");
    const isNew = !existsSync(join(tls, "ca.pem"));
    if (!options.force) refuseToReplace([certFile, keyFile]);
    const ca = await loadOrCreateAuthority(tls);
    if (!options.force) refuseToReplace([], { file: caFile, content: ca.cert });
    makeFolder(options.out);
    const files = await issueCertificate(tls, names, {
      ...use,
      days: options.days,
      files: { certFile, keyFile },
    });
    writeFileSync(caFile, ca.cert);
    return { names, files, caFile, use, ...(isNew && { newAuthority: tls }) };
  });
  if (options.json) printJson(terminal, { ...describeCertificate(issued.files.cert), certFile, keyFile, caFile });
  else terminal.out(report(issued, terminal));
}

function checkedName(text: string): string {
  const name = asCertificateName(text);
  if (name === undefined) {
    throw new CommandError(
      `"${text}" can't stand in a certificate: it must be a host name such as smarthost.vendor.example, *.vendor.example for all hosts below, or an IP address.`,
    );
  }
  // NAME.crt must not be the authority's file, nor NAME.key one that the sandbox keeps.
  if (!["ca", "server", "smart-host"].includes(name)) return name;
  throw new CommandError(`"${name}" is what the sandbox calls a certificate of its own; give the host's full name.`);
}

/** `known`: may be there with this content. */
function refuseToReplace(files: readonly string[], known?: { readonly file: string; readonly content: string }): void {
  const there = files.filter((file) => existsSync(file));
  if (known && existsSync(known.file) && readFileSync(known.file, "utf8") !== known.content) there.push(known.file);
  if (there.length === 0) return;
  const what = there.length === 1 ? `${there[0]} is there already` : `${there.join(" and ")} are there already`;
  throw new CommandError(`${what}; nothing was written. Choose another folder with --out, or replace with --force.`);
}

/** What a person can mend comes as a sentence. */
async function writing<T>({ out, data }: IssueOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message, path = `${out} or ${data}` } = error as NodeJS.ErrnoException;
    if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC"].includes(code ?? "")) {
      throw new CommandError(`Cannot write to ${path}: ${message}`);
    }
    // A damaged authority: its file is named.
    if (error instanceof Error && message.startsWith("Cannot ")) throw new CommandError(message);
    throw error;
  }
}

function report({ names, files, caFile, use, newAuthority }: Issued, terminal: Terminal): string {
  const { validTo } = describeCertificate(files.cert);
  const style = styleFor(terminal);
  const rows = [
    ["certificate", files.certFile],
    ["key", `${files.keyFile}  (readable by you only)`],
    ["authority", `${caFile}  (whom the other side trusts)`],
  ];
  const ends = use.client && use.server ? "client and server" : use.client ? "client" : "server";
  return [
    `${style.bold(names.join(", "))}, for ${ends}, valid until ${validTo.slice(0, 10)}`,
    "",
    formatTable(rows, { indent: "  " }),
    ...(newAuthority === undefined
      ? []
      : [`  ${newAuthority} had no authority yet and has one now: start the sandbox with the same --data.`]),
    "",
    ...connectors(names, use),
    ...(use.client ? trial(files, caFile) : []),
  ].join("\n");
}

/** A connector goes by host names; an address proves nothing on one machine. */
function connectors(names: readonly string[], use: Issued["use"]): string[] {
  const host = names.find((name) => !isIP(name));
  if (host === undefined) return ["A connector goes by host name: give one as well, and name it there.", ""];
  const inbound = [
    "At the inbound connector of the configuration by which its mail comes back:",
    `    tlsSenderCertificateName: ${yaml(host)}`,
    "    requireTls: true",
    "",
  ];
  const outbound = [
    "At the outbound connector, so that mail goes to this host only:",
    "    tlsSettings: DomainValidation",
    `    tlsDomain: ${yaml(host)}`,
    "",
  ];
  return [...(use.client ? inbound : []), ...(use.server ? outbound : [])];
}

function trial({ certFile, keyFile }: CertificateFiles, caFile: string): string[] {
  const [cert, key, ca] = [certFile, keyFile, caFile].map(quoted);
  return [
    "Try it where smart hosts give mail back (`return`, 2528 unless configured):",
    `  openssl s_client -connect 127.0.0.1:2528 -starttls smtp -verify_return_error -CAfile ${ca} -cert ${cert} -key ${key}`,
    `  swaks --server 127.0.0.1:2528 --tls --tls-verify --tls-ca-path ${ca} --tls-cert ${cert} --tls-key ${key} --from alice@contoso.com --to bob@contoso.com`,
  ];
}

const yaml = (name: string): string => (name.startsWith("*") ? `"${name}"` : name);
