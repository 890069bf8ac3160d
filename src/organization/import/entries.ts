// Domains, connectors, groups and mailboxes: each property under its name in the file, where the file has it.
import { isLoopback, parseHostPort } from "../destinations.ts";
import type { Tree } from "../export/settle.ts";
import {
  acceptedDomainSchema,
  inboundConnectorSchema,
  outboundConnectorSchema,
  remoteDomainSchema,
} from "../schema/mail-flow.ts";
import { groupSchema, mailboxSchema } from "../schema/recipients.ts";
import { type ExportedObject, isUnset } from "./exported-object.ts";
import type { Kind } from "./kinds.ts";
import { keysOf } from "./known-keys.ts";
import { readValue } from "./read-value.ts";
import type { ObjectReport } from "./report.ts";

const KEYS = {
  remoteDomain: keysOf(remoteDomainSchema),
  inboundConnector: keysOf(inboundConnectorSchema),
  outboundConnector: keysOf(outboundConnectorSchema),
  acceptedDomain: keysOf(acceptedDomainSchema),
  group: keysOf(groupSchema),
  mailbox: keysOf(mailboxSchema),
};

/** Properties that the file calls otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  primarysmtpaddress: "address",
  emailaddresses: "aliases",
};

/** Its name in the directory, its history, and what follows from other properties. */
const ABOUT = `identity guid id distinguishedname organizationid exchangeversion isvalid objectstate objectclass
  objectcategory whenchanged whencreated whenchangedutc whencreatedutc originatingserver adminDisplayName runspaceid
  exchangeobjectid organizationalunit organizationalunitroot legacyexchangedn alias samaccountname windowsemailaddress
  recipienttype recipienttypedetails grouptype externaldirectoryobjectid default initialdomain issyncedfromonpremisesorganization
  poldefaultemailaddresspolicyenabled emailaddresspolicyenabled lastexchangechangedtime name exchangeguid psobjecttype
  connectorsource comment isvalidated lastvalidationtimestamp validationrecipients`
  .toLowerCase()
  .split(/\s+/);

export function entryOf(kind: keyof typeof KEYS, object: ExportedObject, report: ObjectReport): Tree {
  const entry: Tree = {};
  const keys = KEYS[kind];
  for (const property of object.names) {
    const lower = property.toLowerCase();
    const key = keys.get(OTHER_NAMES[lower] ?? lower);
    const value = object.get(property);
    if (key === undefined) {
      if (!isUnset(value) && !ABOUT.includes(lower)) report.ignored(property, "the sandbox has no such setting");
      continue;
    }
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    const read = readValue(object, property, report);
    // Of a size: as it is without one.
    if (read === "Unlimited" && key !== "lineWrapSize") continue;
    entry[key] = read;
    if (key !== "name") report.modelled(property);
  }
  return (FINISH[kind] ?? ((one) => one))(entry, object, report);
}

type Finish = (entry: Tree, object: ExportedObject, report: ObjectReport) => Tree;

const FINISH: Partial<Record<Kind, Finish>> = {
  outboundConnector: withOwnSmartHost,
  inboundConnector: (entry, object, report) => {
    const name = object.text("TlsSenderCertificateName");
    if (name === "") return entry;
    report.approximated("TlsSenderCertificateName", `${OWN_NAME}, the built-in smart host's, stands for ${name}`);
    return { ...entry, tlsSenderCertificateName: OWN_NAME };
  },
  group: (entry, object) => ({
    ...entry,
    aliases: aliasesOf(object),
    ...(/dynamic/i.test(object.text("RecipientTypeDetails")) && { type: "Dynamic" }),
    ...(/security/i.test(object.text("RecipientTypeDetails")) && { type: "Security" }),
  }),
  mailbox: (entry, object) => ({
    address: entry.address,
    ...(entry.displayName !== undefined && { displayName: entry.displayName }),
    aliases: aliasesOf(object),
    ...(/shared/i.test(object.text("RecipientTypeDetails")) && { type: "Shared" }),
  }),
};

/** What the built-in smart host's certificate says. */
const OWN_NAME = "smarthost.contoso.com";

/** Mail doesn't leave the machine because of an import: the built-in smart host takes the place of the vendor's. */
function withOwnSmartHost(entry: Tree, object: ExportedObject, report: ObjectReport): Tree {
  const hosts = object.list("SmartHosts").map((host) => host.replace(/^\[(.*)\]$/, "$1"));
  const isOwn = hosts.every((host) => host === "builtin" || isLoopback(parseHostPort(host)?.host ?? ""));
  if (isOwn) return entry;
  const text = `the built-in smart host stands for ${hosts.join(", ")}; name one on this machine instead: 127.0.0.1:10025`;
  report.approximated("SmartHosts", text);
  if (entry.tlsDomain === undefined) return { ...entry, smartHosts: ["builtin"] };
  report.approximated("TlsDomain", `${OWN_NAME}, the built-in smart host's, stands for ${String(entry.tlsDomain)}`);
  return { ...entry, smartHosts: ["builtin"], tlsDomain: OWN_NAME };
}

/** "smtp:" is an alias, "SMTP:" the primary address; others aren't mail. */
function aliasesOf(object: ExportedObject): string[] {
  return object
    .list("EmailAddresses")
    .filter((address) => address.startsWith("smtp:"))
    .map((address) => address.slice("smtp:".length));
}
