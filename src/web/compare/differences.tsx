// Every difference with what it means, worst first; j and k go through them, Enter opens the pane that shows it.
import { useEffect, useRef } from "preact/hooks";
import type { Comparison, Difference } from "../api/answers.ts";
import { Chip } from "../parts/chip.tsx";
import { isTyping } from "../parts/shortcuts.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { CLASSES, GRAVITY, type Pane, paneOf } from "./classes.ts";
import { LongValue } from "./long-value.tsx";

interface DifferencesProps {
  readonly comparison: Comparison;
  readonly open: (pane: Pane) => void;
}

export function Differences({ comparison: { differences }, open }: DifferencesProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(".where") ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  if (differences.length === 0) return null;
  return (
    <>
      <h2>
        {differences.length === 1 ? "One difference" : `${differences.length} differences`}
        <span class="counts">
          {GRAVITY.map((one) => [one, differences.filter((found) => found.class === one).length] as const)
            .filter(([, count]) => count > 0)
            .map(([one, count]) => (
              <Chip
                key={one}
                tone={CLASSES[one].tone}
                sign={CLASSES[one].sign}
                title={CLASSES[one].meaning}
              >{`${count} ${one}`}</Chip>
            ))}
        </span>
      </h2>
      <ol ref={list} class="differences" data-testid="differences">
        {differences.map((difference, index) => (
          <OneDifference
            key={`${index}${difference.where}`}
            difference={difference}
            open={() => open(paneOf(difference))}
          />
        ))}
      </ol>
    </>
  );
}

function OneDifference({ difference, open }: { difference: Difference; open: () => void }) {
  const { tone, sign, word, meaning } = CLASSES[difference.class];
  const { kind, where, before, after, consequence } = difference;
  return (
    <li class={tone} data-testid={`difference-${difference.class}`}>
      <Chip tone={tone} sign={sign} title={meaning}>
        {word}
      </Chip>
      <div>
        <p>
          <button type="button" class="where" onClick={open} title="Show it below">
            <bdi>{visibleText(where)}</bdi>
          </button>{" "}
          <span class="faint">{kind}</span>
        </p>
        <p>{consequence}</p>
        {(before !== undefined || after !== undefined) && (
          <p class="turned">
            {before !== undefined && (
              <del>
                <LongValue text={before} />
              </del>
            )}
            {after !== undefined && (
              <ins>
                <LongValue text={after} />
              </ins>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
