// One mailbox: its folders, the messages of one, what a recall took from it, and the message that is open.
import { useEffect, useState } from "preact/hooks";
import type { Answers, Recall } from "../api/answers.ts";
import { followMailbox } from "../api/events.ts";
import { get } from "../api/http.ts";
import { command } from "../parts/command.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { FolderChoice } from "./folder-choice.tsx";
import { listFolders, listMessages, messagesPath, type User } from "./graph.ts";
import { concerns, messageIdOf, type Row, rowsOf } from "./mailbox-rows.ts";
import { MessageRow } from "./message-row.tsx";
import { OpenMessage } from "./open-message.tsx";
import { tellingOf } from "./statuses.ts";

interface PaneProps {
  readonly isSender: boolean;
  readonly mailbox: string;
  readonly users: readonly User[];
  /** Id or well-known name. */
  readonly folder: string;
  readonly openFolder: (folder: string) => void;
  /** Message-ID of what the desk is about. */
  readonly chosen: string | undefined;
  /** Of the sender's. */
  readonly choose?: (messageId: string) => void;
  readonly recalls?: readonly Recall[];
}

/** The folder that is open unless somebody opens another. */
export const homeOf = (isSender: boolean): string => (isSender ? "sentitems" : "inbox");

export function MailboxPane({ isSender, mailbox, users, folder, openFolder, chosen, choose, recalls = [] }: PaneProps) {
  const [own, setOwn] = useState<{ readonly id: string; readonly since: string | undefined }>();
  const folders = useLoaded(
    () => listFolders(mailbox),
    [mailbox],
    (event) => concerns(event, mailbox),
  );
  const page = useLoaded(
    () => listMessages(mailbox, folder),
    [mailbox, folder],
    (event) => concerns(event, mailbox),
  );
  const received = useLoaded(
    async () => (isSender ? [] : (await get<Answers["listRecalls"]>("/api/recalls", { recipient: mailbox })).recalls),
    [mailbox],
    (event) => (event.type === "recall" || event.type === "gap") && concerns(event, mailbox),
  );
  useEffect(() => followMailbox(mailbox), [mailbox]);
  const isHome = folder === homeOf(isSender);
  const rows = rowsOf(page.value?.messages ?? [], received.value ?? [], mailbox, isHome && !isSender);
  // What the desk is about, until something else is opened here.
  const open = own && own.since === chosen ? own.id : chosen;
  const row = rows.find((one) => messageIdOf(one) === open);
  const reload = () => {
    page.reload();
    folders.reload();
  };
  const pick = (one: Row) => {
    const id = messageIdOf(one);
    if (isSender && isHome) choose?.(id);
    else setOwn({ id, since: chosen });
  };
  return (
    <section
      class="mailbox"
      aria-label={`${isSender ? "Sender" : "Recipient"} ${mailbox}`}
      data-testid={`mailbox-${mailbox}`}
    >
      <header>
        <h2>
          {nameOf(users, mailbox)} <small>{mailbox}</small>
        </h2>
        <CopyCurl path={messagesPath(mailbox, folder)} />
      </header>
      <FolderChoice folders={folders.value ?? []} chosen={folder} choose={openFolder} mailbox={mailbox} />
      {page.error && <Failure error={page.error} retry={reload} />}
      <ul class="messages" aria-label="Messages">
        {rows.map((one) => (
          <MessageRow
            key={`${one.kind}${one.kind === "gone" ? one.recall.id : one.message.id}`}
            row={one}
            isOpen={one === row}
            isSent={isSender && isHome}
            recall={tellingOf(recalls.filter(({ originalMessageId }) => originalMessageId === messageIdOf(one)))}
            open={() => pick(one)}
          />
        ))}
      </ul>
      {page.value && rows.length === 0 && <Nothing isSender={isSender} isHome={isHome} mailbox={mailbox} />}
      {page.value && page.value.total > page.value.messages.length && (
        <p class="faint">
          The newest {page.value.messages.length} of {page.value.total.toLocaleString("en")} are shown.
        </p>
      )}
      {row && (
        <OpenMessage
          key={messageIdOf(row)}
          row={row}
          mailbox={mailbox}
          folders={folders.value ?? []}
          changed={reload}
        />
      )}
    </section>
  );
}

const nameOf = (users: readonly User[], mailbox: string): string =>
  users.find(({ mail }) => mail === mailbox)?.displayName ?? mailbox;

function Nothing({ isSender, isHome, mailbox }: { isSender: boolean; isHome: boolean; mailbox: string }) {
  if (!isHome) return <p class="faint none">This folder is empty.</p>;
  return (
    <div class="faint none">
      <p>{isSender ? "Nothing was sent from here yet. Press n, or:" : "Nothing came in yet. Send something here:"}</p>
      <pre>
        {command(
          `send ${isSender ? `--from ${mailbox} --to bob@contoso.com` : `--to ${mailbox}`} --subject "Q3 numbers"`,
        )}
      </pre>
    </div>
  );
}
