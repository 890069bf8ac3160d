// The sender's mailbox beside the recipients': send, recall, and see what becomes of it in each of them.
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Answers } from "../api/answers.ts";
import { address, get } from "../api/http.ts";
import { Failure } from "../parts/failure.tsx";
import { offer } from "../parts/palette.tsx";
import { isTyping } from "../parts/shortcuts.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { ChooseMailboxes } from "./choose-mailboxes.tsx";
import { Compose } from "./compose.tsx";
import { type Desk, readDesk, writeDesk } from "./desk-address.ts";
import { listMessages, listUsers, type User } from "./graph.ts";
import { homeOf, MailboxPane } from "./mailbox-pane.tsx";
import { concerns } from "./mailbox-rows.ts";
import { Outcome } from "./outcome.tsx";
import { RecallDialog } from "./recall-dialog.tsx";
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
    <pre>npx recall-sandbox exo New-Mailbox -Name Bob -PrimarySmtpAddress bob@contoso.com</pre>
  </div>
);

function Seated({ users }: { users: readonly User[] }) {
  const { query, route } = useLocation();
  const desk = readDesk(query, users);
  const { sender, recipients } = desk;
  const change = (changes: Partial<Desk>) => route(address("/recall-desk", writeDesk({ ...desk, ...changes })), true);

  const folderOf = (mailbox: string, isSender: boolean) => ({
    folder: desk.folders[mailbox] || homeOf(isSender),
    openFolder: (folder: string) =>
      change({ folders: { ...desk.folders, [mailbox]: folder === homeOf(isSender) ? "" : folder } }),
  });

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
  const messages = sent.value?.messages ?? [];
  const message = messages.find(({ internetMessageId }) => internetMessageId === desk.message) ?? messages[0];
  const [dialog, setDialog] = useState<"compose" | "recall">();
  const [said, setSaid] = useState("");
  useKeys({
    n: () => setDialog("compose"),
    r: () => message && setDialog("recall"),
    j: () => step(1),
    k: () => step(-1),
  });
  const step = (by: number) => {
    const at = message ? messages.indexOf(message) : -1;
    const next = messages[Math.max(0, Math.min(messages.length - 1, at + by))];
    if (next) change({ message: next.internetMessageId });
  };
  useEffect(
    () =>
      offer(
        { name: "New message", about: `from ${sender}`, run: () => setDialog("compose") },
        ...(message ? [{ name: "Recall this message", about: message.subject, run: () => setDialog("recall") }] : []),
      ),
    [sender, message?.internetMessageId],
  );
  const done = (sentence: string, changes: Partial<Desk> = {}) => {
    setDialog(undefined);
    setSaid(sentence);
    change(changes);
    sent.reload();
    recalls.reload();
  };
  return (
    <>
      <ChooseMailboxes users={users} desk={desk} change={change}>
        <button type="button" class="primary" onClick={() => setDialog("compose")} data-testid="new-message">
          New message <kbd>n</kbd>
        </button>
        <button type="button" disabled={!message} onClick={() => setDialog("recall")} data-testid="recall">
          Recall <kbd>r</kbd>
        </button>
      </ChooseMailboxes>
      <output class="said" data-testid="said">
        {said}
      </output>
      {(sent.error || recalls.error) && (
        <Failure error={(sent.error ?? recalls.error) as Error} retry={sent.error ? sent.reload : recalls.reload} />
      )}
      <div class="mailboxes" style={{ "--mailboxes": String(1 + recipients.length) }}>
        <MailboxPane
          key={`sender ${sender}`}
          isSender
          mailbox={sender}
          users={users}
          {...folderOf(sender, true)}
          chosen={message?.internetMessageId}
          choose={(id) => change({ message: id })}
          recalls={recalls.value?.recalls ?? []}
        />
        {recipients.map((recipient) => (
          <MailboxPane
            key={recipient}
            isSender={false}
            mailbox={recipient}
            users={users}
            {...folderOf(recipient, false)}
            chosen={message?.internetMessageId}
          />
        ))}
      </div>
      {message && (
        <Outcome
          message={message}
          sender={sender}
          recalls={(recalls.value?.recalls ?? []).filter(
            ({ originalMessageId }) => originalMessageId === message.internetMessageId,
          )}
        />
      )}
      {dialog === "compose" && (
        <Compose
          desk={desk}
          users={users}
          change={change}
          close={() => setDialog(undefined)}
          sent={(subject) => done(`“${subject}” was sent.`, { message: undefined })}
        />
      )}
      {dialog === "recall" && message && (
        <RecallDialog
          desk={desk}
          message={message}
          change={change}
          close={() => setDialog(undefined)}
          recalled={(sentence) => done(sentence, { message: message.internetMessageId })}
        />
      )}
    </>
  );
}

/** Letters, while nobody writes and no dialog is open. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      const run = keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
