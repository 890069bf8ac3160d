// The sandbox's own certificate authority and what it signs: ECDSA P-256, X.509 v3 (RFC 5280). Files under DATA/tls,
// keys readable by their owner only. Real time rules here, never the virtual clock.
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import net from "node:net";
import { dirname, join } from "node:path";
import { domainToASCII } from "node:url";

export interface CertificateLocation {
  readonly certFile: string;
  readonly keyFile: string;
}

/** PEM and where it stands. */
export interface CertificateFiles extends CertificateLocation {
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  readonly ca: CertificateFiles;
  readonly server: CertificateFiles;
  readonly smartHost: CertificateFiles;
  readonly onPremises?: CertificateFiles;
}

/** DNS names and IP addresses; the first is the common name. */
export interface CertificateNames {
  readonly server: readonly string[];
  readonly smartHost: readonly string[];
  readonly onPremises?: readonly string[];
}

export interface CertificateUse {
  readonly client: boolean;
  readonly server: boolean;
}

const DAY_MS = 86_400_000;
const CA_DAYS = 3_650;
const LEAF_DAYS = 397;
/** What ends sooner is made anew. */
const RENEW_DAYS = 30;
const RESERVED = new Set(["ca", "server", "smart-host", "on-premises"]);
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** Makes what is missing, about to expire, made out to other names or signed by another authority. */
export async function loadOrCreateCertificates(dir: string, names: CertificateNames): Promise<Certificates> {
  const ca = await loadOrCreateAuthority(dir);
  const use = { client: true, server: true };
  // The tenant shows its server certificate as a client too, as Exchange Online does.
  return {
    ca,
    server: await loadOrIssue(dir, "server", names.server, use, ca),
    smartHost: await loadOrIssue(dir, "smart-host", names.smartHost, use, ca),
    ...(names.onPremises && { onPremises: await loadOrIssue(dir, "on-premises", names.onPremises, use, ca) }),
  };
}

export interface IssueOptions extends CertificateUse {
  /** How long it is valid, at most as long as the authority; 397 unless given. */
  readonly days?: number;
  /** Instead of NAME.pem and NAME.key beside the authority. */
  readonly files?: CertificateLocation;
}

/** A certificate for somebody else's program; replaces what its files held. @throws Error when a name can't be certified. */
export async function issueCertificate(
  dir: string,
  names: string | readonly string[],
  { days = LEAF_DAYS, files, ...use }: IssueOptions,
): Promise<CertificateFiles> {
  const known = [names].flat().map((name) => asCertificateName(name) ?? refuse(name));
  const [label = refuse("")] = known;
  if (!files && RESERVED.has(label)) refuse(label);
  return issue(files ?? paths(dir, fileLabel(label)), known, use, await loadOrCreateAuthority(dir), days);
}

function refuse(name: string): never {
  throw new Error(
    `Cannot issue a certificate for "${name}": must be a host name other than ${[...RESERVED].join(", ")}`,
  );
}

/** A host name in ASCII and lower case, one with "*." in front, or an IP address; undefined for anything else. RFC 9525 §2 */
export function asCertificateName(text: string): string | undefined {
  const name = text.trim();
  if (net.isIP(name)) return name;
  const [, star = "", host = ""] = /^(\*\.)?(.*)$/s.exec(name) ?? [];
  const ascii = /[^\x21-\x7e]/.test(host) ? domainToASCII(host) : host.toLowerCase();
  const labels = ascii.split(".");
  const isHost = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) && ascii.length <= 253;
  // A star for a whole top-level domain, or an address with a number too many, is nobody's name.
  return !isHost || /^\d+$/.test(labels.at(-1) ?? "") || (star && labels.length < 2) ? undefined : star + ascii;
}

/** A certificate's name as part of a file name. */
export const fileLabel = (name: string): string => name.replace("*", "wildcard").replaceAll(":", "-");

/** Makes one where there is none, or it is about to expire. */
export async function loadOrCreateAuthority(dir: string): Promise<CertificateFiles> {
  const files = await load(dir, "ca");
  // A damaged authority is not replaced silently: certificates given to others would stop working.
  if (files && isCurrent(parse(files))) return files;
  return create(paths(dir, "ca"), async (x509, key) => ({
    subject: [{ CN: ["recall-sandbox CA"] }],
    notAfter: new Date(Date.now() + CA_DAYS * DAY_MS),
    signingKey: signer(key),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  }));
}

