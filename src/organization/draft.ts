// A configuration whose single values are right, but not yet checked against one another.
import type { z } from "zod";
import type { NewFault } from "../faults/fault-list.ts";
import { faultInFile } from "../faults/schema.ts";
import { childOf, type Located, type LocatedMap, type Path, plain, problemAt } from "./located.ts";
import type {
  AcceptedDomain,
  AcceptedValues,
  Group,
  InboundConnector,
  JournalRule,
  MailContact,
  OutboundConnector,
  RemoteDomain,
} from "./organization.ts";
import type { ConfigurationProblem } from "./problems.ts";
import { describeIssues, unknownKey } from "./schema/describe-issue.ts";
import { accepted } from "./schema/fields.ts";
import {
  acceptedDomainSchema,
  inboundConnectorSchema,
  journalRuleSchema,
  outboundConnectorSchema,
  remoteDomainSchema,
} from "./schema/mail-flow.ts";
import { contactSchema, type DraftMailbox, groupSchema, mailboxSchema } from "./schema/recipients.ts";
import { settingDefault, settingSchema } from "./schema/setting.ts";
import { type FlatRule, transportRuleSchema } from "./schema/transport-rule.ts";
import { SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from "./settings.ts";

/** One entry of a list, with where it stands. */
export interface Entry<T> {
  readonly path: Path;
  readonly value: T;
}

export interface Draft {
  readonly tree: LocatedMap;
  readonly settings: SettingValues;
  /** What cmdlets of the whole organization keep without effect, by the part of the file. */
  readonly accepted: Readonly<Partial<Record<AcceptingPart, AcceptedValues>>>;
  readonly acceptedDomains: readonly Entry<AcceptedDomain>[];
  readonly mailboxes: readonly Entry<DraftMailbox>[];
  readonly groups: readonly Entry<Group>[];
  readonly contacts: readonly Entry<MailContact>[];
  readonly inboundConnectors: readonly Entry<InboundConnector>[];
  readonly outboundConnectors: readonly Entry<OutboundConnector>[];
  readonly transportRules: readonly Entry<FlatRule>[];
  readonly remoteDomains: readonly Entry<RemoteDomain>[];
  readonly journalRules: readonly Entry<JournalRule>[];
  readonly faults: readonly Entry<NewFault>[];
  /** Names and addresses, lower case, of entries that were refused: what refers to them is not at fault. */
  readonly refused: ReadonlySet<string>;
}

const LISTS = {
  acceptedDomains: acceptedDomainSchema,
  mailboxes: mailboxSchema,
  groups: groupSchema,
  contacts: contactSchema,
  inboundConnectors: inboundConnectorSchema,
  outboundConnectors: outboundConnectorSchema,
  transportRules: transportRuleSchema,
  remoteDomains: remoteDomainSchema,
  journalRules: journalRuleSchema,
  faults: faultInFile,
} as const;

/** Parts of the file that hold `accepted` beside settings, or alone. */
const ACCEPTING = ["organizationConfig", "transport", "connectionFilter"] as const;
type AcceptingPart = (typeof ACCEPTING)[number];

const DEFAULTS = Object.fromEntries(SETTING_NAMES.map((name) => [name, settingDefault(SETTINGS[name])]));

const TOP_LEVEL = [
  ...new Set([
    ...SETTING_NAMES.map((name) => name.split(".")[0] ?? name),
    ...Object.keys(LISTS),
    ...ACCEPTING,
    "extends",
  ]),
];

/** Reads every value of the tree; what is wrong is reported and left out. */
export function readDraft(tree: LocatedMap): { draft: Draft; problems: ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  const refused = new Set<string>();
  const list = <K extends keyof typeof LISTS>(name: K) =>
    readList(tree, name, LISTS[name], refused, problems) as Entry<z.output<(typeof LISTS)[K]>>[];
  reportUnknownKeys(tree, tree, [], problems);
  const draft: Draft = {
    tree,
    settings: readSettings(tree, problems),
    accepted: readAccepted(tree, problems),
    acceptedDomains: list("acceptedDomains"),
    mailboxes: list("mailboxes"),
    groups: list("groups"),
    contacts: list("contacts"),
    inboundConnectors: list("inboundConnectors"),
    outboundConnectors: list("outboundConnectors"),
    transportRules: list("transportRules"),
    remoteDomains: list("remoteDomains"),
    journalRules: list("journalRules"),
    faults: list("faults"),
    refused,
  };
  return { draft, problems };
}

function readSettings(tree: LocatedMap, problems: ConfigurationProblem[]): SettingValues {
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of SETTING_NAMES) {
    const path = name.split(".");
    const located = path.reduce<Located | undefined>(childOf, tree);
    values[name] = DEFAULTS[name];
    if (located === undefined) continue;
    const result = settingSchema(SETTINGS[name]).safeParse(plain(located));
    if (result.success) values[name] = result.data;
    else problems.push(...describeIssues(result.error.issues, tree, path, []));
  }
  return values as SettingValues;
}

