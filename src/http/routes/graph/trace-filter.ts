// $filter on message traces: terms joined by "and". Microsoft Graph: exchangeMessageTrace resource type

import { didYouMean } from "../../../organization/nearest.ts";
import type { TraceSearch } from "../../../trace/search-trace.ts";
import { type Token, tokenize } from "./filter-tokens.ts";
import { badQuery } from "./graph-error.ts";

export interface TraceFilter {
  readonly messageTraceId?: string;
  readonly messageId?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly status?: string;
  readonly fromIP?: string;
  readonly toIP?: string;
  readonly subject?: NonNullable<TraceSearch["subject"]>;
  /** Milliseconds UTC, both included. */
  readonly from?: number;
  readonly to?: number;
}

const EQUAL: Readonly<Record<string, keyof TraceFilter>> = {
  id: "messageTraceId",
  messageid: "messageId",
  senderaddress: "sender",
  recipientaddress: "recipient",
  status: "status",
  fromip: "fromIP",
  toip: "toIP",
};
const PLACES = { contains: "anywhere", startswith: "start", endswith: "end" } as const;
const NAMES = ["id", "messageId", "senderAddress", "recipientAddress", "status", "fromIP", "toIP", "subject"];
const KNOWN = [...NAMES, "receivedDateTime"];

export function readTraceFilter(text: string | undefined): TraceFilter {
  if (text === undefined) return {};
  const terms: Token[][] = [[]];
  for (const token of tokenize(text)) {
    if (token.kind === "word" && token.text === "and") terms.push([]);
    else terms.at(-1)?.push(token);
  }
  let filter: TraceFilter = {};
  for (const term of terms) {
    const read = readTerm(term, text);
    const twice = Object.keys(read).find((name) => name in filter);
    if (twice !== undefined) throw badQuery("$filter asks the same of a property twice.");
    filter = { ...filter, ...read };
  }
  return filter;
}

function readTerm(term: readonly Token[], text: string): TraceFilter {
  const [name, second, third, , fifth] = term;
  const word = name?.text.toLowerCase() ?? "";
  const isCall = second?.kind === "open" && term.length === 6 && fifth?.kind === "string";
  if (word in PLACES && isCall && third?.text.toLowerCase() === "subject" && term[3]?.text === ",")
    return { subject: { text: fifth.text, at: PLACES[word as keyof typeof PLACES] } };
  if (term.length !== 3 || name?.kind !== "word" || !second || !third) throw unreadable(text);
  if (word === "receiveddatetime") return readBound(second, third, text);
  const property = EQUAL[word];
  if (!property) {
    const hint = didYouMean(name.text, KNOWN) || ".";
    throw badQuery(`Message traces are filtered by ${KNOWN.join(", ")}, not by '${name.text.slice(0, 100)}'${hint}`);
  }
  if (second.text !== "eq" || third.kind !== "string") throw unreadable(text);
  return { [property]: property === "messageTraceId" ? third.text.toLowerCase() : third.text };
}

function readBound(operator: Token, value: Token, text: string): TraceFilter {
  const at = value.kind === "word" ? Date.parse(value.text) : Number.NaN;
  if (Number.isNaN(at)) throw badQuery("receivedDateTime is compared with a time such as 2026-11-20T12:00:00Z.");
  if (operator.text === "ge") return { from: at };
  if (operator.text === "le") return { to: at };
  throw unreadable(text);
}

function unreadable(text: string) {
  return badQuery(
    `Invalid filter clause: '${text.slice(0, 200)}'. Terms are joined by 'and': eq with text, ge and le for ` +
      "receivedDateTime, contains, startswith and endswith for subject.",
  );
}
