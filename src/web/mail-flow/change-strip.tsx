// The last changes, each as the cmdlet that does the same; what was refused is said wherever on the screen one is.
import { useState } from "preact/hooks";
import { Copy } from "../parts/copy.tsx";
import { type Change, changes } from "./changes.ts";

const SHOWN = 5;

export function ChangeStrip() {
  const [newest] = changes.value;
  return (
    <>
      {newest?.refusal && <Refusal key={newest.id} text={newest.refusal} />}
      <section class="change-strip" aria-labelledby="changes-title" data-testid="changes">
        <h2 id="changes-title">Last changes</h2>
        <output class="visually-hidden" aria-live="polite">
          {newest && `${newest.refusal ?? newest.whatIf ?? "Done"}: ${newest.text}`}
        </output>
        {newest ? (
          <ol>
            {changes.value.slice(0, SHOWN).map((one) => (
              <Line key={one.id} change={one} />
            ))}
          </ol>
        ) : (
          <p class="faint">
            Each change stands here as the cmdlet that does the same: for a script, for{" "}
            <code>recall-sandbox exo '…'</code>, for your own tenant.
          </p>
        )}
      </section>
    </>
  );
}

/** The list may be screens away from what was pressed. */
function Refusal({ text }: { text: string }) {
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <p class="failure refusal" data-testid="refusal">
      <span aria-hidden="true">✕</span> <span dir="auto">{text}</span>{" "}
      <button type="button" onClick={() => setRead(true)}>
        Close
      </button>
    </p>
  );
}

function Line({ change: { text, warnings, refusal, whatIf, at } }: { change: Change }) {
  const [tone, sign, word] = refusal
    ? ["bad", "✕", "refused"]
    : whatIf
      ? ["wait", "?", "what if"]
      : ["good", "✓", "done"];
  return (
    <li data-testid="change">
      <span class={`sign ${tone}`} title={word}>
        <span aria-hidden="true">{sign}</span>
        <span class="visually-hidden">{word}</span>
      </span>
      <span>
        <Copy text={text} label="the cmdlet" />
        {[refusal, whatIf, ...warnings].filter(Boolean).map((sentence) => (
          <small key={sentence}>{sentence}</small>
        ))}
      </span>
      <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>
    </li>
  );
}
