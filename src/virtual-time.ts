// Discrete-event time: wait until nothing happens, jump to the next due instant, again, until the goal is reached.
import type { Database } from "./database/database.ts";
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

/** Time never goes back in a data folder: a restart goes on as far ahead of real time as it was. */
export async function readClockOffset(db: Database): Promise<number> {
  const row = await db.get<{ value: string }>("SELECT value FROM meta WHERE name = 'clock-offset-ms'");
  return Number(row?.value ?? 0);
}

export async function keepClockOffset(db: Database, offsetMs: number): Promise<void> {
  await db.write((tx) =>
    tx.run(
      "INSERT INTO meta (name, value) VALUES ('clock-offset-ms', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [String(offsetMs)],
    ),
  );
}
