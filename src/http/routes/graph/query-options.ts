// OData's query options, as far as they are served; the others are refused by name. Microsoft Graph: query parameters
import type { Context } from "hono";
import type { ItemOrder, ItemProperty } from "../../../mailbox/item-query.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import { badQuery } from "./graph-error.ts";
import { publicUrl } from "./public-url.ts";

export interface Paging {
  readonly top: number;
  readonly skip: number;
}

const DEFAULT_TOP = 10;
const MOST = 1000;

/** The options in `allowed` by name without "$"; Graph takes them with and without it. */
export function readOptions<N extends string>(c: Context, allowed: readonly N[]): Partial<Record<N, string>> {
  const options: Partial<Record<N, string>> = {};
  for (const [given, value] of Object.entries(c.req.query())) {
    const name = given.replace(/^\$/, "");
    const known = allowed.find((option) => option.toLowerCase() === name.toLowerCase());
    if (known) options[known] = value;
    else if (given.startsWith("$")) {
      const list = allowed.map((option) => `$${option}`);
      throw badQuery(
        `The query option '${given.slice(0, 100)}' is not available here${didYouMean(given, list) || "."}`,
      );
    }
  }
  return options;
}

export function readPaging(options: { readonly top?: string; readonly skip?: string }): Paging {
  return {
    top: whole("$top", options.top, DEFAULT_TOP, 1, MOST),
    skip: whole("$skip", options.skip, 0, 0, 10_000_000),
  };
}

export function readBoolean(name: string, text: string | undefined): boolean {
  if (text === undefined || /^(?:true|false)$/i.test(text)) return text?.toLowerCase() === "true";
  throw badQuery(`Invalid value '${text.slice(0, 100)}' for ${name} query option found: true or false was expected.`);
}

/** Names as `known` spells them. */
export function readSelect(
  text: string | undefined,
  known: readonly string[],
  type: string,
): readonly string[] | undefined {
  if (text === undefined || text.trim() === "" || text.trim() === "*") return undefined;
  return text.split(",").map((part) => {
    const name = part.trim();
    const found = known.find((property) => property.toLowerCase() === name.toLowerCase());
    if (found) return found;
    throw badQuery(
      `Could not find a property named '${name.slice(0, 100)}' on type '${type}'${didYouMean(name, known) || "."}`,
    );
  });
}

const ORDERS: Readonly<Record<string, ItemProperty>> = {
  receivedDateTime: "receivedAt",
  createdDateTime: "receivedAt",
  lastModifiedDateTime: "modifiedAt",
  subject: "subject",
  isRead: "isRead",
  "from/emailAddress/address": "from",
  parentFolderId: "folderId",
};

/** Keys of $orderby, the first one first; none where nothing is said. */
export function readOrder(text: string | undefined): ItemOrder[] {
  if (text === undefined) return [];
  const order = text.split(",").map((part): ItemOrder => {
    const [, name = "", direction] = /^\s*(\S+?)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? [];
    const known = Object.keys(ORDERS).find((one) => one.toLowerCase() === name.toLowerCase());
    if (known) return { property: ORDERS[known] as ItemProperty, descending: direction?.toLowerCase() === "desc" };
    const names = Object.keys(ORDERS).join(", ");
    const hint = didYouMean(name, Object.keys(ORDERS)) || ".";
    throw badQuery(
      `Messages can be ordered here by ${names} (asc or desc), not by '${part.trim().slice(0, 100)}'${hint}`,
    );
  });
  const twice = order.find(({ property }, at) => order.findIndex((other) => other.property === property) < at);
  if (twice) throw badQuery("$orderby names a property twice.");
  return order;
}

/** The same request, `skip` entries further on. */
export function nextLink(c: Context, { top, skip }: Paging): string {
  const url = publicUrl(c);
  for (const name of ["$top", "top", "$skip", "skip"]) url.searchParams.delete(name);
  url.searchParams.set("$top", String(top));
  url.searchParams.set("$skip", String(skip + top));
  return url.href.replaceAll("%24", "$");
}

function whole(name: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw badQuery(
    `Invalid value '${text.slice(0, 100)}' for ${name} query option found. It must be from ${least} to ${most}.`,
  );
}
