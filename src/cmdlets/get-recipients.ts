// Get cmdlets of recipients: by identity or the beginning of a name, filtered, sorted, so many.
import type { Organization } from "../organization/organization.ts";
import { type Cmdlet, type CmdletObject, type CmdletServices, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { bindingError, notFound } from "./cmdlet-error.ts";
import { parseFilter } from "./filter.ts";
import { addressesOf, findRecipients, type Recipient, recipientAlias, recipientName } from "./recipient-names.ts";
import { kindOf } from "./recipient-properties.ts";
import { limited } from "./result-size.ts";

export interface RecipientGet<R extends Recipient> {
  readonly name: string;
  readonly synopsis: string;
  readonly dotNetType: string;
  /** Further parameters, taken without effect unless `matches` reads them. */
  readonly parameters?: Parameters;
  recipients(organization: Organization): readonly R[];
  show(recipient: R, services: CmdletServices): CmdletObject;
  matches?(recipient: R, given: Readonly<Record<string, unknown>>, organization: Organization): boolean;
}

interface Given {
  readonly Identity?: string;
  readonly Anr?: string;
  readonly Filter?: string;
  readonly OrganizationalUnit?: string;
  readonly RecipientType?: readonly string[];
  readonly RecipientTypeDetails?: readonly string[];
  readonly ResultSize?: number;
  readonly SortBy?: string;
}

export function recipientGet<R extends Recipient>(get: RecipientGet<R>): Cmdlet {
  return defineCmdlet({
    name: get.name,
    synopsis: get.synopsis,
    parameters: {
      Identity: { type: "identity", dotNetType: get.dotNetType, position: 1, pipeline: "both" },
      Anr: { type: "string", sentence: "The beginning of a name." },
      Filter: { type: "string" },
      OrganizationalUnit: { type: "string" },
      RecipientTypeDetails: { type: "strings" },
      ResultSize: { type: "resultSize" },
      SortBy: { type: "string" },
      ...get.parameters,
    } as Parameters,
    async run(bound, services) {
      const given = bound as unknown as Given;
      const found = candidates(get, given, services.configurations.latest());
      const filtered = filterShown(found, given, (recipient) => get.show(recipient, services));
      return limited(filtered, given.ResultSize, (object) => object);
    },
  });
}

function candidates<R extends Recipient>(get: RecipientGet<R>, given: Given, organization: Organization): readonly R[] {
  const { Identity, Anr, OrganizationalUnit: unit } = given;
  if (Identity !== undefined && Anr !== undefined)
    throw bindingError("Parameter set cannot be resolved using the specified named parameters.");
  if (unit !== undefined && unit.toLowerCase() !== organization.name) throw notFound(unit, organization.hostname);
  return findRecipients(get.recipients(organization), Identity, organization).filter((recipient) => {
    const [type, details] = kindOf(recipient);
    return (
      includes(given.RecipientType, type) &&
      includes(given.RecipientTypeDetails, details) &&
      matchesAnr(recipient, Anr, organization) &&
      (get.matches?.(recipient, given as Readonly<Record<string, unknown>>, organization) ?? true)
    );
  });
}

function filterShown<R>(found: readonly R[], { Filter, SortBy }: Given, show: (one: R) => CmdletObject) {
  const objects = found.map(show);
  const known = Object.keys(objects[0] ?? {});
  const filtered = Filter === undefined || known.length === 0 ? objects : objects.filter(parseFilter(Filter, known));
  const property = known.find((name) => name.toLowerCase() === SortBy?.toLowerCase());
  if (property === undefined) return filtered;
  return filtered.toSorted((a, b) => String(a[property]).localeCompare(String(b[property]), "en"));
}

const includes = (wanted: readonly string[] | undefined, one: string): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.some((type) => type.toLowerCase() === one.toLowerCase());

/** Ambiguous name resolution. */
function matchesAnr(recipient: Recipient, anr: string | undefined, organization: Organization): boolean {
  if (anr === undefined) return true;
  const wanted = anr.trim().toLowerCase();
  const names = [
    recipientName(recipient, organization),
    recipientAlias(recipient, organization),
    recipient.displayName,
  ];
  const all = [...names, ...addressesOf(recipient), ...recipient.displayName.split(" ")];
  return all.some((name) => name.toLowerCase().startsWith(wanted));
}
