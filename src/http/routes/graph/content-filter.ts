// What $filter asks of messages that does not stand in an item's row: judged by what is shown of the message.
// OData 4.01 part 2, 5.1.1
import type { ItemFilter, Operator, TextPlace } from "../../../mailbox/item-query.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { invalidFilter } from "./graph-error.ts";
import { type MessageShape, showMessage } from "./message-view.ts";

export interface ContentFilter {
  readonly kind: "content";
  /** Its first step is the property of messages that it is read from; of a list one must meet the condition. */
  readonly path: readonly string[];
  readonly condition:
    | { readonly kind: "compare"; readonly operator: Operator; readonly value: string | number | boolean }
    | { readonly kind: "match"; readonly where: TextPlace; readonly text: string };
}

export type MessageFilter =
  | Exclude<ItemFilter, { kind: "and" | "or" | "not" }>
  | ContentFilter
  | { readonly kind: "and" | "or"; readonly left: MessageFilter; readonly right: MessageFilter }
  | { readonly kind: "not"; readonly of: MessageFilter };

export interface SplitFilter {
  /** What the database settles. */
  readonly filter: ItemFilter | undefined;
  /** What is asked of each item that it finds; undefined: nothing. */
  readonly rest: MessageFilter | undefined;
}

/** What must hold beside the rest is settled first. */
export function splitFilter(filter: MessageFilter): SplitFilter {
  if (isOfRows(filter)) return { filter, rest: undefined };
  if (filter.kind !== "and") return { filter: undefined, rest: filter };
  const [left, right] = [splitFilter(filter.left), splitFilter(filter.right)];
  return { filter: both(left.filter, right.filter), rest: both(left.rest, right.rest) };
}

function both<T extends MessageFilter>(left: T | undefined, right: T | undefined): T | undefined {
  return left && right ? ({ kind: "and", left, right } as unknown as T) : (left ?? right);
}

function isOfRows(filter: MessageFilter): filter is ItemFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return isOfRows(filter.left) && isOfRows(filter.right);
    case "not":
      return isOfRows(filter.of);
    default:
      return filter.kind !== "content";
  }
}

export function testOf(store: MailboxStore, filter: MessageFilter): (item: MailboxItem) => Promise<boolean> {
  const shape: MessageShape = {
    properties: [...new Set(propertiesOf(filter))],
    immutableIds: false,
    prefersText: false,
    expanded: {},
  };
  return async (item) => holds(filter, item, await showMessage(store, item, shape));
}

function propertiesOf(filter: MessageFilter): string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return [...propertiesOf(filter.left), ...propertiesOf(filter.right)];
    case "not":
      return propertiesOf(filter.of);
    case "content":
      return filter.path.slice(0, 1);
    case "mapi":
      throw invalidFilter("Extended properties can stand beside other properties of a message by 'and' only.");
    default:
      return [];
  }
}

function holds(filter: MessageFilter, item: MailboxItem, shown: unknown): boolean {
  switch (filter.kind) {
    case "and":
      return holds(filter.left, item, shown) && holds(filter.right, item, shown);
    case "or":
      return holds(filter.left, item, shown) || holds(filter.right, item, shown);
    case "not":
      return !holds(filter.of, item, shown);
    case "compare":
      return compares(item[filter.property], filter.operator, filter.value);
    case "match":
      return matches(item[filter.property], filter.where, filter.text);
    case "mapi":
      return false;
    case "content": {
      const { condition } = filter;
      return valuesAt(shown, filter.path).some((value) =>
        condition.kind === "match"
          ? matches(value, condition.where, condition.text)
          : compares(value, condition.operator, condition.value),
      );
    }
  }
}

function valuesAt(shown: unknown, path: readonly string[]): unknown[] {
  let at = [shown];
  for (const name of path) {
    at = at.flatMap((one) => {
      const value = (one as Record<string, unknown> | null)?.[name];
      return Array.isArray(value) ? value : [value];
    });
  }
  return at;
}

/** Text without case; a time as the instant that it is. */
function compares(value: unknown, operator: Operator, wanted: string | number | boolean): boolean {
  const own = typeof value === "string" && typeof wanted === "number" ? Date.parse(value) : folded(value);
  const other = folded(wanted);
  switch (operator) {
    case "eq":
      return own === other;
    case "ne":
      return own !== other;
    case "gt":
      return (own as number) > (other as number);
    case "ge":
      return (own as number) >= (other as number);
    case "lt":
      return (own as number) < (other as number);
    case "le":
      return (own as number) <= (other as number);
  }
}

function matches(value: unknown, where: TextPlace, text: string): boolean {
  const [own, wanted] = [String(value ?? "").toLowerCase(), text.toLowerCase()];
  if (where === "startswith") return own.startsWith(wanted);
  return where === "endswith" ? own.endsWith(wanted) : own.includes(wanted);
}

function folded(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}
