// A state as a word with a sign and a colour: the colour alone says nothing.
import type { Tone } from "./tone.ts";
import "./chip.css";

export type { Tone } from "./tone.ts";

export function Chip({ tone, sign, children, title }: { tone: Tone; sign: string; children: string; title?: string }) {
  return (
    <span class={`chip ${tone}`} title={title}>
      <span aria-hidden="true">{sign}</span> {children}
    </span>
  );
}
