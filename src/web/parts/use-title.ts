// The window's title, where a page is about one message; other screens have theirs from the bar.
import { useEffect } from "preact/hooks";
import { visibleText } from "./visible-text.ts";

/** @param text a stranger's; undefined while it is not known. @param answer whenever there is another, the title is set. */
export function useTitle(text: string | undefined, answer: unknown): void {
  useEffect(() => {
    if (text !== undefined) document.title = `${visibleText(text)} · recall-sandbox`;
  }, [answer]);
}
