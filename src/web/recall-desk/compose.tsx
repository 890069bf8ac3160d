// A new message, sent as new Outlook or as classic Outlook sends it.
import { useState } from "preact/hooks";
import { Failure } from "../parts/failure.tsx";
import { ClientChoice } from "./client-choice.tsx";
import type { Desk } from "./desk-address.ts";
import { sendMail, type User } from "./graph.ts";
import { addressesIn } from "./mime.ts";
import { Modal } from "./modal.tsx";

interface ComposeProps {
  readonly desk: Desk;
  readonly users: readonly User[];
  readonly change: (changes: Partial<Desk>) => void;
  readonly close: () => void;
  readonly sent: (subject: string) => void;
}

export function Compose({ desk, users, change, close, sent }: ComposeProps) {
  const [to, setTo] = useState(desk.recipients.join(", "));
  const [subject, setSubject] = useState("Q3 numbers");
  const [text, setText] = useState("The figures for the third quarter.");
  const [failed, setFailed] = useState<Error>();
  const [isSending, setSending] = useState(false);
  const submit = () => {
    setSending(true);
    sendMail({ from: desk.sender, to: addressesIn(to), subject, text }, desk)
      .then(() => sent(subject), setFailed)
      .finally(() => setSending(false));
  };
  return (
    <Modal title={`New message from ${desk.sender}`} close={close} submit={submit} testid="compose">
      <label>
        To
        <input
          type="text"
          list="addresses"
          required
          value={to}
          onInput={(event) => setTo(event.currentTarget.value)}
          data-testid="to"
        />
      </label>
      <datalist id="addresses">
        {users.map(({ mail }) => (
          <option key={mail} value={mail} />
        ))}
      </datalist>
      <label>
        Subject
        <input
          type="text"
          dir="auto"
          value={subject}
          onInput={(event) => setSubject(event.currentTarget.value)}
          data-testid="subject"
        />
      </label>
      <label>
        Text
        <textarea
          dir="auto"
          rows={5}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          data-testid="text"
        />
      </label>
      <ClientChoice desk={desk} change={change} asksRichText />
      {failed && <Failure error={failed} />}
      <div class="actions">
        <button type="submit" class="primary" disabled={isSending} data-testid="send">
          Send
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Modal>
  );
}
