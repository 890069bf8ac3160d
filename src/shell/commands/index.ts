// Every command of the shell itself, by name and alias.
import { getDate, SESSION_COMMANDS, writeHost, writeOutput } from "./basics.ts";
import { exportCsv, outFile, outNull } from "./files.ts";
import { forEachObject, measureObject, sortObject, whereObject } from "./filter-objects.ts";
import { formatListCommand, formatTableCommand } from "./format-objects.ts";
import { helpCommands } from "./help.ts";
import type { OwnCommand } from "./own-command.ts";
import { selectObject } from "./select-object.ts";

export const OWN_COMMANDS: readonly OwnCommand[] = [
  exportCsv,
  forEachObject,
  formatListCommand,
  formatTableCommand,
  ...helpCommands(() => OWN_COMMANDS),
  getDate,
  measureObject,
  outFile,
  outNull,
  selectObject,
  sortObject,
  whereObject,
  writeHost,
  writeOutput,
  ...SESSION_COMMANDS,
];

/** By name or alias, in any case. */
export function findOwn(name: string): OwnCommand | undefined {
  const wanted = name.toLowerCase();
  return OWN_COMMANDS.find((command) => command.name.toLowerCase() === wanted || command.aliases?.includes(wanted));
}
