// What is attached: names are the sender's, so they are shown as text and never used as anything else.
import type { MessageView } from "../api/answers.ts";
import { visibleText } from "../parts/visible-text.ts";

export function Attachments({ attachments }: Pick<MessageView, "attachments">) {
  if (attachments.length === 0) return null;
  return (
    <section class="attachments">
      <h3>
        Attachments <small>{attachments.length}</small>
      </h3>
      <ul>
        {attachments.map(({ from, name, type, size, isInline }) => (
          <li key={from}>
            <bdi>{visibleText(name)}</bdi>{" "}
            <small>
              <bdi>{type}</bdi>
              {size !== null && ` · ${size.toLocaleString("en-US")} bytes`}
              {isInline && " · in the text"} · {from.startsWith("winmail") ? from : `part ${from || "whole"}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
