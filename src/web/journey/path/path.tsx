// The way of a message drawn for a room: boxes, the message moving along, and a sentence at each stop.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Journey } from "../../api/types.ts";
import { duration } from "../../parts/time.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import type { Chooser } from "../use-choice.ts";
import { columnsFor, layOut, type Place } from "./lay-out.ts";
import { type Step, stepsOf } from "./path-steps.ts";
import { type Player, usePlayer, wantsLessMotion } from "./use-player.ts";
import "./path.css";

export function Path({ journey, chooser }: { journey: Journey; chooser: Chooser }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>("button.primary")?.focus();
  }, []);
  const steps = stepsOf(journey);
  const given = chooser.choice.step;
  const step = Math.max(0, Math.min(steps.length - 1, Number(given ?? 0) || 0));
  const show = (next: number) => chooser.choose({ step: String(next) });
  const player = usePlayer(step, steps.length, show, given === undefined && !wantsLessMotion());
  const close = () => chooser.choose({ show: undefined, step: undefined });
  return (
    <dialog ref={dialog} class="path" aria-labelledby="path-title" onClose={close} data-testid="path">
      <header>
        <h2 id="path-title" dir="auto">
          {visibleText(journey.subject) || "(no subject)"}
        </h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      {steps.length === 0 ? (
        <p>Nothing is known of its way: an older version wrote this journey.</p>
      ) : (
        <>
          <Drawing steps={steps} at={step} goTo={player.goTo} />
          <p class="sentence" aria-live="polite" data-testid="sentence" dir="auto">
            {steps[step]?.sentence}
          </p>
          <Controls step={step} count={steps.length} player={player} />
        </>
      )}
    </dialog>
  );
}

interface DrawingProps {
  readonly steps: readonly Step[];
  readonly at: number;
  readonly goTo: (step: number) => void;
}

function Drawing({ steps, at, goTo }: DrawingProps) {
  const columns = columnsFor(steps.length, useWidth());
  const places = layOut(steps.length, columns);
  const here = places[at];
  const rows = Math.ceil(steps.length / columns);
  return (
    <div class="drawing" style={{ "--columns": columns, "--rows": rows }}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path class="ahead" d={lineOf(steps, places)} />
        <path class="behind" d={lineOf(steps, places.slice(0, at + 1))} />
      </svg>
      <ol>
        {steps.map((step, index) => (
          <li key={`${index}${step.place}`} style={positionOf(places[index])}>
            <Box step={step} isHere={index === at} isAhead={index > at} choose={() => goTo(index)} />
          </li>
        ))}
      </ol>
      <span class={`letter ${steps[at]?.state}`} style={positionOf(here)} aria-hidden="true">
        ✉
      </span>
    </div>
  );
}

const SIGNS = { ok: "✓", failed: "✕", waiting: "…" } as const;
const WORDS = { ok: "", failed: ", failed", waiting: ", waiting" } as const;

interface BoxProps {
  readonly step: Step;
  readonly isHere: boolean;
  readonly isAhead: boolean;
  readonly choose: () => void;
}

function Box({ step: { place, name, state, reached }, isHere, isAhead, choose }: BoxProps) {
  return (
    <button
      type="button"
      class={`box ${state} ${isHere ? "here" : ""} ${isAhead ? "ahead" : ""}`}
      onClick={choose}
      {...(isHere && { "aria-current": "step" })}
    >
      <b>
        <span aria-hidden="true">{SIGNS[state]}</span> {place}
        <span class="visually-hidden">{WORDS[state]}</span>
      </b>
      {name !== place && <bdi>{name}</bdi>}
      {reached !== null && <small>{duration(reached)}</small>}
    </button>
  );
}

function Controls({ step, count, player }: { step: number; count: number; player: Player }) {
  return (
    <footer>
      <button type="button" onClick={() => player.goTo(step - 1)} disabled={step === 0}>
        ← Back
      </button>
      <button type="button" class="primary" onClick={player.toggle} data-testid="play">
        {player.isPlaying ? "Pause" : "Play"}
      </button>
      <button type="button" onClick={() => player.goTo(step + 1)} disabled={step === count - 1}>
        Step →
      </button>
      <label>
        <input type="checkbox" checked={player.isSlow} onChange={player.toggleSlow} /> Slow motion
      </label>
      <span class="faint">
        {step + 1} of {count} · <kbd>←</kbd> <kbd>→</kbd> step, <kbd>space</kbd> plays, <kbd>s</kbd> slow,{" "}
        <kbd>Esc</kbd> closes
      </span>
    </footer>
  );
}

const lineOf = (steps: readonly Step[], places: readonly Place[]): string =>
  places.map(({ x, y }, index) => `${index === 0 || steps[index]?.isAnotherCopy ? "M" : "L"}${x} ${y}`).join("");
const positionOf = (place: Place | undefined) => ({ left: `${place?.x ?? 0}%`, top: `${place?.y ?? 0}%` });

function useWidth(): number {
  const [width, setWidth] = useState(innerWidth);
  useEffect(() => {
    const resize = () => setWidth(innerWidth);
    addEventListener("resize", resize);
    return () => removeEventListener("resize", resize);
  }, []);
  return width;
}
