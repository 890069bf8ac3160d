// A change as a sign, with its class' colour; the word is for who can't see it.
import type { Difference } from "../api/answers.ts";
import { CHANGES, type Change, CLASSES } from "./classes.ts";

export function ChangeSign({ change, difference }: { change: Change; difference?: Difference | undefined }) {
  const { sign, word } = CHANGES[change];
  const look = difference && CLASSES[difference.class];
  return (
    <span class={`sign ${look?.tone ?? ""}`} title={look ? `${word}, ${look.word}: ${difference.consequence}` : word}>
      <span aria-hidden="true">{sign}</span>
      <span class="visually-hidden">
        {word}
        {look && `, ${look.word}`}
      </span>
    </span>
  );
}

/** Rows that stayed as they were are shown where somebody wants them. */
export function AllOrChanged({ isAll, same, goTo }: { isAll: boolean; same: number; goTo: GoTo }) {
  if (same === 0) return null;
  return (
    <label class="all">
      <input
        type="checkbox"
        checked={isAll}
        onChange={(event) => goTo({ all: event.currentTarget.checked ? "1" : undefined })}
        data-testid="show-all"
      />{" "}
      also the {same} that came back as they left
    </label>
  );
}

type GoTo = (changed: Readonly<Record<string, string | undefined>>) => void;
