// What waits for a moderator, and a moderator's decision, as a test makes it.
import { bracketed } from "../journey/search-conditions.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { ModeratedMessage as Waiting } from "../transport/moderation/moderation.ts";
import type { Decision, Message, ModeratedMessage } from "./api.ts";
import { UnknownMessageError } from "./errors.ts";

export async function viewModeration(on: Composed): Promise<readonly ModeratedMessage[]> {
  return (await on.moderation.list()).map(shown);
}

/** For each moderated recipient that the message waits for. @throws UnknownMessageError, ModerationError */
export async function moderate(
  on: Composed,
  message: Message | ModeratedMessage | string,
  approve: boolean,
  { by, comment }: Decision,
): Promise<void> {
  const messageId = bracketed(typeof message === "string" ? message : message.messageId);
  const recipient = typeof message === "object" && "recipient" in message ? message.recipient : undefined;
  const waiting = (await on.moderation.list()).filter(
    (one) => one.messageId === messageId && (recipient === undefined || one.recipient === recipient),
  );
  if (waiting.length === 0) throw new UnknownMessageError(`No message ${messageId} waits for a moderator`);
  for (const { id } of waiting) await on.moderation.decide(id, { approve, moderator: by, comment });
}

function shown({ messageId, sender, subject, recipient, moderators, expiresAt }: Waiting): ModeratedMessage {
  return { messageId, from: sender, subject, recipient, moderators, expiresAt: new Date(expiresAt) };
}
