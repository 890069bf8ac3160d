// What the sender sent, and what became of its recalls; live.
import type { Answers, Recall } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { useLoaded } from "../parts/use-loaded.ts";
import { listMessages, type Message } from "./graph.ts";
import { concerns } from "./mailbox-rows.ts";

export interface Sent {
  readonly messages: readonly Message[];
  /** Newest first. */
  readonly recalls: readonly Recall[];
  readonly error: Error | undefined;
  readonly reload: () => void;
}

export function useSent(sender: string): Sent {
  const sent = useLoaded(
    () => listMessages(sender, "sentitems"),
    [sender],
    (event) => concerns(event, sender),
  );
  const recalls = useLoaded(
    () => get<Answers["listRecalls"]>("/api/recalls", { mailbox: sender, limit: 50 }),
    [sender],
    (event) => event.type === "recall" || event.type === "gap",
  );
  return {
    messages: sent.value?.messages ?? [],
    recalls: recalls.value?.recalls ?? [],
    error: sent.error ?? recalls.error,
    reload: () => {
      sent.reload();
      recalls.reload();
    },
  };
}
