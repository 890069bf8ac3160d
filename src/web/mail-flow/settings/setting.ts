// Settings as the page lets one choose them: what a control offers, and what the cmdlet is given.
import type { Setting } from "../../api/answers.ts";

export interface Settable {
  readonly cmdlet: string;
  readonly parameter: string;
  readonly sentence: string;
  readonly kind: "triState" | "boolean" | "text" | "list";
  readonly value: unknown;
  readonly standard: unknown;
  readonly pending?: unknown;
}

/** Settings of Set-OrganizationConfig that act and that no file has. */
const FLAGS: readonly (readonly [parameter: string, standard: boolean, sentence: string])[] = [
  ["AuditDisabled", false, "Mailbox auditing is off for the whole organization."],
  ["DisablePlusAddressInRecipients", false, "bob+tag@contoso.com is no address of bob@contoso.com."],
  ["ElcProcessingDisabled", false, "The Managed Folder Assistant leaves mailboxes alone."],
  ["MaskClientIpInReceivedHeadersEnabled", true, "Received fields don't show a client's address."],
  ["SendFromAliasEnabled", false, "Mail sent from an alias keeps the alias as its sender."],
];

type Config = Readonly<Record<string, unknown>>;

/** @param config what Get-OrganizationConfig says, where values have the cmdlet's form. */
export function settableOf(settings: readonly Setting[], config: Config): readonly Settable[] {
  const declared = settings.flatMap((setting): Settable[] => {
    const { cmdlet, sentence, type, value, pending } = setting;
    if (!cmdlet) return [];
    const { name, parameter } = cmdlet;
    const known = {
      cmdlet: name,
      parameter,
      sentence,
      standard: setting.default,
      ...(pending !== undefined && { pending }),
    };
    return [{ ...known, kind: kindOf(type), value: parameter in config ? config[parameter] : value }];
  });
  const flags = FLAGS.map(([parameter, standard, sentence]): Settable => {
    const [cmdlet, kind] = ["Set-OrganizationConfig", "boolean"] as const;
    return { cmdlet, parameter, sentence, kind, value: config[parameter], standard };
  });
  return [...declared, ...flags];
}

/** What recall is about first. */
export function groupsOf(settings: readonly Settable[]): readonly (readonly [title: string, Settable[]])[] {
  const isOfRecall = ({ cmdlet, parameter }: Settable) => /Recall/.test(`${cmdlet} ${parameter}`);
  const groups = [
    ["Recall", settings.filter(isOfRecall)],
    ["Organization and transport", settings.filter((one) => !isOfRecall(one))],
  ] as const;
  return groups.filter(([, members]) => members.length > 0);
}

const kindOf = (type: string): Settable["kind"] =>
  type === "triState" || type === "boolean" ? type : type === "texts" ? "list" : "text";

export const OPTIONS: Readonly<Record<"triState" | "boolean", readonly (boolean | null)[]>> = {
  triState: [null, true, false],
  boolean: [true, false],
};

/** "$true": booleans as one types them. */
export const literal = (value: unknown): string =>
  value === null || value === undefined ? "$null" : typeof value === "boolean" ? `$${value}` : String(value);

/** "a, b" as a list. */
export const listOf = (text: string): string[] => text.split(/[\s,;]+/).filter((one) => one !== "");
