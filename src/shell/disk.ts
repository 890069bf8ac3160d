// Files of scripts on the disk: Export-Csv, Out-File.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ShellFiles } from "./host.ts";

/** Paths are below `folder` unless they are whole. */
export function diskFiles(folder: string): ShellFiles {
  const at = (path: string) => resolve(folder, path);
  return {
    read(path) {
      if (!existsSync(at(path))) return undefined;
      const bytes = readFileSync(at(path));
      const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
      return bytes.toString(isWide ? "utf16le" : "utf8");
    },
    write: (path, text, encoding) => writeFileSync(at(path), text, encoding),
    append: (path, text, encoding) => appendFileSync(at(path), text, encoding),
  };
}