function readAccepted(tree: LocatedMap, problems: ConfigurationProblem[]): Draft["accepted"] {
  const parts = ACCEPTING.flatMap((part) => {
    const path = [part, "accepted"];
    const located = path.reduce<Located | undefined>(childOf, tree);
    if (located === undefined) return [];
    const result = accepted.safeParse(plain(located));
    if (result.success) return [[part, result.data]];
    problems.push(...describeIssues(result.error.issues, tree, path, []));
    return [];
  });
  return Object.fromEntries(parts);
}

/** Keys of `group` that begin no setting's name, and groups that are no groups. */
function reportUnknownKeys(
  tree: LocatedMap,
  group: LocatedMap,
  path: readonly string[],
  problems: ConfigurationProblem[],
): void {
  const prefix = path.map((key) => `${key}.`).join("");
  const inside = SETTING_NAMES.filter((name) => name.startsWith(prefix)).map((name) =>
    name.slice(prefix.length).split("."),
  );
  const isAccepting = path.length === 1 && (ACCEPTING as readonly string[]).includes(path[0] ?? "");
  const own = [...new Set([...inside.map(([key]) => key ?? ""), ...(isAccepting ? ["accepted"] : [])])];
  const known = path.length === 0 ? TOP_LEVEL : own;
  for (const [key, { value }] of group.entries) {
    const below = inside.filter(([first]) => first === key);
    if (!known.includes(key)) problems.push(unknownKey(tree, [...path, key], known));
    else if (below.every((rest) => rest.length === 1) && key !== "connectionFilter") continue;
    else if (value.kind === "map") reportUnknownKeys(tree, value, [...path, key], problems);
    else if (value.kind !== "scalar" || value.value !== null) {
      const names = below.map((rest) => rest.slice(1).join(".")).join(", ") || "accepted";
      problems.push(problemAt(tree, [...path, key], `must hold settings one under another: ${names}`));
    }
  }
}

function readList(
  tree: LocatedMap,
  name: string,
  schema: z.ZodType,
  refused: Set<string>,
  problems: ConfigurationProblem[],
): Entry<unknown>[] {
  const located = childOf(tree, name);
  if (located === undefined || (located.kind === "scalar" && located.value === null)) return [];
  if (located.kind !== "list") {
    problems.push(problemAt(tree, [name], "must be a list: each entry on a line of its own behind a dash"));
    return [];
  }
  const entries: Entry<unknown>[] = [];
  for (const [index, item] of located.items.entries()) {
    const path = [name, index];
    const result = schema.safeParse(plain(item));
    if (result.success) {
      entries.push({ path, value: result.data });
      continue;
    }
    problems.push(...describeIssues(result.error.issues, tree, path, keysOf(schema)));
    const rest = schema.safeParse(withoutFaults(plain(item), result.error.issues));
    if (rest.success) entries.push({ path, value: rest.data });
    else
      for (const key of ["name", "address", "domainName"]) refused.add(String(plain(childOf(item, key))).toLowerCase());
  }
  return entries;
}

/** The entry without the fields that are wrong, so that the others can be checked in the same run. */
function withoutFaults(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const faults = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [issue.path[0]]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !faults.includes(key)));
}

/** The keys of a strict object, behind preprocessing and transforms. */
function keysOf(schema: z.ZodType): string[] {
  const { def } = schema as { def: { shape?: object; in?: z.ZodType; out?: z.ZodType } };
  if (def.shape) return Object.keys(def.shape);
  return [def.in, def.out].flatMap((part) => (part ? keysOf(part) : []));
}
