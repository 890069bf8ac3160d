// Whose mailbox a request is about: /users/{address or id}, or /me by its token. docs/architecture.md "Trust"
import type { Context } from "hono";
import { directoryOf } from "../../../organization/directory.ts";
import type { Mailbox, Organization } from "../../../organization/organization.ts";
import { objectIdOf } from "../../../organization/stable-guid.ts";
import { bearerOf, namesIn } from "../../access-token.ts";
import { HttpError } from "../../http-error.ts";
import { invalidUser } from "./graph-error.ts";

export function mailboxOf(c: Context, organization: Organization): Mailbox {
  const user = c.req.param("user");
  if (user === undefined) return signedIn(c, organization);
  const mailbox = findUser(organization, user);
  if (!mailbox) throw invalidUser(user);
  return mailbox;
}

/** By any address, or by the object id that /users shows. */
export function findUser(organization: Organization, user: string): Mailbox | undefined {
  if (user.includes("@")) return directoryOf(organization).findMailbox(user);
  const id = user.toLowerCase();
  return organization.mailboxes.find((mailbox) => objectIdOf(mailbox.address) === id);
}

/** What a token is worth was checked before: its text, what follows "TOKEN:", or its upn claim names the mailbox. */
function signedIn(c: Context, organization: Organization): Mailbox {
  if (bearerOf(c) === undefined)
    throw unauthorized("Access token is empty. Send Authorization: Bearer and a mailbox's address.");
  const mailbox = mailboxOfToken(c, organization);
  if (!mailbox) throw unauthorized(`The access token names no mailbox of ${organization.name}.`);
  return mailbox;
}

/** Undefined: there is no token, or it names no mailbox. */
export function mailboxOfToken(c: Context, organization: Organization): Mailbox | undefined {
  const token = bearerOf(c);
  if (token === undefined) return undefined;
  const directory = directoryOf(organization);
  for (const name of namesIn(token)) {
    const mailbox = directory.findMailbox(name);
    if (mailbox) return mailbox;
  }
  return undefined;
}

function unauthorized(text: string): HttpError {
  return new HttpError(401, "InvalidAuthenticationToken", text, { headers: { "WWW-Authenticate": "Bearer" } });
}
