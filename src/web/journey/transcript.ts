// Lines of an SMTP dialog: who said each, and whether it was a refusal.
export interface Line {
  readonly number: number;
  readonly by: "C" | "S";
  readonly text: string;
  readonly tone: "" | "waiting" | "failed";
  /** Milliseconds since the line before; null where nobody measured. */
  readonly after: number | null;
}

export function linesOf(transcript: readonly string[], times: readonly number[] | null = null): Line[] {
  const after = (number: number) => {
    const at = times?.[number];
    return at === undefined ? null : Math.max(0, at - (times?.[number - 1] ?? 0));
  };
  return transcript.map((line, number) => {
    const by = line.startsWith("C:") ? "C" : "S";
    const text = line.replace(/^[CS]: ?/, "");
    return { number, by, text, tone: by === "S" ? toneOf(text) : "", after: after(number) };
  });
}

/** RFC 5321 §4.2.1 */
const toneOf = (reply: string): Line["tone"] =>
  /^5\d\d/.test(reply) ? "failed" : /^4\d\d/.test(reply) ? "waiting" : "";
