// A rule in words, as Get-TransportRule has them in Description. The grammar and most phrases are those of answers seen
// in public captures of the service.
import type { RuleActions, RuleConditions, TransportRule } from "../organization/organization.ts";

type Phrases<T> = { readonly [K in keyof T]?: (value: NonNullable<T[K]>, among: T) => string };

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(" or ");
const SCOPES = { InOrganization: "Inside the organization", NotInOrganization: "Outside the organization" } as const;

const PREDICATES: Phrases<RuleConditions> = {
  fromScope: (scope) => `Is received from '${SCOPES[scope]}'`,
  sentToScope: (scope) => `Is sent to '${SCOPES[scope]}'`,
  from: (addresses) => `Is received from ${quoted(addresses)}`,
  sentTo: (addresses) => `Is sent to ${quoted(addresses)}`,
  headerContainsWords: (words, { headerContainsMessageHeader: header }) =>
    `'${header}' header contains '${quoted(words)}'`,
  headerMatchesPatterns: (patterns, { headerMatchesMessageHeader: header }) =>
    `'${header}' header matches the following patterns: ${quoted(patterns)}`,
  subjectContainsWords: (words) => `Includes these words in the message subject: ${quoted(words)}`,
  subjectMatchesPatterns: (patterns) => `Includes these patterns in the message subject: ${quoted(patterns)}`,
};

const ACTIONS: Phrases<RuleActions> = {
  setHeaderName: (name, { setHeaderValue }) => `Set message header '${name}' with the value '${setHeaderValue}'`,
  removeHeader: (name) => `Remove header '${name}'`,
  prependSubject: (text) => `Prepend the subject with '${text}'`,
  redirectMessageTo: (addresses) => `Redirect the message to ${quoted(addresses)}`,
  blindCopyTo: (addresses) => `Blind carbon copy(Bcc) the message to ${quoted(addresses)}`,
  routeMessageOutboundConnector: (name) => `Route the message using the connector named '${name}'.`,
  deleteMessage: () => "Delete the message without notifying the recipient or sender",
  rejectMessageReasonText: (text, { rejectMessageEnhancedStatusCode: code }) =>
    `reject the message and include the explanation '${text}' with the status code: '${code}'`,
  stopRuleProcessing: () => "Stop processing more rules",
};

export function describeRule({ conditions, exceptions, actions }: TransportRule): string {
  return [
    section("If the message:", phrases(PREDICATES, conditions), "and"),
    section("Take the following actions:", phrases(ACTIONS, actions), "and"),
    section("Except if the message:", phrases(PREDICATES, exceptions), "or"),
  ].join("");
}

/** Left out where nothing stands in it: a rule without conditions begins with its actions. */
function section(title: string, lines: readonly string[], joint: "and" | "or"): string {
  return lines.length === 0 ? "" : `${title}\r\n\t${lines.join(`\r\n\t${joint} `)}\r\n`;
}

function phrases<T extends object>(known: Phrases<T>, given: T): string[] {
  return (Object.keys(known) as (keyof T)[])
    .filter((name) => given[name] !== undefined)
    .map((name) => known[name]?.(given[name] as NonNullable<T[keyof T]>, given) ?? "");
}
