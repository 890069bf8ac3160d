// A parsed $filter against one item, or as a question that the mailbox store answers by itself.
import type { ItemQuery, MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { Filter, FilterValue, Operator } from "./filter.ts";

type Comparison = Extract<Filter, { kind: "compare" }>;

export function matchesFilter(filter: Filter, item: MailboxItem): boolean {
  switch (filter.kind) {
    case "and":
      return matchesFilter(filter.left, item) && matchesFilter(filter.right, item);
    case "or":
      return matchesFilter(filter.left, item) || matchesFilter(filter.right, item);
    case "not":
      return !matchesFilter(filter.of, item);
    case "compare":
      return isTrue(filter, item);
  }
}

/** Undefined when the filter says more than the store can be asked. */
export function asItemQuery(filter: Filter | undefined): Pick<ItemQuery, "isRead" | "messageId"> | undefined {
  if (filter === undefined) return {};
  if (filter.kind === "and") {
    const [left, right] = [asItemQuery(filter.left), asItemQuery(filter.right)];
    const isTwice = left && right && Object.keys(left).some((name) => name in right);
    return left && right && !isTwice ? { ...left, ...right } : undefined;
  }
  if (filter.kind !== "compare" || filter.operator !== "eq") return undefined;
  if (filter.property === "isRead") return { isRead: filter.value === true };
  // "" asks the store for any.
  return filter.property === "internetMessageId" && filter.value !== ""
    ? { messageId: String(filter.value) }
    : undefined;
}

/** Exchange compares subjects without case. */
function isTrue({ property, operator, value }: Comparison, item: MailboxItem): boolean {
  switch (property) {
    case "isRead":
      return compare(item.isRead, operator, value);
    case "receivedDateTime":
      return compare(item.receivedAt, operator, value);
    case "subject":
      return compare(item.subject.toLowerCase(), operator, String(value).toLowerCase());
    case "internetMessageId":
      return compare(item.messageId, operator, value);
  }
}

function compare(actual: FilterValue, operator: Operator, wanted: FilterValue): boolean {
  switch (operator) {
    case "eq":
      return actual === wanted;
    case "ne":
      return actual !== wanted;
    case "gt":
      return actual > wanted;
    case "ge":
      return actual >= wanted;
    case "lt":
      return actual < wanted;
    case "le":
      return actual <= wanted;
  }
}
