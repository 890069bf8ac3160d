// The parameters of New-InboxRule and Set-InboxRule: what they set of a rule's conditions, exceptions and actions.
import { isAddress } from "../organization/address.ts";
import { INBOX_RULE_MESSAGE_TYPES, UNMODELLED_CONDITIONS } from "../organization/inbox-rule.ts";
import type { Organization } from "../organization/organization.ts";
import type { ParameterDeclaration } from "./cmdlet.ts";
import { argumentError, CmdletError } from "./cmdlet-error.ts";
import { addressOfRecipient } from "./recipient-names.ts";

export type RulePart = "conditions" | "exceptions" | "actions";

export interface RuleParameter {
  readonly part: RulePart;
  /** New-InboxRule's name in camelCase. */
  readonly field: string;
  readonly parameter: ParameterDeclaration;
  /** Undefined: not used. @throws CmdletError */
  read(value: unknown, organization: Organization): unknown;
}

type Kind = Pick<RuleParameter, "parameter" | "read">;

const listed = (list: readonly unknown[]) => (list.length === 0 ? undefined : list);
const words: Kind = { parameter: { type: "strings" }, read: (value) => listed(value as readonly string[]) };
/** $false: the condition isn't used. */
const flag: Kind = { parameter: { type: "boolean" }, read: (value) => (value === true ? true : undefined) };
const nullable = (parameter: ParameterDeclaration): Kind => ({
  parameter: { ...parameter, nullable: true },
  read: (value) => value ?? undefined,
});
const importance = nullable({ type: "string", values: ["Low", "Normal", "High"] });
const people: Kind = {
  parameter: { type: "strings", sentence: "People of the address book by any name; others by their addresses." },
  read: (value, organization) => listed((value as readonly string[]).map((one) => addressOf(one, organization))),
};
const folder: Kind = {
  parameter: { type: "string", nullable: true, sentence: "mailbox:\\Folder\\Subfolder" },
  read: (value) => (value === null || value === "" ? undefined : folderPath(value as string)),
};

/** Outlook shows people as "Name" [SMTP:address]. */
function addressOf(text: string, organization: Organization): string {
  const address = (/\[smtp:(.*)\]$/i.exec(text)?.[1] ?? text).trim().toLowerCase();
  try {
    return addressOfRecipient(address, organization);
  } catch (error) {
    if (error instanceof CmdletError && error.category === "NotFound" && isAddress(address)) return address;
    throw error;
  }
}

/** "alice:\Projects\2026" is "Projects/2026". */
function folderPath(text: string): string {
  const names = text
    .replace(/^[^\\:]*:/, "")
    .split(/[\\/]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0)
    throw argumentError(`'${text.slice(0, 200)}' names no folder, such as alice:\\Projects\\2026.`);
  return names.join("/");
}

const PREDICATES: Readonly<Record<string, Kind>> = {
  From: people,
  FromAddressContainsWords: words,
  SubjectContainsWords: words,
  BodyContainsWords: words,
  SubjectOrBodyContainsWords: words,
  HeaderContainsWords: words,
  RecipientAddressContainsWords: words,
  SentTo: people,
  SentOnlyToMe: flag,
  MyNameInToBox: flag,
  MyNameInCcBox: flag,
  MyNameInToOrCcBox: flag,
  MyNameNotInToBox: flag,
  HasAttachment: flag,
  WithImportance: importance,
  WithSensitivity: nullable({ type: "string", values: ["Normal", "Personal", "Private", "CompanyConfidential"] }),
  MessageTypeMatches: nullable({ type: "string", values: INBOX_RULE_MESSAGE_TYPES }),
  WithinSizeRangeMinimum: nullable({ type: "size" }),
  WithinSizeRangeMaximum: nullable({ type: "size" }),
  ReceivedAfterDate: nullable({ type: "dateTime" }),
  ReceivedBeforeDate: nullable({ type: "dateTime" }),
};

const ACTIONS: Readonly<Record<string, Kind>> = {
  ApplyCategory: words,
  CopyToFolder: folder,
  DeleteMessage: flag,
  ForwardAsAttachmentTo: people,
  ForwardTo: people,
  MarkAsRead: flag,
  MarkImportance: importance,
  MoveToFolder: folder,
  PermanentDelete: flag,
  RedirectTo: people,
  SoftDeleteMessage: flag,
};

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const within = (part: RulePart, kinds: Readonly<Record<string, Kind>>, prefix = ""): Record<string, RuleParameter> =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [`${prefix}${name}`, { ...kind, part, field: camelCase(name) }]),
  );

export const RULE_PARAMETERS: Readonly<Record<string, RuleParameter>> = {
  ...within("conditions", PREDICATES),
  ...within("exceptions", PREDICATES, "ExceptIf"),
  ...within("actions", ACTIONS),
};

const kept = (type: ParameterDeclaration["type"]): ParameterDeclaration => ({
  type,
  priority: "accept",
  ...(type === "string" && { nullable: true as const }),
});
const isText = (name: string) => name === "FlaggedForAction";
const typeOf = (name: string) =>
  kept(/Categories|Classification/.test(name) ? "strings" : isText(name) ? "string" : "boolean");

/** Kept and shown. A condition among them never holds, an exception never vetoes. */
export const KEPT_RULE_PARAMETERS: Readonly<Record<string, ParameterDeclaration>> = {
  ...Object.fromEntries(
    UNMODELLED_CONDITIONS.flatMap((name) => [
      [name, typeOf(name)],
      [`ExceptIf${name}`, typeOf(name)],
    ]),
  ),
  ApplySystemCategory: kept("strings"),
  ClearCategories: kept("boolean"),
  ClearFlag: kept("boolean"),
  CompleteFlag: kept("boolean"),
  DeleteSystemCategory: kept("strings"),
  DisplayAlert: kept("string"),
  FlagMessage: kept("string"),
  PinMessage: kept("boolean"),
  PlaySound: kept("string"),
};
