// Lines of an SMTP dialog: who said each, and whether it was a refusal.
export interface Line {
  readonly number: number;
  readonly by: "C" | "S";
  readonly text: string;
  readonly tone: "" | "waiting" | "failed";
}

export function linesOf(transcript: readonly string[]): Line[] {
  return transcript.map((line, number) => {
    const by = line.startsWith("C:") ? "C" : "S";
    const text = line.replace(/^[CS]: ?/, "");
    return { number, by, text, tone: by === "S" ? toneOf(text) : "" };
  });
}

/** RFC 5321 §4.2.1 */
const toneOf = (reply: string): Line["tone"] =>
  /^5\d\d/.test(reply) ? "failed" : /^4\d\d/.test(reply) ? "waiting" : "";
