// j and k go from one element to the next, wherever they stand on a screen that is no list of rows.
import { useEffect } from "preact/hooks";
import { isDialogOpen, isTyping } from "./shortcuts.tsx";

/** @param selector of what takes the focus, in the order of the page. */
export function useSteps(selector: string): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || isDialogOpen()) return;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      const all = [...document.querySelectorAll<HTMLElement>(selector)];
      if (step === 0 || all.length === 0) return;
      const at = all.findIndex((one) => one.contains(document.activeElement));
      const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [selector]);
}
