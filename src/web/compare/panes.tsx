// Both messages side by side: headers, parts, texts, TNEF. Which one is shown stands in the address.
import { useEffect } from "preact/hooks";
import type { Comparison } from "../api/answers.ts";
import { offer } from "../parts/palette.tsx";
import { Tabs } from "../parts/tabs.tsx";
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
  /** Bodies as their source, not as they look. */
  readonly isSource: boolean;
  readonly goTo: (changed: Readonly<Record<string, string | undefined>>) => void;
}

export function Panes(props: PanesProps) {
  const { comparison, pane, goTo } = props;
  const [worst] = comparison.differences;
  const shown = PANES.find((one) => one === pane) ?? (worst ? paneOf(worst) : "headers");
  useEffect(
    () =>
      offer(
        ...PANES.map((one) => ({ name: `Compare: ${NAMES[one]}`, about: ABOUT[one], run: () => goTo({ pane: one }) })),
      ),
    [goTo],
  );
  return (
    <div class="panes">
      <Tabs
        label="What is compared"
        tabs={PANES.map((key) => ({ key, name: NAMES[key], count: countOf(comparison, key) }))}
        chosen={shown}
        choose={(key) => goTo({ pane: key })}
      >
        {shown === "headers" && <HeadersPane {...props} />}
        {shown === "parts" && <PartsPane {...props} />}
        {shown === "texts" && <TextsPane {...props} />}
        {shown === "tnef" && <TnefPane {...props} />}
      </Tabs>
    </div>
  );
}

const countOf = ({ differences }: Comparison, pane: Pane): number | undefined =>
  differences.filter((found) => paneOf(found) === pane).length || undefined;
