// What a test is told when something can't be done, each in a sentence.
import type { SmtpReply } from "../smtp/reply.ts";

/** The server refused the message, or some of its recipients. */
export class MailRefusedError extends Error {
  override readonly name = "MailRefusedError";
  /** The server's last word. */
  readonly reply: SmtpReply;
  /** Recipients that were refused, with the reply that did it. */
  readonly refused: readonly { readonly address: string; readonly reply: SmtpReply }[];
  /** Recipients for whom the message was taken all the same. */
  readonly accepted: readonly string[];
  /** Lines "C: …" and "S: …". */
  readonly transcript: readonly string[];

  constructor(message: string, facts: Pick<MailRefusedError, "reply" | "refused" | "accepted" | "transcript">) {
    super(message);
    this.reply = facts.reply;
    this.refused = facts.refused;
    this.accepted = facts.accepted;
    this.transcript = facts.transcript;
  }
}

/** The message as given can't be sent at all: nobody in From, an address that is none. */
export class MailError extends Error {
  override readonly name = "MailError";
}

/** A script of `exo()` can't be read, or cmdlets of it refused. What stands behind a refusal has run all the same. */
export class ExoError extends Error {
  override readonly name = "ExoError";
  /** Each with where it stands in the script. */
  readonly errors: readonly ExoFailure[];

  constructor(errors: readonly (ExoFailure & { readonly at: { readonly line: number; readonly column: number } })[]) {
    const lines = errors.map(({ message, at, command }) => {
      const of = command === undefined ? "" : `${command} : `;
      return `${at.line}:${at.column} ${of}${message}`;
    });
    super(lines.join("\n"));
    this.errors = errors;
  }
}

export interface ExoFailure {
  readonly message: string;
  readonly command: string | undefined;
  /** .NET's name of it: "ManagementObjectNotFoundException" */
  readonly exception: string;
}

/** No request was made. */
export class RecallRefusedError extends Error {
  override readonly name = "RecallRefusedError";
}

export class UnknownMailboxError extends Error {
  override readonly name = "UnknownMailboxError";
}

export class UnknownMessageError extends Error {
  override readonly name = "UnknownMessageError";
}

/** Time was up; the message says what was there instead. */
export class WaitTimeoutError extends Error {
  override readonly name = "WaitTimeoutError";
}

export class SandboxStoppedError extends Error {
  override readonly name = "SandboxStoppedError";

  constructor() {
    super("This sandbox was stopped.");
  }
}
