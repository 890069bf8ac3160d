// Get-Mailbox.
import type { Mailbox, Organization } from "../organization/organization.ts";
import { MAILBOX_KINDS } from "../organization/recipient-filter.ts";
import { type Arguments, type CmdletObject, defineCmdlet, type Parameters } from "./cmdlet.ts";
import { argumentError, bindingError, notFound } from "./cmdlet-error.ts";
import { parseFilter } from "./filter.ts";
import { findMailboxes, mailboxName } from "./mailbox-names.ts";
import { mailboxProperties } from "./mailbox-properties.ts";
import { limited } from "./result-size.ts";

const TYPES = `DiscoveryMailbox EquipmentMailbox GroupMailbox LegacyMailbox LinkedMailbox LinkedRoomMailbox RoomMailbox
  SchedulingMailbox SharedMailbox TeamMailbox UserMailbox`.split(/\s+/);

/** Kinds of mailboxes that the sandbox has none of. */
const ABSENT_KINDS = [
  "Archive",
  "GroupMailbox",
  "InactiveMailboxOnly",
  "Migration",
  "PublicFolder",
  "SoftDeletedMailbox",
];

const parameters = {
  Identity: { type: "identity", dotNetType: "MailboxIdParameter", position: 1, pipeline: "both" },
  Anr: { type: "string" },
  Archive: { type: "switch" },
  Filter: { type: "string" },
  GroupMailbox: { type: "switch" },
  InactiveMailboxOnly: { type: "switch" },
  IncludeAcceptMessagesOnlyFromDLMembersWithDisplayNames: { type: "switch" },
  IncludeAcceptMessagesOnlyFromSendersOrMembersWithDisplayNames: { type: "switch" },
  IncludeAcceptMessagesOnlyFromWithDisplayNames: { type: "switch" },
  IncludeEmailAddressDisplayNames: { type: "switch" },
  IncludeForwardingAddressWithDisplayNames: { type: "switch" },
  IncludeGrantSendOnBehalfToWithDisplayNames: { type: "switch" },
  IncludeInactiveMailbox: { type: "switch" },
  MailboxPlan: { type: "identity", dotNetType: "MailboxPlanIdParameter", pipeline: "name" },
  Migration: { type: "switch" },
  OrganizationalUnit: { type: "identity", dotNetType: "OrganizationalUnitIdParameter" },
  PublicFolder: { type: "switch" },
  RecipientTypeDetails: { type: "strings", values: TYPES },
  ResultSize: { type: "resultSize" },
  SoftDeletedMailbox: { type: "switch" },
  SortBy: { type: "string", values: ["Name", "DisplayName", "Alias", "Office", "ServerLegacyDN"] },
} as const satisfies Parameters;

type Given = Arguments<typeof parameters>;

export const getMailbox = defineCmdlet({
  name: "Get-Mailbox",
  synopsis: "Shows mailboxes with their settings.",
  parameters,
  async run(given, services) {
    const organization = services.configurations.latest();
    checkTogether(given);
    const show = (mailbox: Mailbox) => withDisplayNames(mailboxProperties(mailbox, services), given, organization);
    const matches = filterOf(given.Filter, organization, show);
    const found = candidates(given, organization).filter((mailbox) => matches(mailbox));
    const wanted = sorted(found, given.SortBy, show);
    return limited(wanted, given.ResultSize, show);
  },
});

function checkTogether({ Identity, Anr, MailboxPlan, PublicFolder, GroupMailbox }: Given): void {
  if ([Identity, Anr, MailboxPlan].filter((one) => one !== undefined).length > 1) {
    throw bindingError("Parameter set cannot be resolved using the specified named parameters.");
  }
  if (PublicFolder && GroupMailbox) throw argumentError("Use either PublicFolder or GroupMailbox, not both.");
}

function candidates(given: Given, organization: Organization): readonly Mailbox[] {
  const { Identity, MailboxPlan, OrganizationalUnit: unit } = given;
  if (MailboxPlan !== undefined && MailboxPlan.toLowerCase() !== "exchangeonlineenterprise") {
    throw notFound(MailboxPlan, organization.hostname);
  }
  if (unit !== undefined && unit.toLowerCase() !== organization.name) throw notFound(unit, organization.hostname);
  const found = findMailboxes(Identity, organization).filter(
    (mailbox) => matchesAnr(mailbox, given.Anr, organization) && hasType(mailbox, given.RecipientTypeDetails),
  );
  const asked = given as Readonly<Record<string, unknown>>;
  if (!ABSENT_KINDS.some((kind) => asked[kind] === true)) return found;
  if (Identity !== undefined) throw notFound(Identity, organization.hostname);
  return [];
}

/** Ambiguous name resolution: the beginning of a name. */
function matchesAnr(mailbox: Mailbox, anr: string | undefined, organization: Organization): boolean {
  if (anr === undefined) return true;
  const wanted = anr.trim().toLowerCase();
  const names = [mailboxName(mailbox, organization), mailbox.address, ...mailbox.aliases, mailbox.displayName];
  return [...names, ...mailbox.displayName.split(" ")].some((name) => name.toLowerCase().startsWith(wanted));
}

function hasType({ type }: Mailbox, types: readonly string[] | undefined): boolean {
  return !types || types.length === 0 || types.includes(MAILBOX_KINDS[type][1]);
}

type Show = (mailbox: Mailbox) => CmdletObject;

/** A filter is read even where there is nothing to filter. */
function filterOf(text: string | undefined, { mailboxes: [any] }: Organization, show: Show): (one: Mailbox) => boolean {
  if (text === undefined || !any) return () => true;
  const matches = parseFilter(text, Object.keys(show(any)));
  return (mailbox) => matches(show(mailbox));
}

function sorted(mailboxes: readonly Mailbox[], property: string | undefined, show: Show): readonly Mailbox[] {
  if (property === undefined) return mailboxes;
  const keyed = mailboxes.map((mailbox) => ({ mailbox, key: String(show(mailbox)[property]).toLowerCase() }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ mailbox }) => mailbox);
}

/** "alice, Alice Adams": what the Include… switches add. */
function withDisplayNames(object: CmdletObject, given: Given, organization: Organization): CmdletObject {
  const named = (property: string) => {
    const value = object[property];
    const names = Array.isArray(value) ? value.map(String) : value === null ? [] : [String(value)];
    return names.map((name) => {
      const mailbox = organization.mailboxes.find((one) => mailboxName(one, organization) === name);
      return mailbox ? `${name}, ${mailbox.displayName}` : name;
    });
  };
  const wanted = Object.keys(given)
    .map((parameter) => /^Include(.+)WithDisplayNames$/.exec(parameter)?.[1])
    .filter((property) => property !== undefined)
    .map((property) => [`${property}WithDisplayNames`, named(property)] as const);
  return wanted.length === 0 ? object : { ...object, ...Object.fromEntries(wanted) };
}
