// What was tried, as the fragment of a link: it shows the same to whoever opens it, and no server is told of it.
import type { Tried } from "./ask-explain.ts";

/** Characters: chats and mail programs break longer links. */
export const LONGEST_LINK = 8000;

const NAME = "#tried=";

/** "#tried=…"; undefined where it is too long, or is a file. */
export function fragmentOf({ message, sender, recipients, file }: Tried): string | undefined {
  if (file) return undefined;
  const fragment = NAME + encode(JSON.stringify([message, sender, recipients]));
  return fragment.length <= LONGEST_LINK ? fragment : undefined;
}

/** Undefined where it is nothing of the kind. */
export function readFragment(fragment: string): Tried | undefined {
  if (!fragment.startsWith(NAME) || fragment.length > LONGEST_LINK) return undefined;
  try {
    const [message, sender, recipients, ...more] = JSON.parse(decode(fragment.slice(NAME.length)));
    const isText = [message, sender, recipients].every((one) => typeof one === "string");
    return isText && more.length === 0 ? { message, sender, recipients, file: undefined } : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 4648 §5, without its padding. */
function encode(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function decode(text: string): string {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
}
