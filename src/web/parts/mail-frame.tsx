// HTML of mail, which is hostile: cleaned, and shown in a frame that may not run, fetch, follow or send anything.
import { useEffect, useState } from "preact/hooks";
import { growsWithoutMeasure } from "./mail-bomb.ts";
import type { Picture } from "./picture.ts";
import type { SafeHtml } from "./safe-html.ts";
import "./mail-frame.css";

export interface MailFrameProps {
  readonly html: string;
  readonly pictures?: readonly Picture[];
  readonly title?: string;
}

/** Characters. A frame without rights cannot be measured: how high it stands is guessed, and its reader may drag it. */
const SHORT = 1500;
const NONE: readonly Picture[] = [];

export function MailFrame({ html, pictures = NONE, title = "The message as HTML" }: MailFrameProps) {
  const [safe, setSafe] = useState<SafeHtml>();
  const isBomb = growsWithoutMeasure(html);
  useEffect(() => {
    if (isBomb) return;
    let isWanted = true;
    void import("./safe-html.ts").then(({ makeSafe }) => isWanted && setSafe(makeSafe(html, pictures)));
    return () => {
      isWanted = false;
    };
  }, [html, pictures]);
  if (isBomb)
    return (
      <p class="notice" data-testid="mail-bomb">
        This HTML is not drawn: formatting that is never closed would make millions of elements of it. Its source is
        under “Source”.
      </p>
    );
  if (!safe) return <p class="faint">Cleaning the HTML …</p>;
  return (
    <div class={html.length < SHORT ? "mail-frame short" : "mail-frame"}>
      {(safe.remote > 0 || safe.links > 0) && (
        <p class="notice" data-testid="not-loaded">
          {noticeOf(safe)}
        </p>
      )}
      {/* A new document gets a new frame: one without rights that is navigated may stay blank. */}
      <iframe
        key={safe.document}
        sandbox=""
        title={title}
        srcdoc={safe.document}
        referrerpolicy="no-referrer"
        data-testid="mail"
      />
    </div>
  );
}

function noticeOf({ remote, links }: SafeHtml): string {
  const things =
    remote === 1 ? "1 remote picture, font or sheet was" : `${remote} remote pictures, fonts or sheets were`;
  const sentences = [
    remote > 0 ? `${things} not loaded.` : "",
    links > 0 ? "Links are shown, not followed: hover to see where one leads." : "",
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
