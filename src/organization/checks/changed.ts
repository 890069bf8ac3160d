// Recipients that a cmdlet changed are held to what the file is held to; what was wrong before is no fault of the change.
import type { Draft, Entry } from "../draft.ts";
import type { Path } from "../located.ts";
import type { Organization } from "../organization.ts";
import { checkInboxRules } from "./inbox-rules.ts";
import { checkRecipients } from "./recipients.ts";

export interface RecipientProblem {
  /** ["mailboxes", "alice@contoso.com", "moderatedBy", 0] */
  readonly path: Path;
  readonly message: string;
}

/** What the change broke. */
export function problemsOfChange(before: Organization, after: Organization): readonly RecipientProblem[] {
  const keyOf = ({ path, message }: RecipientProblem) => `${path.join(".")}: ${message}`;
  const known = new Set(problemsOf(before).map(keyOf));
  return problemsOf(after).filter((problem) => !known.has(keyOf(problem)));
}

const found = new WeakMap<Organization, readonly RecipientProblem[]>();

function problemsOf(organization: Organization): readonly RecipientProblem[] {
  const known = found.get(organization);
  if (known) return known;
  const problems: RecipientProblem[] = [];
  for (const check of [checkRecipients, checkInboxRules]) {
    check(draftOf(organization), (path, message) => problems.push({ path, message }));
  }
  found.set(organization, problems);
  return problems;
}

/** Entries are told apart by address, which a removal of others doesn't change. */
function draftOf(organization: Organization): Draft {
  const entries = <T extends { readonly address: string }>(list: string, values: readonly T[]): Entry<T>[] =>
    values.map((value) => ({ path: [list, value.address], value }));
  const draft: Pick<Draft, "acceptedDomains" | "mailboxes" | "groups" | "contacts" | "refused"> = {
    acceptedDomains: organization.acceptedDomains.map((value) => ({ path: [], value })),
    mailboxes: entries("mailboxes", organization.mailboxes),
    groups: entries("groups", organization.groups),
    contacts: entries("contacts", organization.contacts),
    refused: new Set(),
  };
  // The checks of recipients ask for no more, but for the organization's name.
  return { ...draft, settings: { "organization.name": organization.name } } as unknown as Draft;
}
