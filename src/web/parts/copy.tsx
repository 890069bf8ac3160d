// Text that can be copied with one press: ids, commands, curl.
import { useState } from "preact/hooks";

export function Copy({ text, label, shown }: { text: string; label: string; shown?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="copy" onClick={copy} title={`Copy ${label}`} data-testid="copy">
      <code>{shown ?? text}</code> <span aria-live="polite">{isCopied ? "copied" : "copy"}</span>
    </button>
  );
}
