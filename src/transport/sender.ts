// Who sends, as recipients judge it: restrictions, moderation and limits go by the author whom readers see.
import type { MailItem } from "../agent-api/mail-item.ts";
import { parseAddresses } from "../mime/address.ts";
import type { Directory } from "../organization/directory.ts";

export interface Sender {
  /** Of the first From, else P1; lower case. */
  readonly address: string;
  /** Only then an address of the organization is believed. */
  readonly isAuthenticated: boolean;
  /** Reports and notifications that the tenant makes: nobody restricts or approves them. */
  readonly isSystem: boolean;
}

/** A longer From is not read to its end, characters. */
const LONGEST_FROM = 2000;

export function senderOf(item: MailItem, directory: Directory): Sender {
  const from = parseAddresses(item.headers.get("From")?.slice(0, LONGEST_FROM) ?? "")[0]?.address;
  const isSystem = item.entry === "agent" && (item.sender === "" || !directory.isInOrganization(item.sender));
  return {
    address: (from ?? item.sender).toLowerCase(),
    isAuthenticated: item.authAs === "Internal",
    isSystem,
  };
}

/** It left over a connector, and one that is trusted brought it back: what was decided before it left holds. */
export function isBack({ journeyId, networkMessageId, attribution }: MailItem): boolean {
  return journeyId !== networkMessageId && attribution?.connectorType === "OnPremises";
}

/** Bytes, header block included. */
export function sizeOf(item: MailItem): number {
  let size = item.body.size;
  for (const field of item.headers.fields) size += field.raw.length;
  return size;
}

/** What a stranger writes into From names nobody of the organization. */
export function isAmong(sender: Sender, list: readonly string[], directory: Directory): boolean {
  if (!sender.isAuthenticated && directory.isInOrganization(sender.address)) return false;
  return directory.isAmong(sender.address, list);
}
