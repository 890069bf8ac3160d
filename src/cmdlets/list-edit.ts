// What @{Add=…;Remove=…} and a plain list make of a list that is there.
import type { ListEdit } from "./cmdlet.ts";

/** In any case; nothing is there twice. */
export function editList(before: readonly string[], edit: ListEdit): readonly string[] {
  if ("replace" in edit) return withoutDoubles(edit.replace);
  const removed = new Set(edit.remove.map((one) => one.toLowerCase()));
  return withoutDoubles([...before.filter((one) => !removed.has(one.toLowerCase())), ...edit.add]);
}

export function mapEdit(edit: ListEdit, map: (text: string) => string): ListEdit {
  if ("replace" in edit) return { replace: edit.replace.map(map) };
  return { add: edit.add.map(map), remove: edit.remove.map(map) };
}

function withoutDoubles(list: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
}
