// A rule in words, as Get-TransportRule has them in Description. The grammar is that of answers seen in public captures of
// the service.
import type { TransportRule } from "../organization/organization.ts";
import { ACTION_PHRASES } from "./transport-rule/action-phrases.ts";
import { PREDICATE_PHRASES } from "./transport-rule/predicate-phrases.ts";

export function describeRule({ conditions, exceptions, actions, setAuditSeverity }: TransportRule): string {
  const severity = setAuditSeverity === undefined ? [] : [`Set audit severity level to '${setAuditSeverity}'`];
  return [
    section("If the message:", phrases(PREDICATE_PHRASES, conditions), "and"),
    section("Take the following actions:", [...phrases(ACTION_PHRASES, actions), ...severity], "and"),
    section("Except if the message:", phrases(PREDICATE_PHRASES, exceptions), "or"),
  ].join("");
}

/** Left out where nothing stands in it: a rule without conditions begins with its actions. */
function section(title: string, lines: readonly string[], joint: "and" | "or"): string {
  return lines.length === 0 ? "" : `${title}\r\n\t${lines.join(`\r\n\t${joint} `)}\r\n`;
}

type Phrases<T> = { readonly [K in keyof T]?: (value: NonNullable<T[K]>, among: T) => string };

function phrases<T extends object>(known: Phrases<T>, given: T): string[] {
  return (Object.keys(known) as (keyof T)[])
    .filter((name) => given[name] !== undefined)
    .map((name) => known[name]?.(given[name] as NonNullable<T[keyof T]>, given) ?? "");
}
