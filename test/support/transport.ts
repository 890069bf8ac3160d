// Transport in tests: mail items made by hand, raw mail from outside, servers that do as they are told.
import type { EnvelopeRecipient, MailItem } from "../../src/agent-api/mail-item.ts";
import type { Body } from "../../src/database/content-store.ts";
import { HeaderBlock } from "../../src/mime/header-block.ts";
import { splitMessage } from "../../src/mime/message.ts";
import { newGuid } from "../../src/runtime/ids.ts";
import { NOON } from "./sandbox.ts";

export const CRLF = "\r\n";

/** Lines of a message, ended as mail has it. */
export function lines(...text: string[]): string {
  return text.map((line) => line + CRLF).join("");
}

/** A body that is in no store. */
export function bodyOf(bytes: Buffer): Body {
  return {
    size: bytes.length,
    read: async () => bytes,
    chunks: async function* () {
      yield bytes;
    },
  };
}

export interface ItemParts extends Partial<Omit<MailItem, "headers" | "body" | "recipients">> {
  readonly recipients?: readonly (string | EnvelopeRecipient)[];
  /** Header lines and body. */
  readonly message?: string;
}

/** Submitted by alice to bob unless said otherwise. */
export function mailItem({ recipients, message, ...parts }: ItemParts = {}): MailItem {
  const { headers, body } = splitMessage(
    Buffer.from(
      message ?? lines("From: alice@contoso.com", "Subject: Budget", "Message-ID: <1@contoso.com>", "", "Hi"),
      "latin1",
    ),
  );
  const networkMessageId = parts.networkMessageId ?? newGuid();
  return {
    networkMessageId,
    journeyId: networkMessageId,
    entry: "submission",
    receivedAt: NOON,
    authAs: "Internal",
    sender: "alice@contoso.com",
    smtpUtf8: false,
    eightBitMime: false,
    data: {},
    recipients: (recipients ?? ["bob@contoso.com"]).map((one) => (typeof one === "string" ? { address: one } : one)),
    headers: HeaderBlock.parse(headers),
    body: bodyOf(body),
    ...parts,
  };
}
