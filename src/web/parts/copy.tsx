// Text that can be copied with one press: ids, commands, curl.
import { useState } from "preact/hooks";

export function Copy({ text, label, shown }: { text: string; label: string; shown?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (event: MouseEvent) => {
    const button = event.currentTarget as HTMLElement;
    await (navigator.clipboard?.writeText(text) ?? copyBySelection(text, button));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button type="button" class="copy" onClick={copy} title={`Copy ${label}`} data-testid="copy">
      <code>{shown ?? text}</code> <span aria-live="polite">{isCopied ? "copied" : "copy"}</span>
    </button>
  );
}

/** Browsers have no clipboard for pages that come neither from this machine nor over TLS. */
function copyBySelection(text: string, button: HTMLElement): void {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "visually-hidden";
  // Beside the button: a dialog that is open lets nothing outside have the focus.
  button.after(box);
  box.select();
  document.execCommand("copy");
  box.remove();
  button.focus();
}
