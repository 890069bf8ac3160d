// Keys that work everywhere: "g j" goes to journeys, "?" lists them all.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { showPalette } from "./palette.tsx";
import { SCREENS } from "./screens.ts";

/** What the screens themselves listen to. */
const ON_SCREENS = [
  ["j, k", "next, previous"],
  ["Enter", "open"],
  ["Esc", "back, or close"],
  ["/", "search"],
  ["Ctrl K", "command palette"],
] as const;

/** While somebody writes, letters are letters. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.matches("input, textarea, select, [contenteditable]");

/** A dialog has the keys to itself. */
export const isDialogOpen = (): boolean => document.querySelector("dialog:modal") !== null;

/** @returns whether the screen has a line to search in. */
function focusSearch(): boolean {
  const lines = [...document.querySelectorAll<HTMLElement>("main input[type=search]")];
  const line = lines.find((one) => one.checkVisibility());
  line?.focus();
  return line !== undefined;
}

const asked = signal(0);
/** For hands without a keyboard. */
export const showKeys = (): void => {
  asked.value += 1;
};

export function Shortcuts() {
  const { route } = useLocation();
  const help = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (asked.value > 0) help.current?.showModal();
  }, [asked.value]);
  useEffect(() => {
    let isGoing = false;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isDialogOpen() && !help.current?.open) return;
      if (event.key === "?") help.current?.showModal();
      if (event.key === "/" && focusSearch()) event.preventDefault();
      const screen = isGoing && SCREENS.find(({ keys }) => keys === `g ${event.key}`);
      isGoing = event.key === "g";
      if (screen) {
        // Lists take the second letter for their own otherwise.
        event.stopPropagation();
        event.preventDefault();
        help.current?.close();
        route(screen.path);
      }
    };
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, [route]);
  return (
    <dialog ref={help} class="help" aria-labelledby="help-title" data-testid="help">
      <h2 id="help-title">Keys</h2>
      <dl>
        {[...ON_SCREENS, ...SCREENS.map(({ keys, name }) => [keys, name] as const)].map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>{" "}
        <button type="submit" onClick={showPalette}>
          Command palette
        </button>
      </form>
    </dialog>
  );
}
