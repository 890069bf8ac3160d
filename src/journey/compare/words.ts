// Values as a difference shows them.

const MOST_LETTERS = 200;

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= MOST_LETTERS ? line : `${line.slice(0, MOST_LETTERS - 1).toWellFormed()}…`;
}

/** Text of which only blanks differ is the same here. */
export const collapsed = (text: string): string => text.replace(/\s+/g, " ").trim();

export function bytesInWords(count: number): string {
  return count === 1 ? "1 byte" : `${count.toLocaleString("en-US")} bytes`;
}
