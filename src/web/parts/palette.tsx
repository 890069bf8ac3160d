// The command palette: every screen and command by a few letters.
import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { FURTHER, SCREENS } from "./screens.ts";
import "./palette.css";

export interface Command {
  readonly name: string;
  readonly about: string;
  readonly run: () => void;
}

const commands = new Set<Command>();

/** A screen offers its commands while it is shown. @returns how to withdraw them. */
export function offer(...offered: readonly Command[]): () => void {
  for (const command of offered) commands.add(command);
  return () => {
    for (const command of offered) commands.delete(command);
  };
}

let open = (): void => {};
/** At once: what is typed next is for it already. */
export const showPalette = (): void => open();

export function Palette() {
  const { route } = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    open = () => {
      setText("");
      setChosen(0);
      dialog.current?.showModal();
    };
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (document.querySelector("dialog:modal") === null) showPalette();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const all: Command[] = [
    ...commands,
    ...[...SCREENS, ...FURTHER].map(({ path, name, about }) => ({
      name: `Go to ${name}`,
      about,
      run: () => route(path),
    })),
  ];
  const find = (typed: string) => {
    const words = typed.toLowerCase().split(/\s+/);
    return all.filter(({ name, about }) => words.every((word) => `${name} ${about}`.toLowerCase().includes(word)));
  };
  const found = find(text);
  const run = (command: Command | undefined) => {
    dialog.current?.close();
    // Hidden, the line would have the keys until the next drawing.
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && dialog.current?.contains(activeElement)) activeElement.blur();
    command?.run();
  };
  const press = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen((chosen + step + found.length) % Math.max(1, found.length));
    // Enter may come before what was typed is drawn.
    else if (event.key === "Enter") run(typed === text ? found[chosen] : find(typed)[0]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Command palette" data-testid="palette">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${chosen}` : undefined}
        aria-label="Command"
        placeholder="Where to, or what to do"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-list" role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          <div
            key={command.name}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => run(command)}
            onKeyDown={press}
          >
            <b>{command.name}</b> <span>{command.about}</span>
          </div>
        ))}
        {found.length === 0 && <p>Nothing is called that.</p>}
      </div>
    </dialog>
  );
}
