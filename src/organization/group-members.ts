// Who a group stands for: its members, those of the groups in it, whom its filter takes. Learn, "Recipient resolution"
import type { Steps } from "../mime/in-turns.ts";
import { groupMailbox } from "./group-mailbox.ts";
import { OpathError } from "./opath.ts";
import type { Group, Organization } from "./organization.ts";
import { filteringRecipients, parseRecipientFilter } from "./recipient-filter.ts";

export interface ExpandedMember {
  /** Primary address of a mailbox or address of a contact; as listed when nobody here has it. */
  readonly address: string;
  /** The groups that led here, outermost first. */
  readonly chain: readonly string[];
  /** A group that has a say of its own about who sends to it: it is left as it is. */
  readonly isGroup?: true;
}

export interface Expansion {
  readonly members: readonly ExpandedMember[];
  /** Groups that were met a second time: such a circle ends where it began. */
  readonly circles: readonly string[];
}

/** What expansion asks of the directory. */
export interface Lookup {
  readonly organization: Organization;
  findGroup(address: string): Group | undefined;
  primaryAddress(address: string): string;
}

/** Each once by the shortest way. @param staysWhole groups that are not looked into, but for the outermost. */
export function* expanding(group: Group, lookup: Lookup, staysWhole: (group: Group) => boolean): Steps<Expansion> {
  const members = new Map<string, ExpandedMember>();
  const visited = new Set([group.address]);
  const circles = new Set<string>();
  const waiting = [{ group, chain: [group.address] as readonly string[] }];
  for (const { group, chain } of waiting) {
    if (groupMailbox(group)) members.set(group.address, { address: group.address, chain });
    let seen = 0;
    for (const member of yield* membersOf(group, lookup)) {
      seen += 1;
      if (seen % 500 === 0) yield;
      const inner = lookup.findGroup(member);
      const primary = inner?.address ?? lookup.primaryAddress(member);
      if (inner === undefined) {
        if (!members.has(primary)) members.set(primary, { address: primary, chain });
      } else if (visited.has(primary)) {
        if (chain.includes(primary)) circles.add(primary);
      } else {
        visited.add(primary);
        if (staysWhole(inner)) members.set(primary, { address: primary, chain, isGroup: true });
        else waiting.push({ group: inner, chain: [...chain, primary] });
      }
    }
  }
  return { members: [...members.values()], circles: [...circles] };
}

/** Direct ones, as they are listed. */
function* membersOf(group: Group, { organization }: Lookup): Steps<readonly string[]> {
  if (group.type === "Microsoft365") return group.subscribers ?? group.members;
  if (group.type !== "Dynamic") return group.members;
  try {
    return yield* filteringRecipients(parseRecipientFilter(group.recipientFilter ?? ""), organization);
  } catch (error) {
    // The check refuses such a filter; what came from elsewhere is a group of nobody.
    if (error instanceof OpathError) return [];
    throw error;
  }
}
