// What just happened happened now: the page's time goes on with what it is told, and is asked for where somebody else moved it.
import { instant, readClock, tick } from "../api/clock.ts";
import type { StreamEvent } from "../api/events.ts";

/** Milliseconds: as far apart may the two clocks be. */
const SLACK_MS = 2000;
/** All that shows a time is drawn again. */
const PAUSE_MS = 500;
let waiting: ReturnType<typeof setTimeout> | undefined;
let isAsking = false;
/** What is being answered may be of before the last event. */
let isToAskAgain = false;

export function keepTime(event: StreamEvent): void {
  waitAndTick();
  if (!isElsewhere(event)) return;
  if (isAsking) isToAskAgain = true;
  else ask();
}

function ask(): void {
  isAsking = true;
  readClock()
    // Where it can't be asked now it is asked when the connection is back.
    .catch(() => undefined)
    .finally(() => {
      isAsking = false;
      if (!isToAskAgain) return;
      isToAskAgain = false;
      ask();
    });
}

function waitAndTick(): void {
  if (waiting !== undefined) return;
  waiting = setTimeout(() => {
    waiting = undefined;
    tick();
  }, PAUSE_MS);
}

function isElsewhere(event: StreamEvent): boolean {
  if (event.type === "connected" || event.type === "gap") return true;
  return Date.parse(String(event.data.at)) > instant() + SLACK_MS;
}
