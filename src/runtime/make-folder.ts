// A folder with all that are missing above it. Node's own `recursive` goes round for ever where the system has no such place,
// as below /proc.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** One that is there is left as it is. @throws as mkdir does: ENOTDIR, EACCES, ENOENT. */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !existsSync(`${folder}/.`)) throw error;
  }
}
