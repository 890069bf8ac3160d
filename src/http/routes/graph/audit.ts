// Who does what to a mailbox over Graph, for its audit log. On loopback a token may name a user, and none means the owner.
// docs/architecture.md "Trust"

import type { Context } from "hono";
import type { Tx } from "../../../database/database.ts";
import type { AuditOperation } from "../../../mailbox/audit-log.ts";
import { folderPath } from "../../../mailbox/folder-path.ts";
import type { Folder } from "../../../mailbox/folders.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { isOn } from "../../../organization/organization-flags.ts";
import type { HttpServices } from "../../services.ts";
import { mailboxOfToken } from "./mailbox-of.ts";

export interface Done {
  readonly operation: AuditOperation;
  readonly item: Pick<MailboxItem, "subject" | "messageId" | "folderId">;
  readonly destination?: Folder | undefined;
}

/** In the transaction that does it, so that the one isn't there without the other. */
export type Audit = (tx: Tx, done: Done) => Promise<void>;

export function auditOf(c: Context, services: HttpServices, mailbox: Mailbox): Audit {
  const { audit, clock, configurations, mailboxes } = services;
  if (mailbox.auditEnabled === false || isOn("AuditDisabled", configurations.current())) return async () => undefined;
  const actor = mailboxOfToken(c, configurations.current())?.address ?? mailbox.address;
  const pathOf = (folder: Folder | undefined) => (folder ? folderPath(mailboxes.folders, folder) : "");
  return (tx, { operation, item, destination }) =>
    audit.write(tx, {
      mailbox: mailbox.address,
      at: clock.now(),
      operation,
      actor,
      client: "Client=REST;Microsoft Graph",
      subject: item.subject,
      messageId: item.messageId,
      folder: pathOf(mailboxes.folders.get(item.folderId)),
      destination: pathOf(destination),
    });
}