async function loadOrIssue(
  dir: string,
  label: string,
  names: readonly string[],
  use: CertificateUse,
  ca: CertificateFiles,
): Promise<CertificateFiles> {
  const files = await load(dir, label);
  return files && isFit(files, names, ca) ? files : issue(paths(dir, label), names, use, ca, LEAF_DAYS);
}

function issue(
  files: CertificateLocation,
  names: readonly string[],
  use: CertificateUse,
  ca: CertificateFiles,
  days: number,
): Promise<CertificateFiles> {
  const authority = parse(ca);
  const [commonName] = names;
  return create(files, async (x509) => {
    const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
    const end = Math.min(Date.now() + days * DAY_MS, authority.validToDate.getTime());
    return {
      // RFC 5280 Appendix A: a common name has 64 characters at most.
      subject: commonName && commonName.length <= 64 ? [{ CN: [commonName] }] : [{ O: ["recall-sandbox"] }],
      issuer: new x509.X509Certificate(ca.cert).subject,
      notAfter: new Date(end),
      signingKey: signer(createPrivateKey(ca.key)),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([...(use.server ? [serverAuth] : []), ...(use.client ? [clientAuth] : [])]),
        new x509.SubjectAlternativeNameExtension(
          names.map((value) => ({ type: net.isIP(value) ? ("ip" as const) : ("dns" as const), value })),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(new x509.X509Certificate(ca.cert)),
      ],
    };
  });
}

type X509 = typeof import("@peculiar/x509");

interface Content {
  readonly subject: import("@peculiar/x509").JsonName;
  /** The subject itself when absent. */
  readonly issuer?: string;
  readonly notAfter: Date;
  readonly signingKey: CryptoKey;
  readonly extensions: readonly import("@peculiar/x509").Extension[];
}

async function create(
  files: CertificateLocation,
  describe: (x509: X509, key: KeyObject) => Promise<Content>,
): Promise<CertificateFiles> {
  const x509 = await loadX509();
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const verifier = publicKey.toCryptoKey(ALGORITHM, true, ["verify"]);
  const { extensions, issuer, subject, ...content } = await describe(x509, privateKey);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(15).toString("hex")}`,
    notBefore: new Date(Date.now() - DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: verifier,
    subject,
    issuer: issuer ?? subject,
    ...content,
    extensions: [...extensions, await x509.SubjectKeyIdentifierExtension.create(verifier)],
  });
  const cert = `${certificate.toString("pem")}\n`;
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await mkdir(dirname(files.keyFile), { recursive: true, mode: 0o700 });
  await replaceFile(files.keyFile, key, 0o600);
  await replaceFile(files.certFile, cert, 0o644);
  return { cert, key, ...files };
}

/** The package's own dependency tsyringe asks for the reflect-metadata polyfill but needs nothing it stores. */
async function loadX509(): Promise<X509> {
  const nothing = () => undefined;
  if (!("getMetadata" in Reflect))
    Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing });
  return import("@peculiar/x509");
}

const signer = (key: KeyObject) => key.toCryptoKey(ALGORITHM, false, ["sign"]);

const paths = (dir: string, label: string) => ({
  certFile: join(dir, `${label}.pem`),
  keyFile: join(dir, `${label}.key`),
});

async function load(dir: string, label: string): Promise<CertificateFiles | undefined> {
  const files = paths(dir, label);
  try {
    const [cert, key] = await Promise.all([readFile(files.certFile, "utf8"), readFile(files.keyFile, "utf8")]);
    return { cert, key, ...files };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** @throws Error naming the file when certificate or key can't be read or don't belong together. */
function parse(files: CertificateFiles): X509Certificate {
  try {
    const certificate = new X509Certificate(files.cert);
    if (certificate.checkPrivateKey(createPrivateKey(files.key))) return certificate;
  } catch (error) {
    throw new Error(`Cannot read ${files.certFile} or its key: ${(error as Error).message}`, { cause: error });
  }
  throw new Error(`Cannot use ${files.certFile}: ${files.keyFile} is not its key`);
}

function isFit(files: CertificateFiles, names: readonly string[], ca: CertificateFiles): boolean {
  try {
    const certificate = parse(files);
    const isNamed = (name: string) => (net.isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name));
    const isSigned = certificate.verify(parse(ca).publicKey);
    return isSigned && isCurrent(certificate) && names.every(isNamed);
  } catch {
    return false;
  }
}

function isCurrent(certificate: X509Certificate): boolean {
  return certificate.validToDate.getTime() - Date.now() > RENEW_DAYS * DAY_MS;
}

async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, content, { mode, flag: "wx" });
  await rename(draft, file);
}
