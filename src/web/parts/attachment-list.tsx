// What is attached: names are the sender's, so they are shown as text and never used as anything else.
import { DownloadButton } from "./download-button.tsx";
import { visibleText } from "./visible-text.ts";
import "./attachment-list.css";

export interface ListedAttachment {
  readonly key: string;
  readonly name: string;
  /** As it is told: type, size, place. */
  readonly about: readonly string[];
  /** Where its bytes are asked for. */
  readonly path: string;
}

export function AttachmentList({ attachments }: { attachments: readonly ListedAttachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <section class="attachments" data-testid="attachments">
      <h3>
        Attachments <small>{attachments.length}</small>
      </h3>
      <ul>
        {attachments.map(({ key, name, about, path }) => (
          <li key={key}>
            <span>
              <bdi>{visibleText(name)}</bdi>{" "}
              <small>
                <bdi>{about.filter((word) => word !== "").join(" · ")}</bdi>
              </small>
            </span>
            <DownloadButton path={path} name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const bytesInWords = (size: number): string => `${size.toLocaleString("en-US")} bytes`;
