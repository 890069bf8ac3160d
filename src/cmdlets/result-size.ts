// -ResultSize: how many objects a Get cmdlet shows, and the service's words when there are more.
import type { CmdletResult } from "./cmdlet.ts";

const DEFAULT_SIZE = 1000;

const BY_DEFAULT = `By default, only the first ${DEFAULT_SIZE} items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited". Be aware that, depending on the actual number of items, returning all items can take a long time and consume a large amount of memory. Also, we don't recommend storing the results in a variable. Instead, pipe the results to another task or script to perform batch changes.`;
const AS_ASKED =
  "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.";

/** `size`: Infinity for Unlimited. Only what is shown is made. */
export function limited<T>(
  found: readonly T[],
  size: number | undefined,
  show: (object: T) => CmdletResult["objects"][number],
): CmdletResult {
  const shown = found.slice(0, size ?? DEFAULT_SIZE);
  const more = size === undefined ? BY_DEFAULT : AS_ASKED;
  return { objects: shown.map(show), ...(found.length > shown.length && { warnings: [more] }) };
}
