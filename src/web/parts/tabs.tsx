// A row of tabs and the panel of the chosen one; the arrow keys go through them.
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import "./tabs.css";

export interface TabChoice<K extends string> {
  readonly key: K;
  readonly name: string;
  /** Beside the name: how much is there. */
  readonly count?: number | undefined;
}

export interface TabsProps<K extends string> {
  readonly label: string;
  readonly tabs: readonly TabChoice<K>[];
  readonly chosen: K;
  readonly choose: (key: K) => void;
  readonly children: ComponentChildren;
}

export function Tabs<K extends string>({ label, tabs, chosen, choose, children }: TabsProps<K>) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(({ key }) => key === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    choose(next.key);
    row.current?.querySelector<HTMLElement>(`[data-testid="tab-${next.key}"]`)?.focus();
  };
  return (
    <>
      <div ref={row} class="tab-row" role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map(({ key, name, count }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            aria-selected={key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => choose(key)}
            data-testid={`tab-${key}`}
          >
            {name} {count !== undefined && <span class="count">{count.toLocaleString("en-US")}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </>
  );
}
