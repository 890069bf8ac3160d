// Remote domains: what a destination takes. Values and defaults of Set-RemoteDomain.
import { domainOf } from "../mime/address.ts";
import { matchDomain } from "./match-domain.ts";
import type { AcceptedValues } from "./organization.ts";

export const CONTENT_TYPES = ["MimeHtmlText", "MimeText", "MimeHtml"] as const;

export const OOF_TYPES = ["External", "ExternalLegacy", "InternalLegacy", "None"] as const;

export const BYTE_ENCODERS = [
  "Use7Bit",
  "UseQP",
  "UseBase64",
  "UseQPHtmlDetectTextPlain",
  "UseBase64HtmlDetectTextPlain",
  "UseQPHtml7BitTextPlain",
  "UseBase64Html7BitTextPlain",
  "Undefined",
] as const;

/** Set-RemoteDomain. */
export interface RemoteDomain extends MimeFormat {
  /** "Default" for "*". */
  readonly name: string;
  /** "*", "contoso.com" or "*.contoso.com" (the domain and all below it). */
  readonly domainName: string;
  /** true: always; false: never; null: follow user settings. */
  readonly tnefEnabled: boolean | null;
  /** false: what mailboxes and their rules send on by themselves is dropped. */
  readonly autoForwardEnabled: boolean;
  /** false: automatic replies are dropped. */
  readonly autoReplyEnabled: boolean;
  /** Which of a mailbox's two automatic replies is sent there: "InternalLegacy" the one for inside. */
  readonly allowedOOFType: (typeof OOF_TYPES)[number];
  /** Its recipients count as ours. Default false. */
  readonly isInternal?: boolean;
  /** false: failure and delay notifications to it are dropped. Default true. */
  readonly ndrEnabled?: boolean;
  /** false: notifications of success and read receipts to it are dropped. Default true. */
  readonly deliveryReportEnabled?: boolean;
  readonly accepted?: AcceptedValues;
}

/** How a message that is written anew as MIME is laid out. */
export interface MimeFormat {
  /** Of bodies where the message names none. */
  readonly characterSet: string | null;
  /** Of bytes that nothing says the charset of. */
  readonly nonMimeCharacterSet: string;
  readonly byteEncoderTypeFor7BitCharsets: (typeof BYTE_ENCODERS)[number];
  readonly contentType: (typeof CONTENT_TYPES)[number];
  /** Characters to a line of text/plain. */
  readonly lineWrapSize: number | "Unlimited";
}

/** What Set-RemoteDomain takes for CharacterSet and NonMimeCharacterSet. */
export const CHARACTER_SETS = `big5 DIN_66003 euc-jp euc-kr GB18030 gb2312 hz-gb-2312 iso-2022-jp iso-2022-kr
  iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-13
  iso-8859-15 koi8-r koi8-u ks_c_5601-1987 NS_4551-1 SEN_850200_B shift_jis us-ascii utf-8 windows-874 windows-1250
  windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258`.split(/\s+/);

export const MAX_LINE_WRAP_SIZE = 132;

/** The domain of all that have none of their own. */
export const DEFAULT_DOMAIN = "*";
export const DEFAULT_NAME = "Default";

const INITIAL: Omit<RemoteDomain, "domainName" | "name"> = {
  tnefEnabled: null,
  autoForwardEnabled: true,
  autoReplyEnabled: true,
  allowedOOFType: "External",
  characterSet: null,
  nonMimeCharacterSet: "iso-8859-1",
  byteEncoderTypeFor7BitCharsets: "Undefined",
  contentType: "MimeHtmlText",
  lineWrapSize: "Unlimited",
};

/** As New-RemoteDomain makes it. */
export function newRemoteDomain(domainName: string, name = nameFor(domainName)): RemoteDomain {
  return { ...INITIAL, domainName, name };
}

interface HasRemoteDomains {
  readonly remoteDomains: readonly RemoteDomain[];
}

/** Without one for "*" a tenant has one all the same; what an older data folder lacks is as new. */
export function remoteDomainsOf({ remoteDomains }: HasRemoteDomains): readonly RemoteDomain[] {
  const all = remoteDomains.map((domain) => ({ ...newRemoteDomain(domain.domainName), ...domain }));
  return all.some(isDefault) ? all : [newRemoteDomain(DEFAULT_DOMAIN), ...all];
}

export function isDefault({ domainName }: Pick<RemoteDomain, "domainName">): boolean {
  return domainName === DEFAULT_DOMAIN;
}

export function nameFor(domainName: string): string {
  return domainName === DEFAULT_DOMAIN ? DEFAULT_NAME : domainName;
}

/** The longest match; without one there is Default. */
export function remoteDomainFor(organization: HasRemoteDomains, recipientAddress: string): RemoteDomain {
  const domain = domainOf(recipientAddress);
  // A domain by its own name is nearer than the same one with all below it.
  const score = ({ domainName }: RemoteDomain) =>
    matchDomain(domainName, domain) + (domainName.startsWith("*.") ? 0 : 0.5);
  return remoteDomainsOf(organization).reduce((best, other) => (score(other) > score(best) ? other : best));
}

/** Set-RemoteDomain -IsInternal. */
export function isInternalDestination(organization: HasRemoteDomains, recipientAddress: string): boolean {
  const hasAny = organization.remoteDomains.some(({ isInternal }) => isInternal);
  return hasAny && remoteDomainFor(organization, recipientAddress).isInternal === true;
}

export function mimeFormatOf(domain: RemoteDomain): MimeFormat {
  const { characterSet, nonMimeCharacterSet, byteEncoderTypeFor7BitCharsets, contentType, lineWrapSize } = domain;
  return { characterSet, nonMimeCharacterSet, byteEncoderTypeFor7BitCharsets, contentType, lineWrapSize };
}
