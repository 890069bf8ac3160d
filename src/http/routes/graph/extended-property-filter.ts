// singleValueExtendedProperties/any(ep: ep/id eq 'String 0x001A' and ep/value eq 'IPM.Note') in $filter on messages.
// Microsoft Graph: Get singleValueLegacyExtendedProperty
import type { ItemFilter, ItemProperty, MapiCondition, Operator, TextPlace } from "../../../mailbox/item-query.ts";
import { type ExtendedPropertyId, parseExtendedPropertyId } from "./extended-property-id.ts";
import type { Token } from "./filter-tokens.ts";
import { badQuery, invalidFilter } from "./graph-error.ts";

/** Those that stand in the item's row, by key: what they are compared with there. */
const COLUMNS: Readonly<Record<string, { readonly property: ItemProperty; readonly type: string }>> = {
  "0x001a": { property: "messageClass", type: "String" },
  "0x0037": { property: "subject", type: "String" },
  "0x0e06": { property: "receivedAt", type: "SystemTime" },
  "0x0e08": { property: "size", type: "Integer" },
  "0x1035": { property: "messageId", type: "String" },
  "0x3008": { property: "modifiedAt", type: "SystemTime" },
  "0x300b": { property: "searchKey", type: "Binary" },
};
/** Made of other things whenever they are shown. */
const NOT_SEARCHED: ReadonlySet<string> = new Set(["0x007d", "0x0e07", "0x0e1b", "0x3007"]);

const NUMBERS: ReadonlySet<string> = new Set([
  "ApplicationTime",
  "Currency",
  "Double",
  "Float",
  "Integer",
  "Long",
  "Short",
]);
const OPERATORS: readonly string[] = ["eq", "ne", "gt", "ge", "lt", "le"] satisfies Operator[];
const PLACES: readonly string[] = ["startswith", "endswith", "contains"] satisfies TextPlace[];

export function isAnyExtended(name: string): boolean {
  return /^singleValueExtendedProperties\/any$/i.test(name);
}

/** @param tokens between the parentheses. */
export function parseAnyExtended(tokens: readonly Token[]): ItemFilter {
  const { variable, terms } = splitTerms(tokens);
  let id: ExtendedPropertyId | undefined;
  let condition: MapiCondition | undefined;
  for (const term of terms) {
    const [first, operator, value] = term;
    const isId =
      first?.text === `${variable}/id` && operator?.text === "eq" && value?.kind === "string" && term.length === 3;
    if (isId && !id) id = parseExtendedPropertyId(value.text, "single");
    else if (!isId && !condition) condition = parseCondition(term, `${variable}/value`);
    else throw unreadable();
  }
  if (!id) throw unreadable();
  return toFilter(id, condition ?? { kind: "exists" });
}

function splitTerms(tokens: readonly Token[]): { variable: string; terms: Token[][] } {
  // "ep:" stands alone or before what follows.
  const [variable = "", rest = ""] = (tokens[0]?.text ?? "").split(/:(.*)/s);
  if (!/^\w{1,50}$/.test(variable) || !tokens[0]?.text.includes(":")) throw unreadable();
  const terms: Token[][] = [rest === "" ? [] : [{ ...(tokens[0] as Token), text: rest }]];
  for (const token of tokens.slice(1)) {
    if (token.kind === "word" && token.text === "and") terms.push([]);
    else terms.at(-1)?.push(token);
  }
  return { variable, terms };
}

function parseCondition(term: readonly Token[], value: string): MapiCondition {
  const texts = term.map(({ text }) => text);
  const [name = "", open, of, comma] = texts;
  const isCall = open === "(" && of === value && comma === ",";
  if (
    isCall &&
    PLACES.includes(name.toLowerCase()) &&
    term[4]?.kind === "string" &&
    texts[5] === ")" &&
    term.length === 6
  )
    return { kind: "match", where: name.toLowerCase() as TextPlace, text: texts[4] ?? "" };
  const isCast = isCall && name === "cast" && texts[5] === ")";
  const [operator = "", right] = isCast ? texts.slice(6) : name === value ? texts.slice(1) : [];
  if (right === undefined || !OPERATORS.includes(operator) || term.length !== (isCast ? 8 : 3)) throw unreadable();
  if (right !== "null" || term.at(-1)?.kind === "string")
    return { kind: "compare", operator: operator as Operator, value: right };
  if (operator === "ne") return { kind: "exists" };
  throw invalidFilter("A property that an item has is never null; 'not' before any() finds items without it.");
}

function toFilter(id: ExtendedPropertyId, condition: MapiCondition): ItemFilter {
  const { key, type, text } = id;
  if (NOT_SEARCHED.has(key)) throw invalidFilter(`Items can't be searched here by '${text}'; $expand shows it.`);
  const column = COLUMNS[key];
  if (column && column.type === type) return ofColumn(column.property, id, condition);
  if (condition.kind !== "compare" || !NUMBERS.has(type)) return { kind: "mapi", key, type, condition };
  return { kind: "mapi", key, type, condition: { ...condition, value: numberOf(id, condition.value) } };
}

function ofColumn(property: ItemProperty, id: ExtendedPropertyId, condition: MapiCondition): ItemFilter {
  if (condition.kind === "exists") return { kind: "compare", property, operator: "ne", value: "" };
  if (condition.kind === "compare")
    return { kind: "compare", property, operator: condition.operator, value: columnValue(id, String(condition.value)) };
  if (property === "subject" || property === "messageClass" || property === "messageId")
    return { ...condition, property };
  throw invalidFilter(`'${id.text}' is no text; '${condition.where}' can't be asked of it.`);
}

function columnValue(id: ExtendedPropertyId, value: string): string | number {
  if (id.type === "Binary") return Buffer.from(value, "base64").toString("hex").toUpperCase();
  if (id.type === "Integer") return numberOf(id, value);
  if (id.type !== "SystemTime") return value;
  const time = Date.parse(value);
  if (Number.isNaN(time))
    throw invalidFilter(`'${value.slice(0, 100)}' is no time; '${id.text}' is compared with one.`);
  return time;
}

function numberOf({ text }: ExtendedPropertyId, value: string | number): number {
  const number = String(value).trim() === "" ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return number;
  throw invalidFilter(`'${String(value).slice(0, 100)}' is no number; '${text}' is compared with one.`);
}

function unreadable() {
  return badQuery(
    "Invalid filter clause: singleValueExtendedProperties/any(ep: ep/id eq '…' and ep/value eq '…') was expected; " +
      `beside eq ${OPERATORS.slice(1).join(", ")}, ${PLACES.join(", ")}.`,
  );
}
