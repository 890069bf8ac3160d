// What the check can't do is told as a sentence, exit code 2; a file that can't be written is one of these.
import { CheckError } from "../../check/options.ts";
import { CommandError } from "../terminal.ts";

export function inWords<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asCommandError(error);
  }
}

export function asCommandError(error: unknown): unknown {
  if (error instanceof CheckError) return new CommandError(error.message);
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  const isFile =
    code !== undefined && ["open", "mkdir", "write", "unlink", "rm", "scandir", "lstat"].includes(`${syscall}`);
  return isFile ? new CommandError(`The report can't be written: ${message}.`) : error;
}
