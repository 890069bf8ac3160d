// What of the configuration a tab shows: asked anew after each change made here, and when the window is looked at again,
// for the command line changes it, too.
import { useEffect } from "preact/hooks";
import { type Loaded, useLoaded } from "../parts/use-loaded.ts";
import { changes } from "./changes.ts";

export function useConfigured<T>(load: () => Promise<T>): Loaded<T> {
  const loaded = useLoaded(load, []);
  const { reload } = loaded;
  useEffect(() => {
    if (changes.value.length > 0) reload();
  }, [changes.value]);
  useEffect(() => {
    addEventListener("focus", reload);
    return () => removeEventListener("focus", reload);
  }, [reload]);
  return loaded;
}
