// The keys that an entry of the file may have, by their cmdlet parameters: what the schema takes is what can be imported.
import type { z } from "zod";

interface Inside {
  readonly shape?: object;
  readonly def?: { readonly in?: unknown; readonly out?: unknown; readonly innerType?: unknown };
}

/** Key by its name in lower case, as cmdlets have it in any case. */
export function keysOf(schema: z.ZodType): ReadonlyMap<string, string> {
  const keys = Object.keys(shapeOf(schema) ?? {});
  return new Map(keys.map((key) => [key.toLowerCase(), key]));
}

function shapeOf(schema: unknown): object | undefined {
  const { shape, def } = (schema ?? {}) as Inside;
  if (shape !== undefined || def === undefined) return shape;
  return shapeOf(def.in) ?? shapeOf(def.out) ?? shapeOf(def.innerType);
}
