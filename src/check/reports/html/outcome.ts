// An outcome as a reader sees it: its word, and a colour beside.
import type { Outcome, VerdictName } from "../../run.ts";
import { html, type Markup } from "./markup.ts";

export const mark = (outcome: Outcome): Markup => html`<span class="mark ${outcome.toLowerCase()}">${outcome}</span>`;

export function toneOf(name: VerdictName | undefined): "good" | "warn" | "bad" | "" {
  if (name === undefined) return "";
  if (name === "Transparent") return "good";
  return name === "Not compatible" ? "bad" : "warn";
}
