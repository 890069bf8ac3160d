// -Identity of Get cmdlets: whatever names an object; a star stands for any text. Absent or $null: all objects.
import type { Organization } from "../organization/organization.ts";
import { hasWildcard, matchesWildcard } from "../organization/wildcard.ts";
import { ambiguous, notFound } from "./cmdlet-error.ts";

/**
 * `names`: what an object is known by, its name first; a star is tried against the name.
 * @throws CmdletError when an identity without a star finds nothing.
 */
export function findByIdentity<T>(
  all: readonly T[],
  identity: string | undefined,
  names: (object: T) => readonly string[],
  organization: Organization,
): readonly T[] {
  if (identity === undefined) return all;
  if (hasWildcard(identity)) return all.filter((object) => matchesWildcard(names(object)[0] ?? "", identity));
  const wanted = identity.trim().toLowerCase();
  const found = all.filter((object) => names(object).some((name) => name.toLowerCase() === wanted));
  if (found.length === 0) throw notFound(identity, organization.hostname);
  return found;
}

/** Of Set and Remove cmdlets, where a star stands for itself. @throws CmdletError when there is not exactly one. */
export function findOne<T>(
  all: readonly T[],
  identity: string,
  names: (object: T) => readonly string[],
  organization: Organization,
): T {
  const wanted = identity.trim().toLowerCase();
  const found = all.filter((object) => names(object).some((name) => name.toLowerCase() === wanted));
  if (found.length > 1) throw ambiguous(identity);
  const [one] = found;
  if (one === undefined) throw notFound(identity, organization.hostname);
  return one;
}
