// The sandbox's time, which may be another than the browser's.
import { signal } from "@preact/signals";
import { get } from "./http.ts";

export interface ClockState {
  readonly now: string;
  readonly [key: string]: unknown;
}

/** Sandbox time minus browser time, milliseconds. */
const aheadMs = signal(0);
/** Milliseconds UTC; changes each ten seconds, so that relative times stay true. */
export const now = signal(Date.now());

export async function readClock(): Promise<void> {
  const { now: instant } = await get<ClockState>("/api/clock");
  aheadMs.value = Date.parse(instant) - Date.now();
  tick();
}

function tick(): void {
  now.value = Date.now() + aheadMs.value;
}

setInterval(tick, 10_000);
