// Transport rules as an administrator writes the cmdlet: flat, each parameter of New-TransportRule in camelCase.
import { z } from "zod";
import type { RuleActions, RulePredicates, TransportRule } from "../organization.ts";
import { address, choice, headerName, instant, listOf, name64, pattern, word } from "./fields.ts";

const SCOPES = ["InOrganization", "NotInOrganization"] as const;
/** $false is "not set", like a parameter that is absent: Get-TransportRule prints it for each unset one. */
const flag = z.boolean().default(false);

const shortWord = word.refine((text) => text.length <= 128, "must be at most 128 characters");

const conditionParameters = {
  fromScope: choice(SCOPES).exactOptional(),
  sentToScope: choice(SCOPES).exactOptional(),
  from: listOf(address).exactOptional(),
  sentTo: listOf(address).exactOptional(),
  headerContainsMessageHeader: headerName.exactOptional(),
  headerContainsWords: listOf(word).exactOptional(),
  headerMatchesMessageHeader: headerName.exactOptional(),
  headerMatchesPatterns: listOf(pattern).exactOptional(),
  subjectContainsWords: listOf(shortWord).exactOptional(),
  subjectMatchesPatterns: listOf(pattern).exactOptional(),
};

type ConditionParameters = typeof conditionParameters;
type ExceptionParameters = { [K in keyof ConditionParameters as `exceptIf${Capitalize<K>}`]: ConditionParameters[K] };

/** Every condition has an exception of the same name and type. New-TransportRule */
const exceptionParameters = Object.fromEntries(
  Object.entries(conditionParameters).map(([name, schema]) => [exceptionName(name), schema]),
) as ExceptionParameters;

const REJECT_CODE = "5.7.1";
const REJECT_TEXT = "Delivery not authorized, message refused";

const actionParameters = {
  routeMessageOutboundConnector: z.string().trim().min(1).exactOptional(),
  setHeaderName: headerName.exactOptional(),
  setHeaderValue: z
    .preprocess((value) => (typeof value === "boolean" ? String(value) : value), z.string())
    .exactOptional(),
  removeHeader: headerName.exactOptional(),
  prependSubject: z.string().min(1).exactOptional(),
  redirectMessageTo: listOf(address).exactOptional(),
  blindCopyTo: listOf(address).exactOptional(),
  deleteMessage: flag,
  rejectMessageReasonText: z
    .string()
    .min(1)
    .refine((text) => text.length <= 1024, "must be at most 1024 characters")
    .exactOptional(),
  rejectMessageEnhancedStatusCode: z
    .string()
    .regex(/^5\.7\.(1|9\d\d)$/, "must be 5.7.1 or one of 5.7.900 to 5.7.999")
    .exactOptional(),
  stopRuleProcessing: flag,
};

export const transportRuleSchema = z.strictObject({
  name: name64,
  priority: z.number().int().min(0).exactOptional(),
  enabled: z.boolean().default(true),
  mode: choice(["Enforce", "Audit", "AuditAndNotify"]).default("Enforce"),
  activationDate: instant.exactOptional(),
  expiryDate: instant.exactOptional(),
  senderAddressLocation: choice(["Header", "Envelope", "HeaderOrEnvelope"]).default("Header"),
  comments: z.string().max(1024).exactOptional(),
  ...conditionParameters,
  ...exceptionParameters,
  ...actionParameters,
});

export type FlatRule = z.output<typeof transportRuleSchema>;

export function exceptionName(condition: string): string {
  return `exceptIf${condition.charAt(0).toUpperCase()}${condition.slice(1)}`;
}

/** Parameters that say something only together. */
export const RULE_PAIRS: readonly (readonly [keyof FlatRule, keyof FlatRule])[] = [
  ["headerContainsMessageHeader", "headerContainsWords"],
  ["headerMatchesMessageHeader", "headerMatchesPatterns"],
  ["exceptIfHeaderContainsMessageHeader", "exceptIfHeaderContainsWords"],
  ["exceptIfHeaderMatchesMessageHeader", "exceptIfHeaderMatchesPatterns"],
  ["setHeaderName", "setHeaderValue"],
];

/** The rule as data; `priority` is its place in the whole list. */
export function toTransportRule(flat: FlatRule, priority: number): TransportRule {
  const { name, enabled, mode, activationDate, expiryDate, senderAddressLocation, comments } = flat;
  return {
    name,
    priority,
    enabled,
    mode,
    ...(activationDate === undefined ? {} : { activationDate }),
    ...(expiryDate === undefined ? {} : { expiryDate }),
    senderAddressLocation,
    ...(comments === undefined ? {} : { comments }),
    conditions: toPredicates((parameter) => flat[parameter]),
    exceptions: toPredicates((parameter) => flat[exceptionName(parameter) as keyof FlatRule] as never),
    actions: toActions(flat),
  };
}

function toPredicates(value: <K extends keyof ConditionParameters>(parameter: K) => FlatRule[K]): RulePredicates {
  const [containsHeader, words = []] = [value("headerContainsMessageHeader"), value("headerContainsWords")];
  const [matchesHeader, patterns = []] = [value("headerMatchesMessageHeader"), value("headerMatchesPatterns")];
  return withoutAbsent({
    fromScope: value("fromScope"),
    sentToScope: value("sentToScope"),
    from: value("from"),
    sentTo: value("sentTo"),
    headerContains: containsHeader && words.length > 0 ? { messageHeader: containsHeader, words } : undefined,
    headerMatches: matchesHeader && patterns.length > 0 ? { messageHeader: matchesHeader, patterns } : undefined,
    subjectContainsWords: value("subjectContainsWords"),
    subjectMatchesPatterns: value("subjectMatchesPatterns"),
  });
}

function toActions(flat: FlatRule): RuleActions {
  const { setHeaderName: name, rejectMessageReasonText: text, rejectMessageEnhancedStatusCode: code } = flat;
  const isRejected = text !== undefined || code !== undefined;
  return withoutAbsent({
    routeMessageOutboundConnector: flat.routeMessageOutboundConnector,
    setHeader: name === undefined ? undefined : { name, value: flat.setHeaderValue ?? "" },
    removeHeader: flat.removeHeader,
    prependSubject: flat.prependSubject,
    redirectMessageTo: flat.redirectMessageTo,
    blindCopyTo: flat.blindCopyTo,
    deleteMessage: flat.deleteMessage || undefined,
    rejectMessage: isRejected
      ? { reasonText: text ?? REJECT_TEXT, enhancedStatusCode: code ?? REJECT_CODE }
      : undefined,
    stopRuleProcessing: flat.stopRuleProcessing || undefined,
  });
}

type WithoutAbsent<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined, and without empty lists: @() clears a parameter. */
function withoutAbsent<T extends object>(record: T): WithoutAbsent<T> {
  const isGiven = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(record).filter(([, value]) => isGiven(value))) as WithoutAbsent<T>;
}
