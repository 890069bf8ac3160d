// What answers a message or passes it on: whom it goes to, its subject, its thread, the original below. RFC 5322 §3.6.4
import { type Address, isSameAddress } from "../../../mime/address.ts";
import type { MailParts } from "../../../mime/compose-mail.ts";
import { formatRfc5322Date } from "../../../mime/date.ts";
import { directoryOf } from "../../../organization/directory.ts";
import type { Mailbox, Organization } from "../../../organization/organization.ts";
import { emptyParts } from "./message-parts.ts";

export type AnswerKind = "reply" | "replyAll" | "forward";

export interface Original {
  readonly parts: MailParts;
  /** Milliseconds UTC. */
  readonly sentAt: number;
}

const PREFIXES = { reply: "RE: ", replyAll: "RE: ", forward: "FW: " } as const;

/** @param comment text, above the original. */
export function answerParts(
  organization: Organization,
  user: Mailbox,
  kind: AnswerKind,
  { parts: original, sentAt }: Original,
  comment: string,
  now: number,
): MailParts {
  const isForward = kind === "forward";
  const own = emptyParts(organization, user, now);
  const isOwn = ({ address }: Address) =>
    directoryOf(organization).findMailbox(address)?.address === user.address || isSameAddress(address, user.address);
  const author = original.replyTo?.length ? original.replyTo : [original.from];
  // Who answers the own message means those it went to.
  const to = author.every(isOwn) ? original.to : author;
  const others = kind === "replyAll" ? original.to.filter((one) => !isOwn(one) && !to.includes(one)) : [];
  const prefix = PREFIXES[kind];
  const isPrefixed = original.subject.toLowerCase().startsWith(prefix.trim().toLowerCase());
  const references = original.headers?.find(([name]) => name.toLowerCase() === "references")?.[1] ?? "";
  const threadIds = `${references} ${original.messageId}`.trim();
  return {
    ...own,
    to: isForward ? [] : [...to, ...others],
    cc: kind === "replyAll" ? original.cc.filter((one) => !isOwn(one)) : [],
    subject: isPrefixed ? original.subject : `${prefix}${original.subject}`,
    ...quoted(original, sentAt, comment),
    // A reply shows the pictures of the original's text.
    attachments: (original.attachments ?? []).filter(({ isInline }) => isForward || isInline),
    headers: original.messageId === "" ? [] : [["References", threadIds], ...inReplyTo(isForward, original.messageId)],
  };
}

function inReplyTo(isForward: boolean, messageId: string): [string, string][] {
  return isForward ? [] : [["In-Reply-To", messageId]];
}

function quoted({ from, to, cc, subject, text, html }: MailParts, sentAt: number, comment: string) {
  const people = (list: readonly Address[]) =>
    list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join("; ");
  const lines = [
    ["From", people([from])],
    ["Sent", formatRfc5322Date(sentAt)],
    ["To", people(to)],
    ...(cc.length > 0 ? [["Cc", people(cc)]] : []),
    ["Subject", subject],
  ] as const;
  if (html === undefined) {
    const head = lines.map(([name, value]) => `${name}: ${value}`).join("\n");
    return { text: `${comment}\n\n________________________________\n${head}\n\n${text ?? ""}`, html: undefined };
  }
  const head = lines.map(([name, value]) => `<b>${name}:</b> ${escaped(value ?? "")}`).join("<br>");
  const above = `<div>${escaped(comment).replaceAll("\n", "<br>")}</div><hr><div>${head}</div><br>`;
  const body = /<body\b[^>]*>/i.exec(html);
  const at = body ? body.index + body[0].length : 0;
  return { text: undefined, html: `${html.slice(0, at)}${above}${html.slice(at)}` };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
