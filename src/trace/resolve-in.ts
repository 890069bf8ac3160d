// Under which address the message trace shows a recipient.
import { directoryOf } from "../organization/directory.ts";
import type { Organization } from "../organization/organization.ts";
import type { Resolve } from "./message-trace.ts";

/** An alias stands for its mailbox or group, a contact for where its mail goes. */
export function resolveIn(organization: Organization): Resolve {
  const directory = directoryOf(organization);
  return (address) =>
    (directory.findMailbox(address) ?? directory.findGroup(address))?.address ??
    directory.findContact(address)?.externalAddress ??
    address;
}
