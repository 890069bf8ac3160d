// Whose mailbox a request is about: /users/{address or id}, or /me by its token. docs/architecture.md "Trust"
import type { Context } from "hono";
import { directoryOf } from "../../../organization/directory.ts";
import type { Mailbox, Organization } from "../../../organization/organization.ts";
import { objectIdOf } from "../../../organization/stable-guid.ts";
import { bearerOf } from "../../access-token.ts";
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
  const find = (address: string) => directoryOf(organization).findMailbox(address);
  return find(token) ?? find(token.slice(token.indexOf(":") + 1)) ?? find(upnClaim(token) ?? "");
}

/** RFC 7519 §3: header, claims and signature, each in base64url. */
function upnClaim(token: string): string | undefined {
  const claims = token.split(".")[1];
  if (claims === undefined) return undefined;
  try {
    const { upn } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { upn?: unknown };
    return typeof upn === "string" ? upn : undefined;
  } catch {
    return undefined;
  }
}

function unauthorized(text: string): HttpError {
  return new HttpError(401, "InvalidAuthenticationToken", text, { headers: { "WWW-Authenticate": "Bearer" } });
}
