// The module as a folder that Import-Module finds by its name.
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { makeFolder } from "../../runtime/make-folder.ts";
import { moduleText } from "./module-text.ts";

export const MODULE_NAME = "RecallSandbox";

/** Into DIR/RecallSandbox, or DIR itself where that is its name; @returns the file. */
export function writeModule(dir: string, uri?: string): string {
  const folder = basename(dir) === MODULE_NAME ? dir : join(dir, MODULE_NAME);
  makeFolder(folder);
  const file = join(folder, `${MODULE_NAME}.psm1`);
  writeFileSync(file, moduleText(uri));
  return file;
}
