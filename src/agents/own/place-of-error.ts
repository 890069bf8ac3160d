// Where in a user's file an error comes from: Node tells it in the stack, in the text, or not at all.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Place } from "../../organization/located.ts";
import { MARK } from "./generation.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** @param files the user's, the one that was imported first. */
export async function placeOfError(error: unknown, files: readonly string[]): Promise<Place> {
  const [file = ""] = files;
  if (!(error instanceof Error)) return { file };
  return (
    placeOfSyntax(error.stack ?? "", files) ??
    placeOfImport(error, files) ??
    placeOfFrame(error.stack ?? "", files) ??
    (error instanceof SyntaxError ? await placeByCheck(files) : undefined) ?? { file }
  );
}

/** First place that the pattern has in the text. */
export function placeOfText({ file, text }: Source, pattern: RegExp): Place | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  // A pattern may begin with the end of the line before.
  const before = text.slice(0, found.index + found[0].search(/\S/)).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

export function sourceOf(file: string): Source {
  try {
    return { file, text: readFileSync(file, "utf8") };
  } catch {
    return { file, text: "" };
  }
}

/** "/agents/a.ts:2", the line, and a caret under the place: TypeScript that can't be erased, names that are not exported. */
function placeOfSyntax(stack: string, files: readonly string[]): Place | undefined {
  const [head = "", ...lines] = stack.split("\n");
  const [, address = "", line] = /^(.+):(\d+)$/.exec(head) ?? [];
  const file = fileOf(address);
  if (!files.includes(file)) return undefined;
  const caret = lines.find((text) => /^\s*\^+\s*$/.test(text))?.indexOf("^") ?? 0;
  return { file, line: Number(line), column: caret + 1 };
}

/** "Cannot find module '/agents/none.ts' imported from /agents/a.ts": the line that names it. */
function placeOfImport(error: Error, files: readonly string[]): Place | undefined {
  const [, missing = "", importer = ""] =
    /^Cannot find (?:module|package) '(.+)' imported from (.+)$/.exec(error.message) ?? [];
  const file = fileOf(importer);
  if (!files.includes(file)) return undefined;
  return placeOfText(sourceOf(file), new RegExp(`["'][^"'\n]*${literal(basename(missing))}[^"'\n]*["']`)) ?? { file };
}

/** "at f (file:///agents/a.ts?agents=1:4:3)" */
function placeOfFrame(stack: string, files: readonly string[]): Place | undefined {
  for (const [, address = "", line, column] of stack.matchAll(
    /^\s+at .*?((?:file:\/\/|\/|[A-Z]:\\).*?):(\d+):(\d+)\)?$/gm,
  )) {
    const file = fileOf(address);
    if (files.includes(file)) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Of plain JavaScript Node tells the place on standard error only, so it is asked to check the files by themselves. */
async function placeByCheck(files: readonly string[]): Promise<Place | undefined> {
  for (const file of files.filter((name) => /\.[cm]?js$/.test(name))) {
    const place = placeOfSyntax(await complaint(file), [file]);
    if (place) return place;
  }
  return undefined;
}

function complaint(file: string): Promise<string> {
  return new Promise((resolve) => {
    const options = { timeout: 10_000, env: {} };
    execFile(process.execPath, ["--check", file], options, (_error, _stdout, stderr) => resolve(stderr));
  });
}

function fileOf(address: string): string {
  const bare = address.replace(MARK, "");
  try {
    return bare.startsWith("file:") ? fileURLToPath(bare) : bare;
  } catch {
    return bare;
  }
}

/** The text as a part of a pattern. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
