// Recalls a sent message, and sends another in its place where that is wanted.
import { useEffect, useState } from "preact/hooks";
import { Failure } from "../parts/failure.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { ClientChoice } from "./client-choice.tsx";
import type { Desk } from "./desk-address.ts";
import { type Message, readMessage, recall } from "./graph.ts";
import { Modal } from "./modal.tsx";

interface RecallDialogProps {
  readonly desk: Desk;
  readonly message: Message;
  readonly change: (changes: Partial<Desk>) => void;
  readonly close: () => void;
  readonly recalled: (sentence: string) => void;
}

export function RecallDialog({ desk, message, change, close, recalled }: RecallDialogProps) {
  const [isReplaced, setReplaced] = useState(false);
  const [subject, setSubject] = useState(message.subject);
  const [text, setText] = useState("");
  const [failed, setFailed] = useState<Error>();
  const [isAsking, setAsking] = useState(false);
  const { sender } = desk;
  useEffect(() => {
    if (isReplaced) readMessage(sender, message.id, "text").then(({ body }) => setText(body.content), setFailed);
  }, [isReplaced, sender, message.id]);
  const submit = () => {
    const to = message.toRecipients.map(({ emailAddress }) => emailAddress.address);
    setAsking(true);
    recall(sender, message.id, desk, isReplaced ? { from: sender, to, subject, text } : undefined)
      .then(recalled, setFailed)
      .finally(() => setAsking(false));
  };
  return (
    <Modal title="Recall this message" close={close} submit={submit} testid="recall-dialog">
      <p>
        <b dir="auto">{visibleText(message.subject) || "(no subject)"}</b> is deleted from the mailboxes of its
        recipients, where that is possible; a report says where it was.
      </p>
      <ClientChoice desk={desk} change={change} asksRichText={isReplaced} />
      <label>
        <input
          type="checkbox"
          checked={isReplaced}
          onChange={(event) => setReplaced(event.currentTarget.checked)}
          data-testid="replace"
        />{" "}
        replace it with a new message
      </label>
      {isReplaced && (
        <>
          <label>
            Subject
            <input
              type="text"
              dir="auto"
              value={subject}
              onInput={(event) => setSubject(event.currentTarget.value)}
              data-testid="replacement-subject"
            />
          </label>
          <label>
            Text
            <textarea
              dir="auto"
              rows={5}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              data-testid="replacement-text"
            />
          </label>
        </>
      )}
      {failed && <Failure error={failed} />}
      <div class="actions">
        <button type="submit" class="primary" disabled={isAsking} data-testid="do-recall">
          {isReplaced ? "Recall and replace" : "Recall"}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
