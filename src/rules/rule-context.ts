// What a rule asks of the world around the message. Everything else it reads off the message itself.
import type { RecipientOrigin } from "../agent-api/mail-item.ts";
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import { PatternBudget } from "./pattern-budget.ts";

export interface RuleContext {
  readonly organization: Organization;
  /** Time that this message has for patterns of the backtracking kind. */
  readonly budget: PatternBudget;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Someone of the organization, or an address in a domain it is responsible for. */
  isInOrganization(address: string): boolean;
  /** The one address by which the owner of any of their addresses is known. */
  primaryAddress(address: string): string;
  /** Who gets mail for an address that a rule names: a mailbox, a contact's real address, a group's members. */
  resolve(address: string): readonly ResolvedRecipient[];
}

export interface ResolvedRecipient {
  readonly address: string;
  /** Primary address of the mailbox, where it is one. */
  readonly mailbox?: string;
  /** What stands between the address named and this one. */
  readonly origins: readonly RecipientOrigin[];
}

/** One for each message. */
export function ruleContextOf(organization: Organization, now: number): RuleContext {
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
    isInOrganization: directory.isInOrganization,
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
