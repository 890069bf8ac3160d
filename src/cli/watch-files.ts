// Tells when files changed. It looks at them instead of asking the system: editors put a new file in the old one's place,
// and a folder shared with a container tells of nothing.
import { readFileSync, statSync } from "node:fs";

export interface WatchOptions {
  /** Asked anew each time: they may name one another. */
  readonly files: () => readonly string[];
  /** Once for each change, when the files have stopped changing. */
  readonly changed: () => void;
  /** What `textOf` gave before they were read: no change since is missed. */
  readonly since?: string;
  /** Real milliseconds. */
  readonly everyMs?: number;
}

/** @returns how to stop. */
export function watchFiles({ files, changed, since, everyMs = 500 }: WatchOptions): () => void {
  let names = files();
  let [state, text] = [stateOf(names), since ?? textOf(names)];
  let isChanging = since !== undefined;
  const look = () => {
    const now = stateOf(names);
    if (now !== state) {
      // Half a file is written first: it is read once it was the same twice.
      state = now;
      isChanging = true;
      return;
    }
    if (!isChanging) return;
    isChanging = false;
    names = files();
    const read = textOf(names);
    state = stateOf(names);
    if (read === text) return;
    text = read;
    changed();
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}

function stateOf(files: readonly string[]): string {
  const states = files.map((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : "";
  });
  return [...files, ...states].join("\n");
}

/** What stands in the files, for comparison. */
export function textOf(files: readonly string[]): string {
  return files
    .map((file) => {
      try {
        return readFileSync(file, "utf8");
      } catch {
        return "";
      }
    })
    .join("\0");
}
