// What was said on a connection, line by line, for traces and tests. Credentials never get in.

const MAX_LINES = 2_000;
const MAX_LINE_LENGTH = 1_000;
const MECHANISMS = new Set(["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER", "NTLM", "GSSAPI", "DIGEST-MD5"]);
const MASK = "****";

/** Holds the connection's opening (greeting, EHLO, STARTTLS, AUTH) and the current transaction. */
export class Transcript {
  readonly #opening = new Part();
  #transaction = new Part();
  #to = this.#opening;
  #startedAt: number | undefined;

  client(line: string): void {
    this.#add(`C: ${line}`);
  }

  /** One reply, several lines joined with CRLF or LF. */
  server(reply: string): void {
    if (!reply.includes("\n")) this.#add(`S: ${reply}`);
    else for (const line of reply.split(/\r?\n/)) this.#add(`S: ${line}`);
  }

  /** What follows belongs to the opening. */
  continueOpening(): void {
    this.#to = this.#opening;
  }

  /** What follows belongs to the transaction. */
  continueTransaction(): void {
    this.#to = this.#transaction;
  }

  /** What follows is a new transaction; the one before it is forgotten. */
  beginTransaction(): void {
    this.#transaction = new Part();
    this.#to = this.#transaction;
  }

  lines(): string[] {
    return [...this.#opening.lines, ...this.#transaction.lines];
  }

  /** Real milliseconds since the first line: when each line was said, and last of all now. */
  times(): number[] {
    return [...this.#opening.times, ...this.#transaction.times, this.#now()];
  }

  #now(): number {
    this.#startedAt ??= performance.now();
    return Math.round(performance.now() - this.#startedAt);
  }

  #add(line: string): void {
    const { lines, times } = this.#to;
    if (lines.length > MAX_LINES) return;
    times.push(this.#now());
    if (lines.length === MAX_LINES) lines.push("…");
    else lines.push(line.length > MAX_LINE_LENGTH ? shorten(line) : line);
  }
}

class Part {
  readonly lines: string[] = [];
  readonly times: number[] = [];
}

/** A cut piece would keep the whole long string alive, so it is copied. */
function shorten(line: string): string {
  return `${Buffer.from(line.slice(0, MAX_LINE_LENGTH)).toString()}…`;
}

/** "AUTH PLAIN AGFubgBzZWNyZXQ=" → "AUTH PLAIN ****". RFC 4954 §4: the initial response may be the password. */
export function maskAuth(line: string): string {
  const [, mechanism = "", argument] = line.trim().split(/\s+/, 3);
  if (mechanism === "") return "AUTH";
  const named = MECHANISMS.has(mechanism.toUpperCase());
  if (!named) return `AUTH ${MASK}`;
  return argument === undefined ? `AUTH ${mechanism}` : `AUTH ${mechanism} ${MASK}`;
}

/** A line that holds a secret without one, however it is written; also what clients of other protocols say by mistake. */
export function maskSecret(line: string): string | undefined {
  const word = SECRET_LINE.exec(line)?.[1]?.toUpperCase();
  if (word === undefined) return undefined;
  return word === "AUTH" ? maskAuth(line.slice(line.search(/\w/))) : `${word} ${MASK}`;
}

const SECRET_LINE = /^\W*(AUTH|PASS|(?:PROXY-)?AUTHORIZATION)\b/i;

export const MASKED_LINE = MASK;
