// Moves through steps by itself or by keys: arrows step, the space bar plays and pauses, s is slow motion.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

const STEP_MS = 1800;
const SLOW_MS = 5000;

export interface Player {
  readonly isPlaying: boolean;
  readonly isSlow: boolean;
  readonly goTo: (step: number) => void;
  readonly toggle: () => void;
  readonly toggleSlow: () => void;
}

export const wantsLessMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function usePlayer(step: number, count: number, show: (step: number) => void, plays: boolean): Player {
  const [isPlaying, setPlaying] = useState(plays);
  const [isSlow, setSlow] = useState(false);
  const isLast = step >= count - 1;
  useEffect(() => {
    if (!isPlaying) return;
    if (isLast) return setPlaying(false);
    const timer = setTimeout(() => show(step + 1), isSlow ? SLOW_MS : STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, isSlow, isLast, step]);

  const goTo = (wanted: number) => {
    setPlaying(false);
    show(Math.max(0, Math.min(count - 1, wanted)));
  };
  const toggle = () => {
    if (!isPlaying && isLast) show(0);
    setPlaying(!isPlaying);
  };
  const toggleSlow = () => setSlow(!isSlow);
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isOnButton = event.target instanceof HTMLButtonElement;
      if (event.key === "ArrowRight" || event.key === "ArrowDown") goTo(step + 1);
      else if (event.key === "ArrowLeft" || event.key === "ArrowUp") goTo(step - 1);
      else if (event.key === "Home") goTo(0);
      else if (event.key === "End") goTo(count - 1);
      else if (event.key === " " && !isOnButton) toggle();
      else if (event.key === "s") toggleSlow();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return { isPlaying, isSlow, goTo, toggle, toggleSlow };
}
