// The message that is open in a mailbox: what it says, and what can be done to it.
import { useState } from "preact/hooks";
import { AttachmentList, bytesInWords, type ListedAttachment } from "../parts/attachment-list.tsx";
import { Copy } from "../parts/copy.tsx";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { visibleText } from "../parts/visible-text.ts";
import { Body } from "./body.tsx";
import { keyOf, listed } from "./folder-choice.tsx";
import {
  type Attachment,
  attachmentPath,
  type Folder,
  listAttachments,
  type Message,
  markRead,
  moveTo,
  readMessage,
  readPictures,
} from "./graph.ts";
import type { Row } from "./mailbox-rows.ts";

interface OpenMessageProps {
  readonly row: Row;
  readonly mailbox: string;
  readonly folders: readonly Folder[];
  readonly changed: () => void;
}

export function OpenMessage({ row, mailbox, folders, changed }: OpenMessageProps) {
  if (row.kind === "message") return <Reading message={row.message} {...{ mailbox, folders, changed }} />;
  const { recall, line } = row;
  return (
    <article class="reading" data-testid="reading">
      <h3>It was taken out of this mailbox</h3>
      <p>
        {line.text}.{line.trueReasonText !== null && ` ${line.trueReasonText}`}
      </p>
      <p class="faint">
        {recall.mailbox} recalled it. For every client it is gone at once; where single item recovery or a hold asks for
        it, it lies in Recoverable Items.
      </p>
    </article>
  );
}

interface ReadingProps extends Omit<OpenMessageProps, "row"> {
  readonly message: Message;
}

function Reading({ message, mailbox, folders, changed }: ReadingProps) {
  const { value, error, reload } = useLoaded(() => readMessage(mailbox, message.id), [mailbox, message.id]);
  const attachments = useLoaded(() => listAttachments(mailbox, message.id), [mailbox, message.id]);
  const hasPictures = value?.body.contentType === "html" && /cid:/i.test(value.body.content);
  const pictures = useLoaded(
    async () => (hasPictures ? readPictures(mailbox, message.id) : undefined),
    [mailbox, message.id, hasPictures],
  );
  const [failed, setFailed] = useState<Error>();
  const act = (action: Promise<unknown>) => {
    setFailed(undefined);
    action.then(changed, setFailed);
  };
  return (
    <article class="reading" data-testid="reading">
      <h3 dir="auto">{visibleText(message.subject) || "(no subject)"}</h3>
      <div class="actions">
        <button
          type="button"
          onClick={() => act(markRead(mailbox, message.id, !message.isRead))}
          data-testid="mark-read"
        >
          {message.isRead ? "Mark unread" : "Mark read"}
        </button>
        <select
          value=""
          aria-label="Move to a folder"
          onChange={(event) => {
            const to = event.currentTarget.value;
            event.currentTarget.value = "";
            if (to !== "") act(moveTo(mailbox, message.id, to));
          }}
          data-testid="move"
        >
          <option value="">Move to …</option>
          {listed(folders).map((folder) => (
            <option key={folder.id} value={keyOf(folder)}>
              {folder.path}
            </option>
          ))}
        </select>
        <a href={`/journeys/${encodeURIComponent(message.internetMessageId)}`}>Journey</a>
      </div>
      {failed && <Failure error={failed} />}
      {error && <Failure error={error} retry={reload} />}
      {value && <Body message={value} pictures={pictures.value} />}
      {attachments.error && <Failure error={attachments.error} retry={attachments.reload} />}
      <AttachmentList attachments={(attachments.value ?? []).map((one) => shown(one, mailbox, message.id))} />
      <Copy text={message.internetMessageId} label="Message-ID" />
    </article>
  );
}

const shown = (
  { id, name, contentType, size, isInline }: Attachment,
  mailbox: string,
  of: string,
): ListedAttachment => ({
  ...{ key: id, name, path: attachmentPath(mailbox, of, id) },
  about: [contentType ?? "a message", bytesInWords(size), isInline ? "in the text" : ""],
});
