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
  const { messages, message, isMissing, recalls, error, reload } = useSent(sender, desk.message);
  const [dialog, setDialog] = useState<Opened>();
  const [said, setSaid] = useState("");
  const step = (by: number) => {
    const at = messages.findIndex(({ id }) => id === message?.id);
    const next = messages[Math.max(0, Math.min(messages.length - 1, at + by))];
    if (next) change({ message: next.internetMessageId });
  };
  const compose = () => setDialog({ name: "compose" });
  // The newest may be another one before its sender has decided.
  const ask = () => message && setDialog({ name: "recall", message });
  useKeys({ n: compose, r: ask, j: () => step(1), k: () => step(-1) });
  useEffect(
    () =>
      offer(
        { name: "New message", about: `from ${sender}`, run: compose },
        ...(message ? [{ name: "Recall this message", about: visibleText(message.subject), run: ask }] : []),
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
        <Actions compose={compose} recall={ask} isRecallable={message !== undefined} />
      </ChooseMailboxes>
      <output class="said" data-testid="said">
        {said}
      </output>
      {error && <Failure error={error} retry={reload} />}
      <Mailboxes {...{ users, desk, change, recalls }} chosen={message?.internetMessageId ?? desk.message} />
      {isMissing && <NotSent desk={desk} showNewest={() => change({ message: undefined })} />}
      {message && <Outcome message={message} sender={sender} recalls={recallsOf(message, recalls)} />}
      <Dialogs {...{ dialog, users, desk, change, done }} close={() => setDialog(undefined)} />
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

interface NotSentProps {
  readonly desk: Desk;
  readonly showNewest: () => void;
}

function NotSent({ desk: { sender, message }, showNewest }: NotSentProps) {
  return (
    <p class="faint" data-testid="not-sent">
      <code>{message}</code> is not in Sent Items of {sender}: it was moved or removed, or somebody else sent it.{" "}
      <button type="button" onClick={showNewest} data-testid="show-newest">
        Show the newest
      </button>
    </p>
  );
}

type Opened = { readonly name: "compose" } | { readonly name: "recall"; readonly message: Message };

interface DialogsProps {
  readonly dialog: Opened | undefined;
  readonly users: readonly User[];
  readonly desk: Desk;
  readonly change: (changes: Partial<Desk>) => void;
  readonly close: () => void;
  /** @param about Message-ID of what the desk is about from now on; undefined: the newest. */
  readonly done: (sentence: string, about: string | undefined) => void;
}

function Dialogs({ dialog, users, desk, change, close, done }: DialogsProps) {
  if (!dialog) return null;
  if (dialog.name === "compose") {
    const sent = (subject: string) => done(`“${subject}” was sent.`, undefined);
    return <Compose {...{ desk, users, change, close, sent }} />;
  }
  const { message } = dialog;
  const recalled = (sentence: string) => done(sentence, message.internetMessageId);
  return <RecallDialog {...{ desk, message, change, close, recalled }} />;
}
