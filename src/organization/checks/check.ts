// What the checks share: they compare values that are right by themselves, and report what does not fit together.
import type { Draft, Entry } from "../draft.ts";
import type { Path } from "../located.ts";

/** `onKey`: point at the key rather than at its value. */
export type Report = (path: Path, message: string, onKey?: boolean) => void;

export type Check = (draft: Draft, report: Report) => void;

/** Calls `report` for the second and later entries of one name. */
export function refuseTwice<T>(entries: readonly Entry<T>[], field: keyof T & string, report: Report): void {
  const first = new Map<string, Path>();
  for (const { path, value } of entries) {
    const name = String(value[field]).toLowerCase();
    const before = first.get(name);
    if (before === undefined) first.set(name, path);
    else report([...path, field], `\`${value[field]}\` is the name of ${before.join(".")} already`);
  }
}
