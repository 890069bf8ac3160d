// The command line that does the same, of the sandbox that shows it.
import { commandLine } from "./command-line.ts";

export const command = (words: string): string => commandLine(words, location.origin);
