// What Get cmdlets of a tenant showed becomes a configuration that loads, with a word on everything that isn't the same.
import { stringify } from "yaml";
import { isDomain } from "../address.ts";
import { type Dropped, settle, type Tree } from "../export/settle.ts";
import { SETTINGS } from "../settings.ts";
import { parameterName } from "../transport-rule/parameter.ts";
import { entryOf } from "./entries.ts";
import { type ExportedObject, isUnset } from "./exported-object.ts";
import { KIND_NAMES, type Kind, kindOf, titleOf } from "./kinds.ts";
import { readValue } from "./read-value.ts";
import { completeRecipients } from "./recipients.ts";
import { type ImportFinding, ImportReport, type ObjectReport } from "./report.ts";
import { ruleOf, switchOff } from "./rules.ts";

export interface Imported {
  readonly yaml: string;
  readonly findings: readonly ImportFinding[];
}

const LISTS = {
  acceptedDomain: "acceptedDomains",
  mailbox: "mailboxes",
  group: "groups",
  outboundConnector: "outboundConnectors",
  inboundConnector: "inboundConnectors",
  transportRule: "transportRules",
  remoteDomain: "remoteDomains",
} as const satisfies Partial<Record<Kind, string>>;

export function importOrganization(objects: readonly ExportedObject[]): Imported {
  const report = new ImportReport();
  const of = Map.groupBy(objects, kindOf);
  for (const object of of.get(undefined) ?? []) {
    const known = Object.values(KIND_NAMES).join(", ");
    report.of(titleOf(undefined, object)).ignored("all of it", `it is none of: ${known}`);
  }
  const lists = Object.fromEntries(
    Object.entries(LISTS).map(([kind, list]) => [
      list,
      inPriorityOrder(of.get(kind as Kind) ?? []).map((object) => read(kind as keyof typeof LISTS, object, report)),
    ]),
  ) as Record<(typeof LISTS)[keyof typeof LISTS], Tree[]>;
  const [config] = of.get("organizationConfig") ?? [];
  const name = nameOf(of.get("acceptedDomain") ?? [], config);
  const recipients = { mailboxes: lists.mailboxes, groups: lists.groups, contacts: [] as Tree[] };
  const domains = [name, ...lists.acceptedDomains.map(({ domainName }) => String(domainName).toLowerCase())];
  completeRecipients(lists.transportRules, recipients, domains, namesIn(objects), report);
  const tree: Tree = {
    organization: { name },
    ...Object.fromEntries(
      Object.entries({ ...lists, contacts: recipients.contacts }).filter(([, list]) => list.length > 0),
    ),
    ...(config && { organizationConfig: settingsOf(config, report.of(titleOf("organizationConfig", config))) }),
  };
  load(tree, report);
  const head = `# The organization ${name}, from what its cmdlets showed. What isn't the same was told by recall-sandbox import.`;
  return {
    yaml: `${head}\n${stringify(tree, { lineWidth: 120, aliasDuplicateObjects: false })}`,
    findings: report.findings,
  };
}

function read(kind: keyof typeof LISTS, object: ExportedObject, report: ImportReport): Tree {
  const own = report.of(titleOf(kind, object));
  return kind === "transportRule" ? ruleOf(object, own) : entryOf(kind, object, own);
}

/** Of rules; others have none. */
function inPriorityOrder(objects: readonly ExportedObject[]): ExportedObject[] {
  const priority = (object: ExportedObject) => (object.has("Priority") ? Number(object.get("Priority")) : 0);
  return objects.toSorted((a, b) => priority(a) - priority(b));
}

function nameOf(domains: readonly ExportedObject[], config: ExportedObject | undefined): string {
  const byDefault = domains.find((domain) => domain.get("Default") === true);
  const candidates = [byDefault?.text("DomainName"), domains[0]?.text("DomainName"), config?.text("Name")];
  const name = candidates.find((one) => one !== undefined && isDomain(one.toLowerCase()));
  return name?.toLowerCase() ?? SETTINGS["organization.name"].default;
}

/** Address of each recipient by every name that rules and groups may show. */
function namesIn(objects: readonly ExportedObject[]): ReadonlyMap<string, string> {
  const names = ["Name", "DisplayName", "Alias", "Identity", "Guid", "DistinguishedName", "ExternalDirectoryObjectId"];
  return new Map(
    objects
      .filter((object) => object.has("PrimarySmtpAddress"))
      .flatMap((object) => {
        const address = object.text("PrimarySmtpAddress").toLowerCase();
        return names.map((name) => [object.text(name).toLowerCase(), address] as const).filter(([name]) => name !== "");
      }),
  );
}

/** Set-OrganizationConfig has a hundred parameters; the file has those that do something here. */
function settingsOf(config: ExportedObject, report: ObjectReport): Tree {
  const prefix = "organizationConfig.";
  const keys = Object.keys(SETTINGS).filter((name) => name.startsWith(prefix));
  const settings: Tree = {};
  const known = new Map(keys.map((name) => [name.slice(prefix.length).toLowerCase(), name.slice(prefix.length)]));
  for (const property of config.names) {
    const key = known.get(property.toLowerCase());
    if (key !== undefined) {
      settings[key] = readValue(config, property, report);
      report.modelled(property);
    } else if (!isUnset(config.get(property))) report.ignored(property, "has no effect on mail flow or recall here");
  }
  return settings;
}

/** Takes out what the sandbox refuses, with its reason; a rule that lost something doesn't run. */
function load(tree: Tree, report: ImportReport): void {
  const { dropped } = settle(tree);
  for (const one of dropped) tell(one, report);
  if (dropped.length > 0) settle(tree);
}

const KIND_OF_LIST = Object.fromEntries(Object.entries(LISTS).map(([kind, list]) => [list, kind as Kind]));

function tell({ path, entry, message }: Dropped, report: ImportReport): void {
  const [list = "", , key] = path.split(".");
  const kind = KIND_OF_LIST[list];
  const name = String(entry?.name ?? entry?.domainName ?? entry?.address ?? path);
  const own = report.of(kind === undefined ? list : `${KIND_NAMES[kind]} "${name}"`);
  const property = key === undefined || kind === undefined ? (key ?? "all of it") : parameterName(key);
  own.ignored(property, message);
  if (kind === "transportRule" && entry !== undefined && key !== undefined) switchOff(entry, own, property);
}
