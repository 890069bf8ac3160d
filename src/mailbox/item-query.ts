// Questions about the items of a mailbox as SQL: filter, order and page are settled by the database, so that a page of a
// large mailbox costs what its rows cost.
import type { SqlValue } from "../database/database.ts";

export type ItemFilter =
  | { readonly kind: "and" | "or"; readonly left: ItemFilter; readonly right: ItemFilter }
  | { readonly kind: "not"; readonly of: ItemFilter }
  | {
      readonly kind: "compare";
      readonly property: ItemProperty;
      readonly operator: Operator;
      readonly value: ItemValue;
    }
  | {
      readonly kind: "match";
      readonly property: "subject" | "messageClass" | "messageId" | "from";
      readonly where: TextPlace;
      readonly text: string;
    }
  | MapiFilter;

/** By a property that the item keeps, of that type. */
export interface MapiFilter {
  readonly kind: "mapi";
  readonly key: string;
  readonly type: string;
  readonly condition: MapiCondition;
}

export type MapiCondition =
  | { readonly kind: "exists" }
  | { readonly kind: "compare"; readonly operator: Operator; readonly value: string | number }
  | { readonly kind: "match"; readonly where: TextPlace; readonly text: string };

export type ItemProperty = keyof typeof COLUMNS;
export type ItemValue = boolean | string | number;
export type Operator = keyof typeof OPERATORS;
export type TextPlace = "startswith" | "endswith" | "contains";

export interface ItemOrder {
  readonly property: ItemProperty;
  readonly descending: boolean;
}

export interface ItemQuery {
  readonly folderId?: number;
  /** Items of any of them. */
  readonly folderIds?: readonly number[];
  readonly ids?: readonly number[];
  /** Only what stands behind this one, newest first. */
  readonly after?: { readonly receivedAt: number; readonly id: number };
  readonly messageId?: string;
  readonly isRead?: boolean;
  readonly filter?: ItemFilter;
  /** Newest first unless given. */
  readonly order?: readonly ItemOrder[];
  readonly limit?: number;
  readonly offset?: number;
}

/** Text is compared without case, as Exchange does; an id as it stands. */
const COLUMNS = {
  isRead: "is_read",
  receivedAt: "received_at",
  modifiedAt: "modified_at",
  subject: "lower(subject)",
  from: "from_address",
  messageId: "message_id",
  messageClass: "lower(message_class)",
  searchKey: "search_key",
  size: "size",
  folderId: "folder_id",
} as const;
const WITHOUT_CASE: ReadonlySet<ItemProperty> = new Set(["subject", "from", "messageClass"]);

const OPERATORS = { eq: "=", ne: "<>", gt: ">", ge: ">=", lt: "<", le: "<=" } as const;

export interface Sql {
  readonly text: string;
  readonly params: SqlValue[];
}

/** What stands behind WHERE. */
export function itemConditions(mailbox: string, query: ItemQuery): Sql {
  const params: SqlValue[] = [];
  const bind = (value: SqlValue) => `$${params.push(value)}`;
  const where: string[] = [];
  const folderIds = query.folderIds ?? (query.folderId === undefined ? undefined : [query.folderId]);
  // A folder says which mailbox; naming both would lead the engine to the index over Message-IDs.
  if (!folderIds || query.messageId !== undefined) where.push(`mailbox = ${bind(mailbox)}`);
  if (folderIds?.length === 1) where.push(`folder_id = ${bind(folderIds[0] ?? 0)}`);
  else if (folderIds) where.push(`folder_id IN (${folderIds.map(bind).join(", ")})`);
  if (query.messageId !== undefined) where.push(`message_id = ${bind(query.messageId)}`);
  if (query.ids) where.push(query.ids.length === 0 ? "FALSE" : `id IN (${query.ids.map(bind).join(", ")})`);
  if (query.after) where.push(`(received_at, id) < (${bind(query.after.receivedAt)}, ${bind(query.after.id)})`);
  if (query.isRead !== undefined) where.push(`is_read = ${bind(Number(query.isRead))}`);
  if (query.filter) where.push(filterSql(query.filter, bind));
  return { text: where.join(" AND "), params };
}

export function itemOrder(order: readonly ItemOrder[] = []): string {
  const keys = order.map(({ property, descending }) => `${COLUMNS[property]} ${descending ? "DESC" : "ASC"}`);
  const byTime = order.find(({ property }) => property === "receivedAt");
  if (!byTime) keys.push("received_at DESC");
  // Items of one instant keep their places from page to page.
  return [...keys, `id ${byTime && !byTime.descending ? "ASC" : "DESC"}`].join(", ");
}

function filterSql(filter: ItemFilter, bind: (value: SqlValue) => string): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return `(${filterSql(filter.left, bind)} ${filter.kind.toUpperCase()} ${filterSql(filter.right, bind)})`;
    case "not":
      return `NOT ${filterSql(filter.of, bind)}`;
    case "compare": {
      const { property, operator, value } = filter;
      return `(${COLUMNS[property]} ${OPERATORS[operator]} ${bind(asSql(property, value))})`;
    }
    case "match":
      return `(${like(COLUMNS[filter.property], filter, bind)})`;
    case "mapi": {
      const { key, type } = filter;
      const ofItem = `SELECT 1 FROM json_each(item.mapi) AS kept WHERE kept.key = ${bind(key)}`;
      return `EXISTS (${ofItem} AND kept.value ->> 0 = ${bind(type)} AND ${conditionSql(filter, bind)})`;
    }
  }
}

/** A kept value is text. It is compared without case unless it is base64, and as a number with a number. */
function conditionSql({ type, condition }: MapiFilter, bind: (value: SqlValue) => string): string {
  switch (condition.kind) {
    case "exists":
      return "TRUE";
    case "match":
      return like("lower(kept.value ->> 1)", condition, bind);
    case "compare": {
      const { operator, value } = condition;
      if (typeof value === "number") return `CAST(kept.value ->> 1 AS REAL) ${OPERATORS[operator]} ${bind(value)}`;
      if (type === "Binary") return `kept.value ->> 1 ${OPERATORS[operator]} ${bind(value)}`;
      return `lower(kept.value ->> 1) ${OPERATORS[operator]} ${bind(value.toLowerCase())}`;
    }
  }
}

function like(
  column: string,
  { where, text }: { readonly where: TextPlace; readonly text: string },
  bind: (value: SqlValue) => string,
): string {
  return `${column} LIKE ${bind(pattern(where, text.toLowerCase()))} ESCAPE '\\'`;
}

function asSql(property: ItemProperty, value: ItemValue): SqlValue {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" && WITHOUT_CASE.has(property) ? value.toLowerCase() : value;
}

function pattern(where: TextPlace, text: string): string {
  const literal = text.replace(/[\\%_]/g, "\\$&");
  return `${where === "startswith" ? "" : "%"}${literal}${where === "endswith" ? "" : "%"}`;
}
