// Errors as Exchange Online words them: "<error id>|<.NET type>|<text>".
import { crc32 } from "node:zlib";

export type ErrorCategory = "BadRequest" | "NotFound" | "Forbidden";

export class CmdletError extends Error {
  override readonly name = "CmdletError";
  readonly category: ErrorCategory;
  readonly dotNetType: string;

  constructor(dotNetType: string, text: string, category: ErrorCategory = "BadRequest") {
    super(text);
    this.dotNetType = dotNetType;
    this.category = category;
  }

  /** Clients split it at "|" or take the last part. */
  get line(): string {
    return `${errorId(this.dotNetType)}|${this.dotNetType}|${this.message}`;
  }
}

export const ARGUMENT_EXCEPTION = "System.ArgumentException";
const BINDING_EXCEPTION = "System.Management.Automation.ParameterBindingException";

export const argumentError = (text: string) => new CmdletError(ARGUMENT_EXCEPTION, text);
export const bindingError = (text: string) => new CmdletError(BINDING_EXCEPTION, text);

/** One id per type, as seen on the wire; plain argument errors were seen without one. */
function errorId(dotNetType: string): string {
  if (dotNetType === ARGUMENT_EXCEPTION) return "";
  return `Ex${(crc32(dotNetType) & 0xffffff).toString(16).toUpperCase().padStart(6, "0")}`;
}
