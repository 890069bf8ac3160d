// The part of a query that the database can settle: what it leaves out is judged item by item.
import type { SqlValue } from "../../database/database.ts";
import type { Sql } from "../item-query.ts";
import { inWellKnown } from "../well-known-folders.ts";
import type { Query, Term } from "./parse-query.ts";

export const LOCATIONS = ["primary", "archive", "recoverableItems"] as const;
/** Where in a mailbox. */
export type Location = (typeof LOCATIONS)[number];

export interface Where {
  readonly mailbox?: string | undefined;
  readonly location?: Location | undefined;
}

const RECOVERABLE = ["Deletions", "Versions", "Purges", "DiscoveryHolds"].map(
  (name) => `recoverableitems${name.toLowerCase()}`,
);

/** What stands behind WHERE. */
export function conditionsOf(query: Query, { mailbox, location }: Where): Sql {
  const params: SqlValue[] = [];
  const bind = (value: SqlValue) => `$${params.push(value)}`;
  const where = query.map((terms) => allOf(terms.flatMap((term) => termSql(term, bind))));
  const all = [
    ...(mailbox === undefined ? [] : [`mailbox = ${bind(mailbox)}`]),
    ...(location === undefined ? [] : [`${location === "recoverableItems" ? "" : "NOT "}${inWellKnown(RECOVERABLE)}`]),
    `(${where.join(" OR ")})`,
  ];
  return { text: all.join(" AND "), params };
}

const allOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "TRUE" : `(${conditions.join(" AND ")})`;

/** Of a term by header fields: none. */
function termSql({ property, value, span, isNegated }: Term, bind: (value: SqlValue) => string): string[] {
  const not = isNegated ? "NOT " : "";
  switch (property) {
    case "messageid":
      return [`${not}message_id = ${bind(value)}`];
    case "received": {
      const [from, before] = span ?? [0, 0];
      const until = Number.isFinite(before) ? ` AND received_at < ${bind(before)}` : "";
      return [`${not}(received_at >= ${bind(from)}${until})`];
    }
    default:
      return [];
  }
}
