// Both messages side by side: headers, parts, texts, TNEF. Which one is shown stands in the address.
import { useEffect, useRef } from "preact/hooks";
import type { Comparison } from "../api/answers.ts";
import { offer } from "../parts/palette.tsx";
import { PANES, type Pane, paneOf } from "./classes.ts";
import { HeadersPane } from "./headers-pane.tsx";
import { PartsPane } from "./parts-pane.tsx";
import { TextsPane } from "./texts-pane.tsx";
import { TnefPane } from "./tnef-pane.tsx";

const NAMES: Readonly<Record<Pane, string>> = {
  headers: "Headers",
  parts: "MIME tree",
  texts: "Bodies",
  tnef: "TNEF",
};

const ABOUT: Readonly<Record<Pane, string>> = {
  headers: "fields that came, went, changed or moved",
  parts: "types, encodings and sizes of the parts",
  texts: "with what was written into them outlined",
  tnef: "MAPI properties of winmail.dat",
};

export interface PanesProps {
  readonly comparison: Comparison;
  /** Of the journey. */
  readonly path: string;
  readonly pane: string | undefined;
  readonly isAll: boolean;
  readonly goTo: (changed: Readonly<Record<string, string | undefined>>) => void;
}

export function Panes(props: PanesProps) {
  const { comparison, pane, goTo } = props;
  const [worst] = comparison.differences;
  const shown = PANES.find((one) => one === pane) ?? (worst ? paneOf(worst) : "headers");
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      offer(
        ...PANES.map((one) => ({
          ...{ name: `Compare ${NAMES[one].replace(/^[HB]/, (letter) => letter.toLowerCase())}`, about: ABOUT[one] },
          run: () => goTo({ pane: one }),
        })),
      ),
    [goTo],
  );
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = PANES[(PANES.indexOf(shown) + step + PANES.length) % PANES.length];
    goTo({ pane: next });
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <>
      <div ref={tabs} class="tabs" role="tablist" aria-label="What is compared" onKeyDown={press}>
        {PANES.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === shown}
            aria-controls="pane"
            tabIndex={one === shown ? 0 : -1}
            onClick={() => goTo({ pane: one })}
            data-testid={`pane-${one}`}
          >
            {NAMES[one]} <Count count={comparison.differences.filter((found) => paneOf(found) === one).length} />
          </button>
        ))}
      </div>
      <div id="pane" role="tabpanel" aria-labelledby={`tab-${shown}`} data-testid="pane">
        {shown === "headers" && <HeadersPane {...props} />}
        {shown === "parts" && <PartsPane {...props} />}
        {shown === "texts" && <TextsPane {...props} />}
        {shown === "tnef" && <TnefPane {...props} />}
      </div>
    </>
  );
}

const Count = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <span class="count">
      {count}
      <span class="visually-hidden"> {count === 1 ? "difference" : "differences"}</span>
    </span>
  );
