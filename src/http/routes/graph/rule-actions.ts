// Actions of inbox rules under Graph's names. Microsoft Graph: messageRuleActions resource type; New-InboxRule
import { z } from "zod";
import { findFolder } from "../../../mailbox/find-folder.ts";
import type { Folder } from "../../../mailbox/folders.ts";
import type { InboxRule, InboxRuleActions } from "../../../organization/inbox-rule.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { findFolder as requestedFolder } from "./graph-context.ts";
import { folderId } from "./graph-ids.ts";
import { entity } from "./graph-json.ts";
import { refuseRule, ruleRecipients, toRuleAddresses, toRuleRecipients } from "./rule-recipients.ts";

const PEOPLE = ["forwardTo", "forwardAsAttachmentTo", "redirectTo"] as const;
const IMPORTANCES = { low: "Low", normal: "Normal", high: "High" } as const;
const flag = z.boolean().nullish();
const people = ruleRecipients.nullish();

export const ruleActionsInput = entity({
  assignCategories: z.array(z.string().min(1).max(255)).max(100).nullish(),
  copyToFolder: z.string().nullish(),
  delete: flag,
  forwardAsAttachmentTo: people,
  forwardTo: people,
  markAsRead: flag,
  markImportance: z.enum(["low", "normal", "high"]).nullish(),
  moveToFolder: z.string().nullish(),
  permanentDelete: flag,
  redirectTo: people,
  stopProcessingRules: flag,
});

type ActionsInput = z.output<typeof ruleActionsInput>;

export function toActions(
  services: HttpServices,
  mailbox: Mailbox,
  given: ActionsInput,
): Pick<InboxRule, "actions" | "stopProcessingRules"> {
  const path = (id: string) => pathOf(services, mailbox, requestedFolder(services, mailbox, id));
  const actions: InboxRuleActions = {
    ...(given.moveToFolder && { moveToFolder: path(given.moveToFolder) }),
    ...(given.copyToFolder && { copyToFolder: path(given.copyToFolder) }),
    ...(given.delete && { deleteMessage: true }),
    ...(given.permanentDelete && { permanentDelete: true }),
    ...(given.markAsRead && { markAsRead: true }),
    ...(given.markImportance && { markImportance: IMPORTANCES[given.markImportance] }),
    ...(given.assignCategories?.length && { applyCategory: given.assignCategories }),
    ...Object.fromEntries(
      PEOPLE.flatMap((name) => (given[name]?.length ? [[name, toRuleAddresses(given[name])]] : [])),
    ),
  };
  if (Object.keys(actions).length === 0 && !given.stopProcessingRules)
    throw refuseRule("A rule needs an action, such as moveToFolder.");
  return { actions, stopProcessingRules: given.stopProcessingRules ?? false };
}

/** A folder that is gone shows no id. */
export function showActions(
  { mailboxes }: HttpServices,
  { address }: Mailbox,
  { actions, stopProcessingRules }: InboxRule,
): Record<string, unknown> {
  const folder = (path: string | undefined) => path && findFolder(mailboxes.folders, address, path);
  const shown: Record<string, unknown> = {};
  for (const name of ["moveToFolder", "copyToFolder"] as const) {
    const found = folder(actions[name]);
    if (found) shown[name] = folderId(found.id);
  }
  if (actions.deleteMessage) shown.delete = true;
  if (actions.permanentDelete) shown.permanentDelete = true;
  if (actions.markAsRead) shown.markAsRead = true;
  if (actions.markImportance) shown.markImportance = actions.markImportance.toLowerCase();
  if (actions.applyCategory) shown.assignCategories = actions.applyCategory;
  for (const name of PEOPLE) if (actions[name]) shown[name] = toRuleRecipients(actions[name]);
  if (stopProcessingRules) shown.stopProcessingRules = true;
  return shown;
}

export function hasLostFolder({ mailboxes }: HttpServices, { address }: Mailbox, { actions }: InboxRule): boolean {
  return [actions.moveToFolder, actions.copyToFolder].some(
    (path) => path !== undefined && !findFolder(mailboxes.folders, address, path),
  );
}

/** Names below the root. */
function pathOf({ mailboxes }: HttpServices, { address }: Mailbox, folder: Folder): string {
  const names: string[] = [];
  let at: Folder | undefined = folder;
  while (at && at.parentId !== null) {
    names.unshift(at.name);
    at = mailboxes.folders.get(at.parentId);
  }
  if (at?.wellKnown !== "msgfolderroot" || names.length === 0 || at.mailbox !== address)
    throw refuseRule("A rule moves and copies to folders that the mailbox's reader sees.");
  return names.join("/");
}
