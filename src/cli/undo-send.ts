// `send --undo`: takes a message back that waits in the Outbox.
import type { SandboxHttp } from "./api/http.ts";
import { type HeldMessage, SandboxApi } from "./api/sandbox-api.ts";
import { asMessageId, type ClientOptions, printJson } from "./options.ts";
import { printable } from "./style.ts";
import { CommandError, type Terminal } from "./terminal.ts";

/** @param message Message-ID, or `last`: the one that was sent last. */
export async function undoSend(
  terminal: Terminal,
  http: SandboxHttp,
  message: string,
  options: ClientOptions & { readonly user?: string },
): Promise<void> {
  const api = new SandboxApi(http);
  const held = await api.outbox({
    ...(options.user !== undefined && { mailbox: options.user }),
    ...(message !== "last" && { messageId: asMessageId(message) }),
  });
  const newest = held.reduce<HeldMessage | undefined>(
    (best, one) => (best && best.id > one.id ? best : one),
    undefined,
  );
  if (!newest) {
    const which = message === "last" ? "No message" : `No message ${asMessageId(message)}`;
    throw new CommandError(
      `${which} waits in the Outbox. One that has left can be recalled: recall-sandbox recall last`,
    );
  }
  const undone = await api.undoSend(newest.id);
  if (options.json) return printJson(terminal, undone);
  terminal.out(`"${printable(undone.subject)}" did not leave: it is in the Drafts of ${undone.mailbox}.`);
}

/** "until 2026-…", for a message that waits. */
export async function heldUntil(http: SandboxHttp, messageId: string): Promise<string | undefined> {
  const [held] = await new SandboxApi(http).outbox({ messageId }).catch(() => []);
  return held?.sendAt;
}
