// Searches for journeys and passes as SQL conditions. journey/matches.ts judges a row at hand by the same rules.
import type { SqlValue } from "../database/database.ts";
import type { PassFilter } from "../trace/search-trace.ts";
import type { JourneyQuery } from "./journey.ts";

export interface Conditions {
  readonly where: string[];
  readonly params: SqlValue[];
}

/** Addresses kept for search and lists, characters: some thousand of them. */
export const LONGEST_LIST = 100_000;
/** RFC 5321 §4.5.3.1, and some more for what is not ASCII. */
const LONGEST_ADDRESS = 1000;

/** Message-IDs are random: an index of them costs each commit many pages, and the tracking log has one already. */
const JOURNEYS_RECEIVED_AS = "SELECT journey_id FROM tracking_event WHERE event_id = 'RECEIVE' AND message_id =";
const PASSES_RECEIVED_AS = "SELECT network_message_id FROM tracking_event WHERE event_id = 'RECEIVE' AND message_id =";

/** @param params of the statement, which the conditions go on with */
export function journeyConditions(query: JourneyQuery, params: SqlValue[] = []): Conditions {
  const where: string[] = [];
  const is = (sql: string, value: SqlValue | undefined) => {
    if (value !== undefined) where.push(`${sql} $${params.push(value)}`);
  };
  const contains = (columns: readonly string[], text: string | undefined) => {
    if (text === undefined || text === "") return;
    const at = params.push(like(text.toLowerCase()));
    where.push(`(${columns.map((column) => `${column} LIKE $${at} ESCAPE '\\'`).join(" OR ")})`);
  };
  const lists = (column: string, entry: string | undefined) => {
    if (entry !== undefined && entry !== "")
      where.push(`char(10) || ${column} || char(10) LIKE $${params.push(like(`\n${entry}\n`))} ESCAPE '\\'`);
  };
  if (query.messageId !== undefined) {
    const at = params.push(bracketed(query.messageId));
    where.push(`message_id = $${at} AND id IN (${JOURNEYS_RECEIVED_AS} $${at})`);
  }
  is("id =", query.id?.toLowerCase());
  is("verdict =", query.verdict);
  is("recall =", query.recall);
  is("kind =", query.kind);
  is("started_at >=", query.since);
  is("started_at <=", query.until);
  contains(["sender_folded"], query.from);
  contains(["recipients"], query.to);
  contains(["cc"], query.cc);
  contains(["bcc"], query.bcc);
  contains(["reply_to"], query.replyTo);
  contains(["sender_folded", "recipients", "cc", "reply_to"], query.addressed);
  is("size >", query.larger);
  is("size <", query.smaller);
  lists("has", query.has);
  contains(["subject_folded"], query.subject);
  contains(["subject_folded", "sender_folded", "recipients", "message_id"], query.text);
  lists("hops", query.hop);
  lists("rules", query.rule);
  for (const one of query.all ?? []) where.push(...journeyConditions(one, params).where);
  for (const one of query.none ?? [])
    where.push(`NOT (${["TRUE", ...journeyConditions(one, params).where].join(" AND ")})`);
  return { where, params };
}

export function passConditions(filter: PassFilter): Conditions {
  const params: SqlValue[] = [filter.from, filter.to];
  const where = ["received_at >= $1", "received_at <= $2"];
  const oneOf = (values: readonly string[] | undefined, sql: (at: number) => string) => {
    if (values && values.length > 0) where.push(`(${values.map((value) => sql(params.push(value))).join(" OR ")})`);
  };
  if (filter.messageTraceId !== undefined) where.push(`network_message_id = $${params.push(filter.messageTraceId)}`);
  oneOf(filter.messageIds, (at) => `(message_id = $${at} AND network_message_id IN (${PASSES_RECEIVED_AS} $${at}))`);
  oneOf(filter.senders?.map(wildcards), (at) => `sender_folded LIKE $${at} ESCAPE '\\'`);
  // A list too long to be kept whole may have any recipient.
  oneOf(
    filter.recipients?.map((address) => `%${wildcards(address)}%`),
    (at) => `recipients LIKE $${at} ESCAPE '\\' OR length(recipients) > ${LONGEST_LIST - LONGEST_ADDRESS}`,
  );
  oneOf(filter.statuses?.map(like), (at) => `statuses LIKE $${at} ESCAPE '\\'`);
  if (filter.subject !== undefined) {
    const { text, at } = filter.subject;
    const pattern = `${at === "start" ? "" : "%"}${escaped(text.toLowerCase())}${at === "end" ? "" : "%"}`;
    where.push(`subject_folded LIKE $${params.push(pattern)} ESCAPE '\\'`);
  }
  return { where, params };
}

const wildcards = (address: string): string => escaped(address.toLowerCase()).replaceAll("*", "%");
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
const like = (text: string): string => `%${escaped(text)}%`;

/** With its angle brackets, as it is kept. */
export function bracketed(messageId: string): string {
  return messageId.startsWith("<") || messageId === "" ? messageId : `<${messageId}>`;
}
