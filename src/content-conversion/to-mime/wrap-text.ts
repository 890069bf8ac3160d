// Lines of plain text, broken where words end. Set-RemoteDomain -LineWrapSize
import type { Steps } from "../../mime/in-turns.ts";

const TURN = 2000;

/** A word longer than a line stays whole. `width` 0 breaks nothing (chosen). */
export function* wrappingText(text: string, width: number | "Unlimited"): Steps<string> {
  if (width === "Unlimited" || width === 0) return text;
  const lines = text.split("\r\n");
  for (const [index, line] of lines.entries()) {
    if (line.length > width) lines[index] = yield* wrapLine(line, width);
    if (index % TURN === TURN - 1) yield;
  }
  return lines.join("\r\n");
}

function* wrapLine(line: string, width: number): Steps<string> {
  const pieces: string[] = [];
  let from = 0;
  while (line.length - from > width) {
    // A blank right behind a full line ends it too.
    const last = line.lastIndexOf(" ", from + width);
    const blank = last > from ? last : line.indexOf(" ", from + width);
    if (blank < 0) break;
    pieces.push(line.slice(from, blank));
    from = blank + 1;
    if (pieces.length % TURN === 0) yield;
  }
  return [...pieces, line.slice(from)].join("\r\n");
}
