// Who is a member of a group: those of groups within it too, whom a dynamic group takes, and all of a Microsoft 365 group,
// whether its mail goes to them or not. New-TransportRule -FromMemberOf
import { directoryOf } from "../organization/directory.ts";
import type { Group, Organization } from "../organization/organization.ts";

const known = new WeakMap<Group, ReadonlySet<string>>();

/** @param address any address of theirs. */
export function isMemberOf(address: string, groups: readonly string[], organization: Organization): boolean {
  const directory = directoryOf(organization);
  const primary = directory.primaryAddress(address);
  return groups.some((listed) => {
    const group = directory.findGroup(listed);
    return group !== undefined && membersOf(group, organization).has(primary);
  });
}

/** Primary addresses, groups within among them. A group belongs to one organization value. */
function membersOf(group: Group, organization: Organization): ReadonlySet<string> {
  const before = known.get(group);
  if (before) return before;
  const directory = directoryOf(organization);
  const members = new Set<string>();
  const waiting = [group];
  for (const next of waiting) {
    const direct =
      next.type === "Dynamic" ? directory.expandGroup(next.address).map((member) => member.address) : next.members;
    for (const address of direct) {
      const primary = directory.primaryAddress(address);
      const inner = members.has(primary) ? undefined : directory.findGroup(primary);
      members.add(primary);
      if (inner) waiting.push(inner);
    }
  }
  known.set(group, members);
  return members;
}
