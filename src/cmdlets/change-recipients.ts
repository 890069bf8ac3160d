// How every cmdlet changes recipients: the file's checks judge the outcome, in the words of the cmdlet's parameters.
import { problemsOfChange, type RecipientProblem } from "../organization/checks/changed.ts";
import type { Organization } from "../organization/organization.ts";
import { changeOrganization, type OrganizationChange } from "./change.ts";
import type { CmdletResult, CmdletServices } from "./cmdlet.ts";
import { argumentError, CmdletError } from "./cmdlet-error.ts";
import type { Recipient, RecipientList } from "./recipient-names.ts";

export function changeRecipients(change: OrganizationChange, services: CmdletServices): Promise<CmdletResult> {
  return changeOrganization(
    { ...change, edit: (organization) => judged(organization, change.edit(organization)) },
    services,
  );
}

/** The one of this address becomes `after`, or goes. */
export function withRecipient(
  organization: Organization,
  list: RecipientList,
  address: string,
  after: Recipient | undefined,
): Organization {
  const recipients: readonly Recipient[] = organization[list];
  const changed = recipients.flatMap((one) => (one.address === address ? (after ? [after] : []) : [one]));
  return { ...organization, [list]: changed };
}

export function addRecipient(organization: Organization, list: RecipientList, recipient: Recipient): Organization {
  return { ...organization, [list]: [...organization[list], recipient] };
}

/** Fields of the file that cmdlets have other names for. */
const PARAMETERS: Readonly<Record<string, string>> = {
  address: "PrimarySmtpAddress",
  aliases: "EmailAddresses",
  automaticReplies: "AutoReplyState",
  attributes: "Manager",
};

/** `after`, where nothing is wrong with it that was right before. @throws CmdletError */
export function judged(before: Organization, after: Organization): Organization {
  const [problem] = problemsOfChange(before, after);
  if (problem) throw refusal(problem);
  return after;
}

function refusal({ path, message }: RecipientProblem): CmdletError {
  const names = path.slice(2).filter((part) => typeof part === "string");
  const field = names.at(-1) ?? "";
  const taken = /^`(.*)` is taken by/.exec(message)?.[1];
  if (taken !== undefined) return addressTaken(taken);
  const parameter = PARAMETERS[names[0] ?? ""] ?? capitalized(field);
  return argumentError(`${parameter} of '${path[1]}': ${message.replaceAll("`", "'")}.`);
}

function addressTaken(address: string): CmdletError {
  return new CmdletError(
    "Microsoft.Exchange.Management.RecipientTasks.ProxyAddressExistsException",
    `The proxy address "SMTP:${address}" is already being used by the proxy addresses or LegacyExchangeDN. Please choose another proxy address.`,
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
