// What a sender may still take back.
import { bracketed } from "../journey/search-conditions.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { HeldMessage, Message } from "./api.ts";
import { UnknownMessageError } from "./errors.ts";
import { findMailbox } from "./find-mailbox.ts";

export async function viewOutbox(on: Composed, address?: string): Promise<readonly HeldMessage[]> {
  const mailbox = address === undefined ? undefined : findMailbox(on.configurations.current(), address).address;
  const held = await on.outbox.list({ mailbox });
  return held.map(({ itemId: _, networkMessageId: __, sendAt, ...rest }) => ({ ...rest, sendAt: new Date(sendAt) }));
}

/** @throws UnknownMessageError for one that has left, or never waited. */
export async function undoSend(on: Composed, message: Message | string): Promise<void> {
  const messageId = bracketed(typeof message === "string" ? message : message.messageId);
  const [held] = await on.outbox.list({ messageId, limit: 1 });
  const undone = held && (await on.outbox.undo({ id: held.itemId, mailbox: held.mailbox }, on.clock.now()));
  if (!undone) throw new UnknownMessageError(`No message ${messageId} waits in an Outbox: recall it if it has left`);
}
