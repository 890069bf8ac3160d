// What is attached to a message, with what each is and where it lies.
import type { MessageView } from "../api/answers.ts";
import { AttachmentList, bytesInWords } from "../parts/attachment-list.tsx";

interface AttachmentsProps extends Pick<MessageView, "attachments"> {
  /** Where a part's bytes are asked for. */
  readonly pathOf: (part: string) => string;
}

export const Attachments = ({ attachments, pathOf }: AttachmentsProps) => (
  <AttachmentList
    attachments={attachments.map(({ from, name, type, size, isInline }) => ({
      ...{ key: from, name, path: pathOf(from) },
      about: [
        type,
        size === null ? "" : bytesInWords(size),
        isInline ? "in the text" : "",
        from.startsWith("winmail") ? from : `part ${from || "whole"}`,
      ],
    }))}
  />
);
