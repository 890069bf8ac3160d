// What a rule asks of the world around the message. Everything else it reads off the message itself.
import type { Body, RecipientOrigin } from "../agent-api/mail-item.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import { isInternalDestination } from "../organization/remote-domain.ts";
import { PatternBudget } from "./pattern-budget.ts";

export interface RuleContext {
  readonly organization: Organization;
  /** Time that this message has for patterns of the backtracking kind. */
  readonly budget: PatternBudget;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Someone of the organization, or an address in a domain it is responsible for. */
  isInOrganization(address: string): boolean;
  /** The same of a recipient, or one of a remote domain that is internal. Set-RemoteDomain -IsInternal */
  isInternalRecipient(address: string): boolean;
  /** The one address by which the owner of any of their addresses is known. */
  primaryAddress(address: string): string;
  /** Who gets mail for an address that a rule names: a mailbox, a contact's real address, a group's members. */
  resolve(address: string): readonly ResolvedRecipient[];
  /** What an action wrote in the place of a body. */
  storeBody(bytes: Buffer): Promise<Body>;
}

export interface ResolvedRecipient {
  readonly address: string;
  /** Primary address of the mailbox, where it is one. */
  readonly mailbox?: string;
  /** What stands between the address named and this one. */
  readonly origins: readonly RecipientOrigin[];
}

/** One for each message. @param storeBody keeps new bodies in memory unless given: for a run of which nothing is committed. */
export function ruleContextOf(
  organization: Organization,
  now: number,
  storeBody: RuleContext["storeBody"] = async (bytes) => bodyInMemory(bytes),
): RuleContext {
  const directory = directoryOf(organization);
  const resolveOne = (address: string, before: readonly RecipientOrigin[]): ResolvedRecipient => {
    const mailbox = directory.findMailbox(address)?.address;
    const target = mailbox ?? directory.findContact(address)?.externalAddress ?? address;
    const isOther = target.toLowerCase() !== address.toLowerCase();
    const origins = isOther ? [...before, { address, by: "alias" as const }] : before;
    return { address: target, origins, ...(mailbox !== undefined && { mailbox }) };
  };
  return {
    organization,
    budget: new PatternBudget(),
    now,
    storeBody,
    isInOrganization: directory.isInOrganization,
    isInternalRecipient: (address) =>
      directory.isInOrganization(address) || isInternalDestination(organization, address),
    primaryAddress: directory.primaryAddress,
    resolve(address) {
      if (!directory.findGroup(address)) return [resolveOne(address, [])];
      const members = directory.expandGroup(address);
      return members.map(({ address: member, chain }) =>
        resolveOne(
          member,
          chain.map((group) => ({ address: group, by: "group" as const })),
        ),
      );
    },
  };
}

function bodyInMemory(bytes: Buffer): Body {
  return {
    size: bytes.length,
    read: async () => bytes,
    chunks: async function* () {
      yield bytes;
    },
  };
}
