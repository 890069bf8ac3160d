// $expand on messages: attachments, and extended properties by their ids. OData 4.01 part 2, 5.1.3

import { type ExtendedPropertyId, parseExtendedPropertyId } from "./extended-property-id.ts";
import { badQuery } from "./graph-error.ts";
import { ATTACHMENT_PROPERTIES } from "./message-attachments.ts";
import { readSelect } from "./query-options.ts";

export interface Expanded {
  /** Properties of attachments that are shown; undefined: no attachments are. */
  readonly attachments?: readonly string[];
  readonly singleValueExtendedProperties?: readonly ExtendedPropertyId[];
  readonly multiValueExtendedProperties?: readonly ExtendedPropertyId[];
}

const SINGLE = "singleValueExtendedProperties";
const MULTI = "multiValueExtendedProperties";
/** Ids that one request may name. */
const MOST = 50;

export function readExpand(text: string | undefined): Expanded {
  if (text === undefined) return {};
  const parts = splitOutside(text, /,/y).map((part) => part.trim());
  return Object.assign({}, ...parts.map(readPart));
}

function readPart(text: string): Expanded {
  const [, name = "", options] = /^(\w+)\s*(?:\((.*)\))?$/s.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case "attachments":
      return { attachments: readAttachmentOptions(text, options) };
    case SINGLE.toLowerCase():
      return { [SINGLE]: readIds(SINGLE, options, "single") };
    case MULTI.toLowerCase():
      return { [MULTI]: readIds(MULTI, options, "multi") };
  }
  throw unavailable(text);
}

function readAttachmentOptions(text: string, options: string | undefined): readonly string[] {
  if (options === undefined) return ATTACHMENT_PROPERTIES;
  const [, select] = /^\s*\$select=([\w, ]+)$/i.exec(options) ?? [];
  if (select === undefined) throw unavailable(text);
  return readSelect(select, ATTACHMENT_PROPERTIES, "microsoft.graph.attachment") ?? ATTACHMENT_PROPERTIES;
}

function readIds(name: string, options: string | undefined, of: "single" | "multi"): ExtendedPropertyId[] {
  const [, filter] = /^\s*\$filter=(.*)$/is.exec(options ?? "") ?? [];
  if (filter === undefined) throw badQuery(`Extended properties are named: ${name}($filter=id eq 'Binary 0x300B').`);
  const terms = splitOutside(withoutParentheses(filter), /\sor\s/iy);
  if (terms.length > MOST) throw badQuery(`$expand names more than ${MOST} extended properties.`);
  return terms.map((term) => {
    const [, id] = /^id\s+eq\s+'((?:[^']|'')*)'$/is.exec(withoutParentheses(term)) ?? [];
    if (id === undefined) throw badQuery(`Invalid filter clause: id eq '…' was expected, not ${term.slice(0, 100)}.`);
    return parseExtendedPropertyId(id.replaceAll("''", "'"), of);
  });
}

function withoutParentheses(text: string): string {
  const term = text.trim();
  return term.startsWith("(") && term.endsWith(")") ? term.slice(1, -1) : term;
}

/** At separators that stand in no quotes and no parentheses. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    separator.lastIndex = at;
    const found = depth === 0 ? separator.exec(text)?.[0] : undefined;
    if (found === undefined) continue;
    parts.push(text.slice(start, at));
    start = at + found.length;
    at = start - 1;
  }
  return [...parts, text.slice(start)];
}

function unavailable(text: string) {
  return badQuery(
    `Messages can be expanded here by attachments, ${SINGLE} and ${MULTI}, not by '${text.slice(0, 100)}'.`,
  );
}
