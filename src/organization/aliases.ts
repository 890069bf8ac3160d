// Aliases give way to primary addresses on what is sent and received. Set-OrganizationConfig -SendFromAliasEnabled $false,
// the default
import { directoryOf } from "./directory.ts";
import type { Organization } from "./organization.ts";
import { isOn } from "./organization-flags.ts";

/**
 * The primary address of the mailbox or group that has this alias; else, or where aliases stay, the address as it is written.
 * "bob+news@…" is no alias: its tag is what its owner sorts by.
 */
export function withoutAlias(address: string, organization: Organization): string {
  if (isOn("SendFromAliasEnabled", organization)) return address;
  const { findGroup, findMailbox } = directoryOf(organization);
  const owner = findGroup(address) ?? findMailbox(address);
  const isAlias = owner?.aliases?.some((alias) => alias.toLowerCase() === address.toLowerCase());
  return owner !== undefined && isAlias ? owner.address : address;
}
