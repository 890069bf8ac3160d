// The words of $filter. OData 4.01 part 2, 5.1.1
import { badQuery } from "./graph-error.ts";

export interface Token {
  readonly kind: "word" | "string" | "open" | "close" | "end";
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:(\()|(\))|'((?:[^']|'')*)'|([^\s()',]+|,)|('))/y;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    const [whole = "", open, close, quoted, word] = match ?? [];
    const at = start + whole.length - whole.trimStart().length;
    if (open) tokens.push({ kind: "open", text: open, at });
    else if (close) tokens.push({ kind: "close", text: close, at });
    else if (quoted !== undefined) tokens.push({ kind: "string", text: quoted.replaceAll("''", "'"), at });
    else if (word !== undefined) tokens.push({ kind: "word", text: word, at });
    else throw badQuery(`Invalid filter clause: Syntax error at position ${at} in '${text.slice(0, 200)}'.`);
  }
  return tokens;
}
