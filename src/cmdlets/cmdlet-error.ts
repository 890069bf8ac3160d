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
const TASKS = "Microsoft.Exchange.Configuration.Tasks";

export const argumentError = (text: string) => new CmdletError(ARGUMENT_EXCEPTION, text);
export const bindingError = (text: string) => new CmdletError(BINDING_EXCEPTION, text);

/** `server`: the directory server that was asked. */
export function notFound(identity: string, server: string): CmdletError {
  return new CmdletError(
    `${TASKS}.ManagementObjectNotFoundException`,
    `The operation couldn't be performed because object '${identity.slice(0, 200)}' couldn't be found on '${server}'.`,
    "NotFound",
  );
}

export function ambiguous(identity: string): CmdletError {
  return new CmdletError(
    `${TASKS}.ManagementObjectAmbiguousException`,
    `The operation couldn't be performed because '${identity.slice(0, 200)}' matches multiple entries.`,
  );
}

/** Seen on the wire. */
const SEEN_IDS: Readonly<Record<string, string>> = {
  [ARGUMENT_EXCEPTION]: "",
  [`${TASKS}.ManagementObjectNotFoundException`]: "Ex6F9304",
};

/** One id per type. */
function errorId(dotNetType: string): string {
  const made = (crc32(dotNetType) & 0xffffff).toString(16).toUpperCase().padStart(6, "0");
  return SEEN_IDS[dotNetType] ?? `Ex${made}`;
}
