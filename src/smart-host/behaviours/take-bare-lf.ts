// Takes a bare LF for the end of a line, and makes CRLF of it, as servers do that are kind to bad clients: what follows
// LF.LF is then mail of its own, which anybody may have written.
import type { Behaviour } from "./behaviour.ts";

/** The class of vulnerabilities known as SMTP smuggling. RFC 5321 §4.1.1.4 */
export function takeBareLf(): Behaviour {
  return {
    name: "take-bare-lf",
    needs: "message",
    takesBareLf: true,
    apply(message) {
      message.body = Buffer.from(message.body.toString("latin1").replace(/(?<!\r)\n/g, "\r\n"), "latin1");
    },
  };
}
