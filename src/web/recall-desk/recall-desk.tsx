// The sender's mailbox beside the recipients': send, recall, and see what becomes of it in each of them.

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Recall } from "../api/answers.ts";
import { address } from "../api/http.ts";
import { command } from "../parts/command.ts";
import { Failure } from "../parts/failure.tsx";
import { offer } from "../parts/palette.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { visibleText } from "../parts/visible-text.ts";
import { ChooseMailboxes } from "./choose-mailboxes.tsx";
import { Compose } from "./compose.tsx";
import { type Desk, readDesk, writeDesk } from "./desk-address.ts";
import { listUsers, type Message, type User } from "./graph.ts";
import { Mailboxes } from "./mailboxes.tsx";
import { Outcome } from "./outcome.tsx";
import { RecallDialog } from "./recall-dialog.tsx";
import { useKeys } from "./use-keys.ts";
import { useSent } from "./use-sent.ts";
import "./recall-desk.css";

export function RecallDesk() {
  const users = useLoaded(listUsers, []);
  return (
    <section class="recall-desk" data-testid="recall-desk">
      <h1 class="visually-hidden">Recall desk</h1>
      {users.error && <Failure error={users.error} retry={users.reload} />}
      {users.value?.length === 0 && <NoMailboxes />}
      {users.value && users.value.length > 0 && <Seated users={users.value} />}
    </section>
  );
}

const NoMailboxes = () => (
  <div class="empty">
    <h2>This tenant has no mailbox</h2>
    <p>Add one:</p>
    <pre>{command("exo 'New-Mailbox -Shared -Name Sales -PrimarySmtpAddress sales@contoso.com'")}</pre>
  </div>
);

function Seated({ users }: { users: readonly User[] }) {
  const { query, route } = useLocation();
  const desk = readDesk(query, users);
  const { sender } = desk;
  const change = (changes: Partial<Desk>) => route(address("/recall-desk", writeDesk({ ...desk, ...changes })), true);
  const { messages, recalls, error, reload } = useSent(sender);
  const message = messages.find(({ internetMessageId }) => internetMessageId === desk.message) ?? messages[0];
  const [dialog, setDialog] = useState<DialogName>();
  const [said, setSaid] = useState("");
  const step = (by: number) => {
    const at = message ? messages.indexOf(message) : -1;
    const next = messages[Math.max(0, Math.min(messages.length - 1, at + by))];
    if (next) change({ message: next.internetMessageId });
  };
  const ask = () => message && setDialog("recall");
  useKeys({ n: () => setDialog("compose"), r: ask, j: () => step(1), k: () => step(-1) });
  useEffect(
    () =>
      offer(
        { name: "New message", about: `from ${sender}`, run: () => setDialog("compose") },
        ...(message
          ? [{ name: "Recall this message", about: visibleText(message.subject), run: () => setDialog("recall") }]
          : []),
      ),
    [sender, message?.internetMessageId],
  );
  const done = (sentence: string, about: string | undefined) => {
    setDialog(undefined);
    setSaid(sentence);
    change({ message: about });
    reload();
  };
  return (
    <>
      <ChooseMailboxes users={users} desk={desk} change={change}>
        <Actions compose={() => setDialog("compose")} recall={ask} isRecallable={message !== undefined} />
      </ChooseMailboxes>
      <output class="said" data-testid="said">
        {said}
      </output>
      {error && <Failure error={error} retry={reload} />}
      <Mailboxes {...{ users, desk, change, recalls }} chosen={message?.internetMessageId} />
      {message && <Outcome message={message} sender={sender} recalls={recallsOf(message, recalls)} />}
      <Dialogs {...{ dialog, users, desk, change, message, done }} close={() => setDialog(undefined)} />
    </>
  );
}

const recallsOf = ({ internetMessageId }: Message, recalls: readonly Recall[]): readonly Recall[] =>
  recalls.filter(({ originalMessageId }) => originalMessageId === internetMessageId);

interface ActionsProps {
  readonly compose: () => void;
  readonly recall: () => void;
  readonly isRecallable: boolean;
}

function Actions({ compose, recall, isRecallable }: ActionsProps) {
  return (
    <>
      <button type="button" class="primary" onClick={compose} data-testid="new-message">
        New message <kbd>n</kbd>
      </button>
      <button type="button" disabled={!isRecallable} onClick={recall} data-testid="recall">
        Recall <kbd>r</kbd>
      </button>
    </>
  );
}

type DialogName = "compose" | "recall";

interface DialogsProps {
  readonly dialog: DialogName | undefined;
  readonly users: readonly User[];
  readonly desk: Desk;
  readonly change: (changes: Partial<Desk>) => void;
  readonly message: Message | undefined;
  readonly close: () => void;
  /** @param about Message-ID of what the desk is about from now on; undefined: the newest. */
  readonly done: (sentence: string, about: string | undefined) => void;
}

function Dialogs({ dialog, users, desk, change, message, close, done }: DialogsProps) {
  if (dialog === "compose") {
    const sent = (subject: string) => done(`“${subject}” was sent.`, undefined);
    return <Compose {...{ desk, users, change, close, sent }} />;
  }
  if (dialog !== "recall" || !message) return null;
  const recalled = (sentence: string) => done(sentence, message.internetMessageId);
  return <RecallDialog {...{ desk, message, change, close, recalled }} />;
}
