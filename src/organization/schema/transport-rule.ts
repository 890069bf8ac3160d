// Transport rules as an administrator writes the cmdlet: flat, each parameter of New-TransportRule in camelCase.
import { z } from "zod";
import { ACTIONS } from "../transport-rule/actions.ts";
import { CONDITIONS } from "../transport-rule/conditions.ts";
import { exceptionName, type RuleParameter, type RuleParameterValue } from "../transport-rule/parameter.ts";
import { REFUSED_ACTIONS, REFUSED_CONDITIONS } from "../transport-rule/refused.ts";
import type { TransportRule } from "../transport-rule/transport-rule.ts";
import { choice, instant, name64 } from "./fields.ts";
import { ruleParameterSchema } from "./rule-parameter.ts";

type Optional<P extends RuleParameter> = z.ZodExactOptional<z.ZodType<RuleParameterValue<P> | WhenFalse<P>>>;
/** $false is "not set", like a parameter that is absent: Get-TransportRule prints it for each unset one. */
type WhenFalse<P extends RuleParameter> = P["type"] extends "flag" ? false : never;
type Schemas<T extends Readonly<Record<string, RuleParameter>>> = { [K in keyof T]: Optional<T[K]> };

function schemasOf<const T extends Readonly<Record<string, RuleParameter>>>(table: T): Schemas<T> {
  return Object.fromEntries(
    Object.entries(table).map(([name, parameter]) => [name, ruleParameterSchema(parameter, name).exactOptional()]),
  ) as Schemas<T>;
}

const conditionParameters = schemasOf(CONDITIONS);
type ConditionParameters = typeof conditionParameters;
type ExceptionParameters = { [K in keyof ConditionParameters as `exceptIf${Capitalize<K>}`]: ConditionParameters[K] };

/** Every condition has an exception of the same name and type. New-TransportRule */
const exceptionParameters = Object.fromEntries(
  Object.entries(conditionParameters).map(([name, schema]) => [exceptionName(name), schema]),
) as ExceptionParameters;

/** Never in the output: what is not refused is "not set". */
const refusedParameters = Object.fromEntries(
  [
    ...Object.entries(REFUSED_CONDITIONS).flatMap(([name, reason]) => [
      [name, reason] as const,
      [exceptionName(name), reason] as const,
    ]),
    ...Object.entries(REFUSED_ACTIONS),
  ].map(([name, reason]) => [name, z.union([z.literal(false), z.null()], reason).exactOptional()]),
) as Record<never, never>;

const REJECT_CODE = "5.7.1";
const REJECT_TEXT = "Delivery not authorized, message refused";

export const transportRuleSchema = z.strictObject({
  name: name64,
  priority: z.number().int().min(0).exactOptional(),
  enabled: z.boolean().default(true),
  mode: choice(["Enforce", "Audit", "AuditAndNotify"]).default("Enforce"),
  activationDate: instant.exactOptional(),
  expiryDate: instant.exactOptional(),
  senderAddressLocation: choice(["Header", "Envelope", "HeaderOrEnvelope"]).default("Header"),
  recipientAddressType: choice(["Original", "Resolved"]).exactOptional(),
  ruleErrorAction: choice(["Ignore", "Defer"]).exactOptional(),
  comments: z.string().max(1024).exactOptional(),
  setAuditSeverity: choice(["DoNotAudit", "Low", "Medium", "High"]).exactOptional(),
  ruleSubType: choice(["None", "Dlp"]).exactOptional(),
  useLegacyRegex: z.boolean().exactOptional(),
  ...conditionParameters,
  ...exceptionParameters,
  ...schemasOf(ACTIONS),
  ...refusedParameters,
});

export type FlatRule = z.output<typeof transportRuleSchema>;

/** Parameters that say something only together, and those that only add to another. */
export const RULE_PAIRS: readonly {
  readonly lead: keyof FlatRule;
  readonly with: keyof FlatRule;
  readonly both: boolean;
}[] = [
  ...pairsOf(CONDITIONS, (name) => name),
  ...pairsOf(CONDITIONS, exceptionName),
  ...pairsOf(ACTIONS, (name) => name).filter((pair) => pair.lead !== "rejectMessageReasonText"),
];

function pairsOf(table: Readonly<Record<string, RuleParameter>>, named: (name: string) => string) {
  return Object.entries(table).flatMap(([name, { with: lead, pair }]) =>
    lead === undefined
      ? []
      : [{ lead: named(lead) as keyof FlatRule, with: named(name) as keyof FlatRule, both: pair === true }],
  );
}

const PROPERTIES = [
  "activationDate",
  "expiryDate",
  "recipientAddressType",
  "ruleErrorAction",
  "comments",
  "setAuditSeverity",
  "ruleSubType",
  "useLegacyRegex",
] as const;

/** The rule as data; `priority` is its place in the whole list. */
export function toTransportRule(flat: FlatRule, priority: number): TransportRule {
  const { name, enabled, mode, senderAddressLocation } = flat;
  return {
    name,
    priority,
    enabled,
    mode,
    senderAddressLocation,
    ...(pick(flat, PROPERTIES, (parameter) => parameter) as Pick<TransportRule, (typeof PROPERTIES)[number]>),
    conditions: pick(flat, Object.keys(CONDITIONS), (parameter) => parameter),
    exceptions: pick(flat, Object.keys(CONDITIONS), exceptionName),
    actions: pick(withRejection(flat), Object.keys(ACTIONS), (parameter) => parameter),
  };
}

/** As a file would write it, without its place: what transportRuleSchema reads back to the same rule. */
export function fromTransportRule(rule: TransportRule): Record<string, unknown> {
  const { conditions, exceptions, actions, activationDate, expiryDate, priority, immutableId, ...properties } = rule;
  return {
    ...properties,
    ...(activationDate !== undefined && { activationDate: new Date(activationDate) }),
    ...(expiryDate !== undefined && { expiryDate: new Date(expiryDate) }),
    ...conditions,
    ...Object.fromEntries(Object.entries(exceptions).map(([name, value]) => [exceptionName(name), value])),
    ...actions,
  };
}

/** Text or code alone reject, too. */
function withRejection(flat: FlatRule): FlatRule {
  const { rejectMessageReasonText: text, rejectMessageEnhancedStatusCode: code } = flat;
  if (text === undefined && code === undefined) return flat;
  return {
    ...flat,
    rejectMessageReasonText: text ?? REJECT_TEXT,
    rejectMessageEnhancedStatusCode: code ?? REJECT_CODE,
  };
}

/** Without what is not set: absent, $false, or an empty list, since @() clears a parameter. */
function pick(flat: FlatRule, parameters: readonly string[], named: (parameter: string) => string): object {
  const values = flat as Readonly<Record<string, unknown>>;
  const isSet = (value: unknown) =>
    value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(
    parameters.map((parameter) => [parameter, values[named(parameter)]]).filter(([, value]) => isSet(value)),
  );
}
