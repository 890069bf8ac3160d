// In which form a message goes to a recipient outside: TNEF or MIME, and how the MIME is laid out. By the remote domain,
// then the contact, then the sender, as Microsoft Learn's "TNEF conversion options" has it.
import type { MailContact, MimeFormat, Organization } from "../organization/organization.ts";
import { mimeFormatOf, remoteDomainFor } from "../organization/remote-domain.ts";

export interface DestinationFormat {
  /** Undefined: as it stands, for nobody decides. */
  readonly tnef: boolean | undefined;
  readonly mime: MimeFormat;
  /** Recipients of the same key get the same bytes. */
  readonly key: string;
}

/** @param sendersChoice what the sender's client asks for: rich text (TNEF) or not; undefined where nobody knows. */
export function formatFor(
  organization: Pick<Organization, "remoteDomains" | "contacts">,
  recipientAddress: string,
  sendersChoice: boolean | undefined,
): DestinationFormat {
  const domain = remoteDomainFor(organization, recipientAddress);
  const tnef = domain.tnefEnabled ?? choiceOf(organization.contacts, recipientAddress) ?? sendersChoice;
  const mime = mimeFormatOf(domain);
  const key = tnef === undefined ? "as it stands" : tnef ? "tnef" : `mime ${Object.values(mime).join(" ")}`;
  return { tnef, mime, key };
}

type Choice = MailContact["useMapiRichTextFormat"];

/** Contacts of one snapshot by both addresses: a large group asks for each of its members. */
const CHOICES = new WeakMap<readonly MailContact[], ReadonlyMap<string, Choice | undefined>>();

function choiceOf(contacts: readonly MailContact[], address: string): boolean | undefined {
  const choices = CHOICES.get(contacts) ?? choicesOf(contacts);
  CHOICES.set(contacts, choices);
  const choice = choices.get(address.toLowerCase());
  return choice === "Always" ? true : choice === "Never" ? false : undefined;
}

function choicesOf(contacts: readonly MailContact[]): ReadonlyMap<string, Choice | undefined> {
  const choices = new Map<string, Choice | undefined>();
  // The first that has the address counts.
  for (const { address, externalAddress, useMapiRichTextFormat } of contacts.toReversed()) {
    for (const each of [address, externalAddress]) choices.set(each.toLowerCase(), useMapiRichTextFormat);
  }
  return choices;
}
