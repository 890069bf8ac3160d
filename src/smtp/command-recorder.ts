// Writes a client's commands into the transcript, credentials masked. RFC 4954 §4.
import { MASKED_LINE, maskSecret, type Transcript } from "./transcript.ts";

const VERBS = new Set("HELO EHLO STARTTLS MAIL RCPT DATA RSET NOOP QUIT VRFY HELP XCLIENT XFORWARD".split(" "));

export class CommandRecorder {
  readonly #transcript: Transcript;
  /** A client that goes on with AUTH after a refusal sends its password as a command of its own. */
  #afterAuth = false;

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  record(verb: string, line: string, state: { inAuth: boolean; inTransaction: boolean }): void {
    const transcript = this.#transcript;
    const masked = maskSecret(line);
    if (state.inAuth || masked !== undefined || (this.#afterAuth && !VERBS.has(verb))) {
      this.#afterAuth = true;
      transcript.continueOpening();
      transcript.client(state.inAuth ? MASKED_LINE : (masked ?? MASKED_LINE));
      return;
    }
    this.#afterAuth = false;
    if (verb === "HELO" || verb === "EHLO" || verb === "STARTTLS") transcript.continueOpening();
    else if (verb === "MAIL" && !state.inTransaction) transcript.beginTransaction();
    else transcript.continueTransaction();
    transcript.client(line);
  }
}
