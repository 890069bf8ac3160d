// An organization as a configuration file that gives it again; what it has by default is left out.
import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import type { Mailbox, Organization, TransportRule } from "../organization.ts";
import {
  acceptedDomainSchema,
  inboundConnectorSchema,
  outboundConnectorSchema,
  remoteDomainSchema,
} from "../schema/mail-flow.ts";
import { contactSchema, groupSchema, mailboxSchema } from "../schema/recipients.ts";
import { settingDefault } from "../schema/setting.ts";
import { SETTING_NAMES, SETTINGS, type SettingDeclaration, type SettingName, type SettingValues } from "../settings.ts";
import { stableGuid } from "../stable-guid.ts";
import { exceptionName } from "../transport-rule/parameter.ts";
import { formatDuration, formatSize } from "../units.ts";
import { type Dropped, settle, type Tree } from "./settle.ts";

export interface ExportOptions {
  /** How the sandbox runs it: ports and the like, on which connectors may depend. */
  readonly settings: SettingValues;
  /** Passwords and the token are written, too; otherwise only whether one can sign in. */
  readonly withSecrets: boolean;
}

export interface Exported {
  readonly yaml: string;
  /** What a file has no words for: set by cmdlet alone. */
  readonly left: readonly Dropped[];
}

export function writeConfiguration(organization: Organization, options: ExportOptions): Exported {
  // What is taken out must be nobody else's.
  const tree = structuredClone(treeOf(organization, options));
  const { dropped } = settle(tree);
  const notes = dropped.map(({ path, message }) => `# Not in this file: ${path}: ${message}`.replaceAll("\n", " "));
  const head = [`# The organization ${organization.name}, written by recall-sandbox export.`, ...notes].join("\n");
  return { yaml: `${head}\n${stringify(tree, { lineWidth: 120, aliasDuplicateObjects: false })}`, left: dropped };
}

function treeOf(organization: Organization, options: ExportOptions): Tree {
  const { name, tenantId, hostname, journalRules } = organization;
  const lists = {
    acceptedDomains: organization.acceptedDomains.map(({ domainName, ...domain }) =>
      without({ domainName, ...domain }, acceptedDomainSchema.parse({ domainName }), "domainName"),
    ),
    mailboxes: organization.mailboxes.map((mailbox) => mailboxEntry(mailbox, options)),
    groups: organization.groups.map((group) =>
      without(inUnits(group), groupSchema.parse({ address: group.address }), "address"),
    ),
    contacts: organization.contacts.map((contact) =>
      without(inUnits(contact), contactSchema.parse({ address: contact.address }), "address"),
    ),
    outboundConnectors: organization.outboundConnectors.map((connector) => {
      const { name, smartHosts } = connector;
      return without(connector, { ...outboundConnectorSchema.parse({ name, smartHosts }), smartHosts: [] }, "name");
    }),
    inboundConnectors: organization.inboundConnectors.map((connector) =>
      without(connector, inboundConnectorSchema.parse({ name: connector.name }), "name"),
    ),
    transportRules: organization.transportRules.map(ruleEntry),
    remoteDomains: organization.remoteDomains.map((domain) =>
      without(domain, remoteDomainSchema.parse({ domainName: domain.domainName }), "domainName"),
    ),
    journalRules,
  };
  const { organization: more, ...rest } = withAccepted(settingsOf(organization, options), organization);
  return {
    organization: {
      name,
      ...(more as Tree | undefined),
      ...(tenantId !== stableGuid(`tenant ${name}`) && { tenantId }),
      ...(hostname !== `mail.${name}` && { hostname }),
    },
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...rest,
  };
}

/** What an entry is known by stands in it, whatever the default is. */
function without(entry: object, byDefault: object, key = ""): Tree {
  const usual = byDefault as Tree;
  const isSaid = ([name, value]: [string, unknown]) => name === key || !isDeepStrictEqual(usual[name], value);
  return Object.fromEntries(
    Object.entries(entry)
      .filter(([, value]) => value !== undefined)
      .filter(isSaid),
  );
}

