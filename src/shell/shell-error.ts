// What goes wrong in a script: where, what, and what would be right.

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** PowerShell's error categories, as it prints them. about_Error_Records */
export type Category =
  | "ParserError"
  | "InvalidArgument"
  | "InvalidData"
  | "InvalidOperation"
  | "ObjectNotFound"
  | "PermissionDenied"
  | "NotSpecified"
  | "OpenError";

export interface ErrorParts {
  readonly at: Position;
  readonly category?: Category;
  /** The command that failed. */
  readonly command?: string;
  /** .NET's name of it, without its namespace. */
  readonly exception?: string;
}

export class ShellError extends Error {
  override readonly name = "ShellError";
  readonly at: Position;
  readonly category: Category;
  readonly command: string | undefined;
  readonly exception: string;

  constructor(text: string, { at, category = "NotSpecified", command, exception = "RuntimeException" }: ErrorParts) {
    super(text);
    this.at = at;
    this.category = category;
    this.command = command;
    this.exception = exception;
  }
}

export const USE_THE_MODULE =
  "This shell has what administrators type most; for all of PowerShell use the module: recall-sandbox exo --module DIR.";

export function parseError(text: string, at: Position): ShellError {
  return new ShellError(text, { at, category: "ParserError", exception: "ParseException" });
}

/** PowerShell has it, this shell doesn't. */
export const beyond = (what: string, at: Position): ShellError => parseError(`${what} ${USE_THE_MODULE}`, at);

/** As Windows PowerShell prints it; the text alone where it is about the script as a whole. */
export function formatError({ message, at, category, command, exception }: ShellError): string {
  const where = `At line:${at.line} char:${at.column}`;
  const record = `    + CategoryInfo          : ${category}: (:) [${command ?? ""}], ${exception}`;
  return [command === undefined ? message : `${command} : ${message}`, where, record].join("\n");
}
