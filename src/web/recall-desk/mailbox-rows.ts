// What a mailbox shows: its messages, and among them what a recall removed, with the reason.
import type { Recall, RecallRecipient } from "../api/answers.ts";
import type { StreamEvent } from "../api/events.ts";
import type { Message } from "./graph.ts";

export type Row =
  | { readonly kind: "message"; readonly message: Message; readonly line?: RecallRecipient }
  | { readonly kind: "gone"; readonly recall: Recall; readonly line: RecallRecipient };

/** At service level 2023-04 the report says "outside" of copies that are gone. docs/recall.md R22 */
export const isGone = ({ status, trueReason }: RecallRecipient): boolean =>
  status === "recalled" || status === "recalledRead" || trueReason === "recalledAllTheSame";

/** Newest first. @param recalls newest first, of messages to this mailbox. */
export function rowsOf(
  messages: readonly Message[],
  recalls: readonly Recall[],
  mailbox: string,
  showsGone: boolean,
): readonly Row[] {
  const lines = new Map<string, { readonly recall: Recall; readonly line: RecallRecipient }>();
  for (const recall of recalls) {
    const line = recall.recipients.find(({ address }) => address.toLowerCase() === mailbox.toLowerCase());
    const known = lines.get(recall.originalMessageId);
    // A second recall of a copy that is gone fails, and takes nothing back.
    if (line && (!known || (isGone(line) && !isGone(known.line))))
      lines.set(recall.originalMessageId, { recall, line });
  }
  const there = messages.map((message): Row => {
    const found = lines.get(message.internetMessageId);
    return { kind: "message", message, ...(found && !isGone(found.line) && { line: found.line }) };
  });
  const gone = [...lines.values()].filter(({ line }) => showsGone && isGone(line));
  return [...there, ...gone.map(({ recall, line }): Row => ({ kind: "gone", recall, line }))].sort((a, b) =>
    timeOf(a) < timeOf(b) ? 1 : -1,
  );
}

const timeOf = (row: Row): string => (row.kind === "gone" ? row.line.at : row.message.receivedDateTime);

export const messageIdOf = (row: Row): string =>
  row.kind === "gone" ? row.recall.originalMessageId : row.message.internetMessageId;

/** Whether a mailbox may look otherwise after an event. */
export function concerns(event: StreamEvent, mailbox: string): boolean {
  if (event.type === "gap") return true;
  const own = mailbox.toLowerCase();
  if (event.type === "recall") return event.data.address === null || event.data.address === own;
  if (event.type === "mailbox") return event.data.mailbox === own;
  if (event.type !== "tracking") return false;
  const { sender, recipients, recipientCount } = event.data as {
    readonly sender?: string;
    readonly recipients?: readonly string[];
    readonly recipientCount?: number;
  };
  // An event names the first ten.
  const isNamed = recipients?.some((address) => address.toLowerCase() === own) ?? false;
  return isNamed || sender?.toLowerCase() === own || (recipientCount ?? 0) > (recipients?.length ?? 0);
}