function mailboxEntry({ password, ...mailbox }: Mailbox, { settings, withSecrets }: ExportOptions): Tree {
  const entry = without(inUnits(mailbox), mailboxSchema.parse({ address: mailbox.address }), "address");
  const usual = mailbox.type === "Regular" ? (settings["organization.defaultPassword"] ?? undefined) : undefined;
  if (password === usual) return entry;
  if (password === undefined) return { ...entry, password: null };
  return withSecrets ? { ...entry, password } : entry;
}

/** Durations and sizes as people write them; a duration is called `undoSendMs` inside and `undoSend` in the file. */
function inUnits(entry: object): Tree {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => {
      if (typeof value !== "number") return [key, key === "automaticReplies" ? withInstants(value as Tree) : value];
      if (key.endsWith("Ms")) return [key.slice(0, -2), formatDuration(value)];
      return [key, /size|quota/i.test(key) ? formatSize(value) : value];
    }),
  );
}

const INSTANTS: ReadonlySet<string> = new Set(["startTime", "endTime", "activationDate", "expiryDate"]);

function withInstants(entry: object): Tree {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      INSTANTS.has(key) && typeof value === "number" ? new Date(value).toISOString() : value,
    ]),
  );
}

const RULE = { enabled: true, mode: "Enforce", senderAddressLocation: "Header" };

/** Flat, as the file has it; the order says the priority. */
function ruleEntry({ conditions, exceptions, actions, priority: _, immutableId: __, ...rule }: TransportRule): Tree {
  return {
    ...without(withInstants(rule), RULE, "name"),
    ...conditions,
    ...Object.fromEntries(Object.entries(exceptions).map(([name, value]) => [exceptionName(name), value])),
    ...actions,
  };
}

/** Parts of the organization that are settings in the file, and where they are there. */
const PARTS = {
  service: "service",
  organizationConfig: "organizationConfig",
  crossTenantRecall: "crossTenantRecall",
  transport: "transportConfig",
} as const satisfies Record<string, keyof Organization>;

const SECRETS: ReadonlySet<string> = new Set(["organization.defaultPassword", "http.token"]);
/** Said by name, or depends on it. */
const APART: ReadonlySet<string> = new Set(["organization.name", "organization.tenantId", "organization.hostname"]);

/** Those that aren't as usual, at their places in the file. */
function settingsOf(organization: Organization, { settings, withSecrets }: ExportOptions): Tree {
  const tree: Tree = {};
  for (const name of SETTING_NAMES) {
    if (APART.has(name) || (SECRETS.has(name) && !withSecrets)) continue;
    const declaration = SETTINGS[name];
    const own = inForce(name, organization);
    const value = own === undefined ? settings[name] : own;
    if (isDeepStrictEqual(value, settingDefault(declaration))) continue;
    put(tree, name.split("."), inFileForm(declaration, value));
  }
  return tree;
}

/** What cmdlets keep for the whole organization, without effect. */
function withAccepted(tree: Tree, { organizationConfig, transportConfig, connectionFilter }: Organization): Tree {
  const parts = { organizationConfig, transport: transportConfig, connectionFilter };
  for (const [part, holder] of Object.entries(parts))
    if (holder?.accepted !== undefined) put(tree, [part, "accepted"], holder.accepted);
  return tree;
}

/** What a cmdlet may have changed since. */
function inForce(name: SettingName, organization: Organization): unknown {
  const [group = "", key = ""] = name.split(".");
  const part = PARTS[group as keyof typeof PARTS];
  if (part === undefined) return undefined;
  const values = organization[part] as unknown as Tree;
  return values[key] === undefined ? values[`${key}Ms`] : values[key];
}

function put(tree: Tree, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  tree[key] ??= {};
  put(tree[key] as Tree, rest, value);
}

function inFileForm({ type }: SettingDeclaration, value: unknown): unknown {
  if (type === "duration") return formatDuration(Number(value));
  if (type === "durations") return (value as number[]).map(formatDuration);
  return type === "size" ? formatSize(Number(value)) : value;
}
