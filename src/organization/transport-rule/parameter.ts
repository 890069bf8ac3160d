// How a parameter of New-TransportRule is declared, once for file, cmdlets, engine, explanation and docs.

/** What the sandbox does with it: "accept" keeps and shows it, and has no effect. */
export type RuleParameterPriority = "must" | "should" | "accept";

export type RuleParameterType =
  /** Addresses of mailboxes, groups and contacts, lower case. */
  | "recipients"
  | "recipient"
  | "words"
  /** At most 128 characters each. */
  | "shortWords"
  | "patterns"
  /** "Department:Sales,Marketing": an attribute and its words, or its patterns. */
  | "attributeWords"
  | "attributePatterns"
  /** Address, first-last, or CIDR. */
  | "ipRanges"
  | "headerName"
  | "choice"
  | "choices"
  /** Held as true or not at all: $false is "not set". */
  | "flag"
  /** Bytes. */
  | "size"
  /** -1 to 9. */
  | "scl"
  | "text";

export interface RuleParameter {
  readonly type: RuleParameterType;
  readonly priority: RuleParameterPriority;
  /** Of "choice" and "choices". */
  readonly values?: readonly string[];
  /** Of "text": characters. */
  readonly max?: number;
  /** The parameter that it adds to; it says nothing by itself. */
  readonly with?: string;
  /** Whether that one says nothing without it, either. */
  readonly pair?: true;
  readonly sentence: string;
}

type ListTypes =
  | "recipients"
  | "words"
  | "shortWords"
  | "patterns"
  | "attributeWords"
  | "attributePatterns"
  | "ipRanges";

export type RuleParameterValue<P extends RuleParameter> = P["type"] extends ListTypes
  ? readonly string[]
  : P["type"] extends "flag"
    ? true
    : P["type"] extends "size" | "scl"
      ? number
      : P extends { readonly type: "choice"; readonly values: readonly (infer V)[] }
        ? V
        : P extends { readonly type: "choices"; readonly values: readonly (infer V)[] }
          ? readonly V[]
          : string;

/** Only what is set is there. */
export type RuleParameterValues<T extends Readonly<Record<string, RuleParameter>>> = {
  readonly [K in keyof T]?: RuleParameterValue<T[K]>;
};

/** Parameters that stand for themselves, without those that add to another. */
export type LeadParameter<T extends Readonly<Record<string, RuleParameter>>> = {
  [K in keyof T]: T[K] extends { readonly with: string } ? never : K;
}[keyof T];

/** "FromScope", as cmdlets spell it. */
export const cmdletName = (parameter: string): string => `${parameter.charAt(0).toUpperCase()}${parameter.slice(1)}`;

/** "exceptIfFromScope", as the file spells it. */
export const exceptionName = (condition: string): string => `exceptIf${cmdletName(condition)}`;

/** Spelled otherwise than with a capital in front. */
const SPELLED: Readonly<Record<string, string>> = {
  sclOver: "SCLOver",
  adComparisonAttribute: "ADComparisonAttribute",
  adComparisonOperator: "ADComparisonOperator",
};

/** "SCLOver", "ExceptIfFromScope": the cmdlet's spelling of a condition, of its exception, or of an action. */
export function parameterName(parameter: string, prefix: "" | "ExceptIf" = ""): string {
  return prefix + (SPELLED[parameter] ?? cmdletName(parameter));
}
