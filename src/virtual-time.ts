// Discrete-event time: wait until nothing happens, jump to the next due instant, again, until the goal is reached.
import type { Activity } from "./runtime/activity.ts";
import type { SettableClock } from "./runtime/clock.ts";

export interface TimeOptions {
  readonly clock: SettableClock;
  readonly activity: Activity;
  /** Was mail handed to a foreign process since the last call? Then quiet means this long without traffic. */
  readonly handedAbroad: () => boolean;
  /** Real milliseconds. */
  readonly foreignQuietMs: number;
}

export async function advanceTo(goal: number, options: TimeOptions): Promise<void> {
  const { clock } = options;
  for (;;) {
    await quiet(options);
    const next = clock.nextAlarm();
    if (next === undefined || next > goal) break;
    clock.jumpTo(Math.max(next, clock.now()));
    // What real time makes due by itself rings by its timer; give it its turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  clock.jumpTo(goal);
  await quiet(options);
}

async function quiet({ activity, handedAbroad, foreignQuietMs }: TimeOptions): Promise<void> {
  await activity.idle();
  while (handedAbroad()) {
    for (let since = performance.now(); performance.now() - since < foreignQuietMs; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (!activity.busy) continue;
      await activity.idle();
      since = performance.now();
    }
  }
}
