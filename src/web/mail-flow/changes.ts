// What was changed on this page, as the cmdlets that did it: the newest first, refusals and warnings in the service's words.
import { signal } from "@preact/signals";
import { cmdletText } from "../api/cmdlet-text.ts";
import { invoke, type Parameters } from "../api/exchange.ts";

export interface Change {
  readonly id: number;
  /** The cmdlet as one would type it. */
  readonly text: string;
  /** Browser's time. */
  readonly at: string;
  readonly warnings: readonly string[];
  readonly refusal?: string;
  /** "What if: …": nothing was done. */
  readonly whatIf?: string;
}

const KEPT = 20;
let last = 0;
export const changes = signal<readonly Change[]>([]);

/** @returns whether it was done. */
export async function change(cmdlet: string, parameters: Parameters): Promise<boolean> {
  const entry = { id: ++last, text: cmdletText(cmdlet, parameters), at: new Date().toISOString() };
  try {
    const { warnings, confirmation } = await invoke(cmdlet, parameters);
    note({ ...entry, warnings, ...(confirmation !== undefined && { whatIf: confirmation }) });
    return confirmation === undefined;
  } catch (error) {
    note({ ...entry, warnings: [], refusal: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

function note(entry: Change): void {
  changes.value = [entry, ...changes.value].slice(0, KEPT);
}
