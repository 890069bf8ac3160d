// The sandbox's time, which may be another than the browser's, or stand still.
import { signal } from "@preact/signals";
import type { Clock } from "./answers.ts";
import { get, send } from "./http.ts";

/** Milliseconds UTC; changes each ten seconds, so that relative times stay true. */
export const now = signal(Date.now());
/** As it was told last. */
export const clock = signal<Clock | undefined>(undefined);

/** Sandbox time minus browser time, milliseconds. */
let aheadMs = 0;

export async function readClock(): Promise<void> {
  take(await get<Clock>("/api/clock"));
}

/** @param by "1h", "90s". Resolves when everything that became due has happened. */
export async function advanceClock(by: string): Promise<void> {
  take(await send<Clock>("POST", "/api/clock/advance", { by }));
}

function take(told: Clock): void {
  clock.value = told;
  aheadMs = told.milliseconds - Date.now();
  tick();
}

/** Milliseconds UTC of the sandbox, as far as it told. */
export const instant = (): number => (clock.value?.frozen ? clock.value.milliseconds : Date.now() + aheadMs);

export function tick(): void {
  now.value = instant();
}

setInterval(tick, 10_000);
