// Header values as a reader sees them: RFC 2047 words and undeclared UTF-8 decoded.
import { decodeEncodedWords } from "./encoded-word.ts";
import type { HeaderBlock } from "./header-block.ts";

/** One line, whatever an encoded word holds; "" where the field is absent. */
export function headerText(headers: HeaderBlock, name: string): string {
  const value = headers.get(name);
  return value === undefined ? "" : decodeEncodedWords(value).replace(/[\r\n]+/g, " ");
}
