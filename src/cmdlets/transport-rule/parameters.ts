// Parameters of New- and Set-TransportRule: every condition, its exception and every action, from the table that file and
// engine use, and those that are refused unless they say $false or $null.
import { ACTIONS } from "../../organization/transport-rule/actions.ts";
import { CONDITIONS } from "../../organization/transport-rule/conditions.ts";
import {
  cmdletName,
  exceptionName,
  parameterName,
  type RuleParameter,
} from "../../organization/transport-rule/parameter.ts";
import { REFUSED_ACTIONS, REFUSED_CONDITIONS } from "../../organization/transport-rule/refused.ts";
import type { ParameterDeclaration } from "../cmdlet.ts";

export interface RuleBinding {
  /** "ExceptIfFromScope". */
  readonly parameter: string;
  /** "exceptIfFromScope", as the file has it. */
  readonly key: string;
  readonly declaration: ParameterDeclaration;
  /** Of those that are refused: why. */
  readonly refused?: string;
  /** Holds recipients by any of their names. */
  readonly recipients?: true;
  /** The parameter whose clearing clears it, too. */
  readonly follows?: string;
}

/** New-TransportRule -Mode and its like: what a rule has beside conditions and actions. */
const PROPERTIES: Readonly<Record<string, ParameterDeclaration>> = {
  Name: { type: "string", sentence: "Its name, unique among the rules, at most 64 characters." },
  Priority: { type: "int", sentence: "Its place in the list; 0 is the first, and the others move." },
  Enabled: { type: "boolean", sentence: "Whether it runs; $true when it isn't given." },
  Mode: {
    type: "string",
    values: ["Enforce", "Audit", "AuditAndNotify"],
    sentence: "Audit: only the trace tells; AuditAndNotify: and GenerateNotification acts.",
  },
  ActivationDate: { type: "dateTime", nullable: true, sentence: "It does nothing before." },
  ExpiryDate: { type: "dateTime", nullable: true, sentence: "It does nothing from then on." },
  Comments: { type: "string", nullable: true, sentence: "At most 1024 characters." },
  RuleErrorAction: {
    type: "string",
    values: ["Ignore", "Defer"],
    priority: "should",
    sentence: "What is done with a message for which the rule can't be evaluated: it goes on, or waits.",
  },
  SenderAddressLocation: {
    type: "string",
    values: ["Header", "Envelope", "HeaderOrEnvelope"],
    sentence: "Where conditions look for the sender's address.",
  },
  RecipientAddressType: {
    type: "string",
    values: ["Original", "Resolved"],
    priority: "should",
    sentence: "Which address of a recipient conditions look at.",
  },
  SetAuditSeverity: {
    type: "string",
    values: ["DoNotAudit", "Low", "Medium", "High"],
    nullable: true,
    priority: "accept",
    sentence: "Kept and shown.",
  },
  RuleSubType: { type: "string", values: ["None", "Dlp"], priority: "accept", sentence: "Kept and shown." },
  UseLegacyRegex: { type: "boolean", priority: "accept", sentence: "Kept and shown; patterns are .NET's either way." },
};

const FLAGS = new Set(["hasSenderOverride", "disconnect"]);

function declarationOf(of: RuleParameter): ParameterDeclaration {
  const { priority, sentence } = of;
  const common = { priority, sentence, nullable: true } as const;
  switch (of.type) {
    case "recipients":
      return { ...common, type: "multiValued", dotNetType: "RecipientIdParameter" };
    case "recipient":
      return { ...common, type: "string", dotNetType: "RecipientIdParameter" };
    case "flag":
      return { ...common, type: "boolean" };
    case "size":
      return { ...common, type: "size" };
    case "scl":
      return { ...common, type: "int", min: -1, max: 9 };
    case "headerName":
    case "text":
      return { ...common, type: "string" };
    case "choice":
      return { ...common, type: "string", values: of.values ?? [] };
    case "choices":
      return { ...common, type: "multiValued", values: of.values ?? [] };
    default:
      return { ...common, type: "multiValued" };
  }
}

function bindingsOf(table: Readonly<Record<string, RuleParameter>>, prefix: "" | "ExceptIf"): RuleBinding[] {
  const keyOf = (name: string) => (prefix === "" ? name : exceptionName(name));
  return Object.entries(table).map(([name, of]) => ({
    parameter: parameterName(name, prefix),
    key: keyOf(name),
    declaration: declarationOf(of),
    ...((of.type === "recipients" || of.type === "recipient") && { recipients: true }),
    ...(of.with !== undefined && of.pair !== true && { follows: keyOf(of.with) }),
  }));
}

function refusedBindings(table: Readonly<Record<string, string>>, prefix: "" | "ExceptIf"): RuleBinding[] {
  return Object.entries(table).map(([name, refused]) => ({
    parameter: parameterName(name, prefix),
    key: prefix === "" ? name : exceptionName(name),
    declaration: { type: typeOfRefused(name), nullable: true, sentence: `Refused: it ${refused}.` },
    refused,
  }));
}

function typeOfRefused(name: string): ParameterDeclaration["type"] {
  if (FLAGS.has(name)) return "boolean";
  if (name === "messageContainsDataClassifications") return "hashtables";
  return name in REFUSED_CONDITIONS ? "multiValued" : "string";
}

const keyOfProperty = (parameter: string) => `${parameter.charAt(0).toLowerCase()}${parameter.slice(1)}`;

export const RULE_BINDINGS: readonly RuleBinding[] = [
  ...Object.entries(PROPERTIES).map(([parameter, declaration]) => ({
    parameter,
    key: keyOfProperty(parameter),
    declaration,
  })),
  ...bindingsOf(CONDITIONS, ""),
  ...bindingsOf(CONDITIONS, "ExceptIf"),
  ...bindingsOf(ACTIONS, ""),
  ...refusedBindings(REFUSED_CONDITIONS, ""),
  ...refusedBindings(REFUSED_CONDITIONS, "ExceptIf"),
  ...refusedBindings(REFUSED_ACTIONS, ""),
];

/** As a cmdlet declares them, without those of `without`. */
export function ruleParameters(without: readonly string[] = []): Readonly<Record<string, ParameterDeclaration>> {
  const known = RULE_BINDINGS.filter(({ parameter }) => !without.includes(parameter));
  return Object.fromEntries(known.map(({ parameter, declaration }) => [parameter, declaration]));
}

const SPELLED = new Map(RULE_BINDINGS.map(({ key, parameter }) => [key, parameter]));

/** "FromScope" of "fromScope". */
export const spelled = (key: string): string => SPELLED.get(key) ?? cmdletName(key);

/** The file's words about a rule, with parameters as cmdlets spell them. Short names are words of their own, too. */
export function inCmdletWords(message: string): string {
  return message.replace(/\b[a-z]+[A-Z]\w*\b/g, (word) => SPELLED.get(word) ?? word);
}
