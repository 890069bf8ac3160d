// What a subscription is about: messages of a mailbox, or of one of its folders. Microsoft Graph: subscription resource type
import type { Context } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import type { HttpServices } from "../../services.ts";
import { findFolder } from "./graph-context.ts";
import { invalidRequest, invalidUser } from "./graph-error.ts";
import { findUser, mailboxOf } from "./mailbox-of.ts";

const SEGMENT = (name: string) => `${name}(?:\\/([^/()?]+)|\\('([^'/?]+)'\\))`;
const RESOURCE = new RegExp(`^(?:me|${SEGMENT("users")})(?:\\/${SEGMENT("mailFolders")})?\\/messages$`, "i");

export interface FollowedResource {
  readonly mailbox: Mailbox;
  readonly folder: Folder | undefined;
}

/** "me/messages", "/users/alice@contoso.com/mailFolders('inbox')/messages". */
export function readResource(c: Context, services: HttpServices, text: string): FollowedResource {
  const path = text.replace(/^\/+/, "").replace(/^(?:v1\.0|beta)\/+/, "");
  const [whole, user, quotedUser, folder, quotedFolder] = RESOURCE.exec(path) ?? [];
  if (whole === undefined) {
    const known = "me/messages, users/{id}/messages and mailFolders/{id}/messages of either";
    throw invalidRequest(
      `Subscriptions can be made here to ${known}, without a query; not to '${text.slice(0, 200)}'.`,
    );
  }
  const mailbox = mailboxNamed(c, services, user ?? quotedUser);
  const name = folder ?? quotedFolder;
  return {
    mailbox,
    folder: name === undefined ? undefined : findFolder(services, mailbox, decodeURIComponent(name)),
  };
}

function mailboxNamed(c: Context, { configurations }: HttpServices, user: string | undefined): Mailbox {
  if (user === undefined) return mailboxOf(c, configurations.current());
  const found = findUser(configurations.current(), decodeURIComponent(user));
  if (!found) throw invalidUser(user);
  return found;
}
