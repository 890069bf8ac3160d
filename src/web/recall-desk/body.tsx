// What a message says: HTML in the frame for it, text as text.
import { MailFrame } from "../parts/mail-frame.tsx";
import type { Picture } from "../parts/picture.ts";
import { RawText } from "../parts/raw-text.tsx";
import type { Opened } from "./graph.ts";

interface BodyProps {
  readonly message: Pick<Opened, "body">;
  /** That its HTML may name. */
  readonly pictures?: readonly Picture[] | undefined;
}

export function Body({ message: { body }, pictures }: BodyProps) {
  return (
    <div class="body">
      {body.contentType === "html" ? (
        <MailFrame html={body.content} {...(pictures && { pictures })} />
      ) : (
        <RawText label="The text" text={body.content} wraps />
      )}
    </div>
  );
}
