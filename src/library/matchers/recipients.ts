// Whom a matcher is about: the recipients that a test names, else all.
import { directoryOf } from "../../organization/directory.ts";
import type { Sandbox } from "../api.ts";

/** An address, or several. */
export type Addresses = string | readonly string[];

export const listOf = (addresses: Addresses | undefined): readonly string[] =>
  (typeof addresses === "string" ? [addresses] : (addresses ?? [])).map((address) => address.toLowerCase());

/** " to bob@contoso.com", or "". */
export const named = (word: string, addresses: readonly string[]): string =>
  addresses.length === 0 ? "" : ` ${word} ${addresses.join(", ")}`;

/** The options may stand in place of the addresses. */
export function split<O extends object>(
  first: Addresses | O | undefined,
  second: O | undefined,
): [readonly string[], O | undefined] {
  const isList = typeof first === "string" || Array.isArray(first);
  return isList ? [listOf(first as Addresses), second] : [[], (first as O | undefined) ?? second];
}

/** Journeys and recalls name everybody by that. */
export const primaryOf = ({ organization }: Sandbox, address: string): string =>
  directoryOf(organization).primaryAddress(address);
