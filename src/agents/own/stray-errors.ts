// An agent that starts something and doesn't await it leaves errors to nobody: they are its file's, and must not end
// the process. Errors that are not from users' files go the way they would have gone.
import { fileURLToPath } from "node:url";
import { MARK } from "./generation.ts";

export interface StrayErrors {
  /** `file`: the user's, absolute. Called instead of the end of the process. */
  found(error: unknown, file: string): void;
}

/** @returns how to stop listening. */
export function catchStrayErrors({ found }: StrayErrors): () => void {
  const take = (error: unknown): boolean => {
    const file = userFileOf(error);
    if (file !== undefined) found(error, file);
    return file !== undefined;
  };
  const onRejection = (reason: unknown) => {
    if (!take(reason) && process.listenerCount("unhandledRejection") === 1) throw reason;
  };
  const onException = (error: unknown) => {
    if (take(error) || process.listenerCount("uncaughtException") > 1) return;
    // As if nobody had listened: Node prints it and ends the process.
    process.off("uncaughtException", onException);
    setImmediate(() => {
      throw error;
    });
  };
  process.on("unhandledRejection", onRejection);
  process.on("uncaughtException", onException);
  return () => {
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onException);
  };
}

/** The first file in the stack that was loaded from an agents folder. */
function userFileOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const address = /(?:file:\/\/[^\s()]+?\?agents=\d+)(?=:\d+)/.exec(stack)?.[0];
  return address === undefined ? undefined : fileURLToPath(address.replace(MARK, ""));
}
