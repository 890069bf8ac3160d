// A value that may be long: its beginning, and the whole where it is opened.
import { visibleText } from "../parts/visible-text.ts";

const SHORT = 140;

export function LongValue({ text }: { text: string }) {
  if (text.length <= SHORT) return <bdi class="value">{visibleText(text) || "(empty)"}</bdi>;
  return (
    <details class="long">
      <summary>
        <bdi class="value">{visibleText(text.slice(0, SHORT - 40))}…</bdi>{" "}
        <small>{text.length.toLocaleString("en")} characters</small>
      </summary>
      <bdi class="value">{visibleText(text)}</bdi>
    </details>
  );
}
