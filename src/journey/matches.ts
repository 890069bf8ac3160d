// Does a journey answer a query? The same question that the repository asks in SQL, for one row at hand.
import type { JourneyQuery } from "./journey.ts";
import type { JourneyRow } from "./journey-row.ts";
import { bracketed } from "./search-conditions.ts";

export function matchesQuery(query: JourneyQuery, row: JourneyRow): boolean {
  const contains = (part: string | undefined, ...texts: readonly string[]) =>
    part === undefined || part === "" || texts.some((text) => text.toLowerCase().includes(part.toLowerCase()));
  const lists = (entry: string | undefined, entries: readonly string[]) =>
    entry === undefined || entry === "" || entries.some((one) => foldAscii(one) === foldAscii(entry));
  const is = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
  const recipients = row.recipients.join("\n");
  const cc = row.cc.join("\n");
  const replyTo = row.replyTo.join("\n");
  return (
    is(query.id?.toLowerCase(), row.id) &&
    is(query.messageId === undefined ? undefined : bracketed(query.messageId), row.messageId) &&
    is(query.verdict, row.verdict) &&
    is(query.recall, row.recall) &&
    is(query.kind, row.kind) &&
    (query.since === undefined || row.startedAt >= query.since) &&
    (query.until === undefined || row.startedAt <= query.until) &&
    contains(query.from, row.sender) &&
    contains(query.to, recipients) &&
    contains(query.cc, cc) &&
    contains(query.bcc, row.bcc.join("\n")) &&
    contains(query.replyTo, replyTo) &&
    contains(query.addressed, row.sender, recipients, cc, replyTo) &&
    (query.larger === undefined || row.size > query.larger) &&
    (query.smaller === undefined || row.size < query.smaller) &&
    lists(query.has, row.has) &&
    contains(query.subject, row.subject) &&
    contains(query.text, row.subject, row.sender, recipients, row.messageId) &&
    lists(query.hop, row.hops) &&
    lists(query.rule, row.rules) &&
    (query.all ?? []).every((one) => matchesQuery(one, row)) &&
    !(query.none ?? []).some((one) => matchesQuery(one, row))
  );
}

/** As SQL's LIKE compares names. */
const foldAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
