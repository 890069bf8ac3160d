// What the sender sent, which of it the desk is about, and what became of its recalls; live.
import type { Answers, Recall } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { useLoaded } from "../parts/use-loaded.ts";
import { findMessage, listMessages, type Message } from "./graph.ts";
import { concerns } from "./mailbox-rows.ts";

export interface Sent {
  readonly messages: readonly Message[];
  /** What the desk is about; undefined where there is none, or it is not known yet. */
  readonly message: Message | undefined;
  /** The address names one that is not in Sent Items. */
  readonly isMissing: boolean;
  /** Newest first: of the newest messages, and all of the one that the desk is about. */
  readonly recalls: readonly Recall[];
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/** @param chosen Message-ID; undefined: the newest. */
export function useSent(sender: string, chosen: string | undefined): Sent {
  const sent = useLoaded(
    () => listMessages(sender, "sentitems"),
    [sender],
    (event) => concerns(event, sender),
  );
  const messages = sent.value?.messages ?? [];
  const listed = chosen === undefined ? messages[0] : messages.find((one) => one.internetMessageId === chosen);
  const isOlder = chosen !== undefined && sent.value !== undefined && listed === undefined;
  // Lists have the newest; a link may be about an older one.
  const older = useLoaded(
    async () => (isOlder ? { chosen, found: await findMessage(sender, "sentitems", chosen) } : undefined),
    [sender, chosen, isOlder],
    (event) => concerns(event, sender),
  );
  const answer = isOlder && older.value?.chosen === chosen ? older.value : undefined;
  const message = listed ?? answer?.found;
  const recalls = useRecalls(sender, message?.internetMessageId);
  return {
    ...{ messages, message, recalls: recalls.value },
    isMissing: answer !== undefined && answer.found === undefined,
    error: sent.error ?? older.error ?? recalls.error,
    reload: () => {
      sent.reload();
      older.reload();
      recalls.reload();
    },
  };
}

type Listed = Answers["listRecalls"];

function useRecalls(mailbox: string, originalMessageId: string | undefined) {
  const { value, error, reload } = useLoaded(
    async () => {
      const newest = (await get<Listed>("/api/recalls", { mailbox, limit: 50 })).recalls;
      if (originalMessageId === undefined) return newest;
      const own = (await get<Listed>("/api/recalls", { mailbox, originalMessageId })).recalls;
      return [...own, ...newest.filter((one) => one.originalMessageId !== originalMessageId)];
    },
    [mailbox, originalMessageId],
    (event) => event.type === "recall" || event.type === "gap",
  );
  return { value: value ?? [], error, reload };
}
