// "/clock#faults": the router changes the address and leaves the page where it was.
import { useEffect } from "preact/hooks";

/** What somebody does who has arrived. */
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Scrolls to the part of the screen that the address names, on arrival and when a link to it is pressed. */
export function useHash(): void {
  useEffect(() => {
    const scroll = () => document.getElementById(location.hash.slice(1))?.scrollIntoView();
    // What is above may still be loading.
    const observer = new ResizeObserver(scroll);
    observer.observe(document.body);
    const leave = () => observer.disconnect();
    const press = ({ target }: MouseEvent) => {
      // The router changes the address after this.
      if (target instanceof Element && target.closest('a[href*="#"]')) setTimeout(scroll);
    };
    addEventListener("click", press);
    for (const act of ACTS) addEventListener(act, leave, { once: true });
    return () => {
      leave();
      removeEventListener("click", press);
      for (const act of ACTS) removeEventListener(act, leave);
    };
  }, []);
}
