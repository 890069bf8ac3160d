// What a message says: HTML in the frame for it, text as text.
import { MailFrame } from "../parts/mail-frame.tsx";
import { RawText } from "../parts/raw-text.tsx";
import type { Opened } from "./graph.ts";

export function Body({ message: { body } }: { message: Pick<Opened, "body"> }) {
  return (
    <div class="body">
      {body.contentType === "html" ? (
        <MailFrame html={body.content} />
      ) : (
        <RawText label="The text" text={body.content} wraps />
      )}
    </div>
  );
}
