// Structured logs on standard error (pino). A line about mail names it: { message: network message id, agent }.
// Secrets are masked here, whoever logs them.
import { type DestinationStream, destination, type Logger, pino } from "pino";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

export interface LogFields {
  /** Network message id of the item concerned. */
  readonly message?: string;
  /** Name of the agent at work. */
  readonly agent?: string;
  /** A defect, with its stack. */
  readonly err?: unknown;
  readonly [name: string]: unknown;
}

type Write = (fieldsOrText: LogFields | string, text?: string) => void;

export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** Lines of level debug are written: to make them costs something. */
  readonly isDebug?: boolean;
  /** The same log with fields on every line. */
  child(fields: LogFields): Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** For a reader at a terminal: one short line each instead of JSON. */
  readonly pretty?: boolean;
  /** Levels in colour; with `pretty` only. */
  readonly colours?: boolean;
  /** Appended to, instead of standard error. */
  readonly file?: string;
  /** Instead of standard error. */
  readonly stream?: DestinationStream;
}

export function createLog(options: LogOptions): Log {
  const out = options.stream ?? openDestination(options.file);
  return wrap(
    pino(
      {
        level: options.level,
        base: null,
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        formatters: { level: (level) => ({ level }), log: maskFields },
        serializers: { err: describeError, error: describeError },
      },
      options.pretty ? { write: (line) => out.write(prettyLine(line, options.colours === true)) } : out,
    ),
  );
}

/** A terminal that is gone, or a full disk, ends the lines and not the process. */
function openDestination(file: string | undefined): DestinationStream {
  const out = destination({ dest: file ?? 2, append: true, mkdir: true, sync: true });
  out.on("error", () => {});
  return out;
}

/** For tests: says nothing. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLog,
};

function wrap(logger: Logger): Log {
  const write =
    (level: "debug" | "info" | "warn" | "error"): Write =>
    (fieldsOrText, text) => {
      if (!logger.isLevelEnabled(level)) return;
      const fields = typeof fieldsOrText === "string" ? {} : fieldsOrText;
      logger[level](fields, maskText(typeof fieldsOrText === "string" ? fieldsOrText : (text ?? "")));
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    isDebug: logger.isLevelEnabled("debug"),
    child: (fields) => wrap(logger.child(maskFields(fields))),
  };
}

const SECRET_NAME = /pass(?:word|wd|phrase)?$|secret|token$|authorization|credential|cookie|private_?key|api_?key/i;
const MASK = "***";

function maskFields(fields: object): Record<string, unknown> {
  return maskValue(fields, 0) as Record<string, unknown>;
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Error || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === 5) return "[…]";
  if (Array.isArray(value)) return value.map((entry) => maskValue(entry, depth + 1));
  const masked: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    masked[name] = SECRET_NAME.test(name) && entry != null ? MASK : maskValue(entry, depth + 1);
  }
  return masked;
}

/** SMTP AUTH (RFC 4954 §4) and HTTP credentials (RFC 6750 §2.1) that stand in text. */
export function maskText(text: string): string {
  return text
    .replace(/\b(AUTH\s+(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|SCRAM-\S+))\s+\S+/gi, `$1 ${MASK}`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=:@-]{6,}/gi, `$1 ${MASK}`)
    .replace(/([?&](?:key|token|access_token)=)[^&\s"']+/gi, `$1${MASK}`);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return maskValue(error, 0);
  const described: Record<string, unknown> = { type: error.name, message: maskText(error.message) };
  if ("code" in error) described.code = error.code;
  if (error.stack) described.stack = maskText(error.stack);
  if (error.cause !== undefined) described.cause = describeError(error.cause);
  return described;
}

const COLOURS: Readonly<Record<string, number>> = { debug: 2, info: 36, warn: 33, error: 31, fatal: 31 };
const painted = (text: string, colour = 0): string => `\u001b[${colour}m${text}\u001b[0m`;

/** "12:00:00.000 warn  text  agent=… message=…", then the stack where there is one. */
function prettyLine(line: string, isColoured: boolean): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const parts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  // A subject or a reply must not move the cursor.
  const printable = (text: string) => text.replace(/[\x00-\x1f\x7f-\x9f]/g, " ");
  const stack = (err as { stack?: string } | undefined)?.stack;
  const shown = String(level).padEnd(5);
  const head = `${String(time).slice(11, 23)} ${isColoured ? painted(shown, COLOURS[shown.trim()]) : shown} ${printable(String(msg ?? ""))}`;
  return `${[head, ...parts.map(printable)].join("  ")}\n${stack ? `  ${stack.replaceAll("\n", "\n  ")}\n` : ""}`;
}
