// What the shell needs of the world around it; the command line and the library give their own.
import type { Parameters } from "../cmdlets/cmdlet.ts";
import type { ShellError } from "./shell-error.ts";
import type { ShellObject, Value } from "./values.ts";

/** What a cmdlet is, as far as the shell must know. */
export interface Declared {
  readonly name: string;
  readonly parameters: Parameters;
  /** For Get-Help. */
  readonly synopsis?: string;
}

export interface Invoked {
  readonly objects: readonly ShellObject[];
  readonly warnings: readonly string[];
  /** "What if: …" */
  readonly confirmation?: string;
}

export interface ShellHost {
  /** Cmdlets of the service, run by `invoke`. */
  readonly cmdlets: readonly Declared[];
  /** @throws InvokeError */
  invoke(cmdlet: string, parameters: Readonly<Record<string, unknown>>): Promise<Invoked>;
  now(): Date;
  /** Whether to go on; undefined where nobody can say. */
  confirm(question: string): Promise<boolean | undefined>;
  /** What a statement left. */
  output(values: readonly Value[]): void;
  /** Write-Host, and `What if: …`. */
  say(text: string): void;
  warn(text: string): void;
  fail(error: ShellError): void;
  readonly files: ShellFiles;
  /** Of a terminal; infinite elsewhere. */
  readonly width: number;
}

export interface ShellFiles {
  /** Undefined where there is none. */
  read(path: string): string | undefined;
  write(path: string, text: string, encoding: "utf8" | "utf16le" | "ascii"): void;
  append(path: string, text: string, encoding: "utf8" | "utf16le" | "ascii"): void;
}

/** A cmdlet refused. */
export class InvokeError extends Error {
  override readonly name = "InvokeError";
  /** With its namespace. */
  readonly dotNetType: string;

  constructor(text: string, dotNetType: string) {
    super(text);
    this.dotNetType = dotNetType;
  }
}
