// The only source of time. Virtual time rules mail (retries, ages, dates); sockets keep real time.

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number;

export interface Clock {
  now(): Instant;
  /** Runs `onDue` once `at` is reached, by real time passing or by a jump; returns how to cancel. */
  at(at: Instant, onDue: () => void): () => void;
}

export interface SettableClock extends Clock {
  /** Jumps forward to `at`; what became due runs. Never goes back. */
  jumpTo(at: Instant): void;
  /** Back to real time, or to where a frozen clock began. Only once nothing is left that knows a later time. */
  rewind(): void;
  /** How far ahead of real time it was moved, milliseconds. */
  readonly offsetMs: number;
  /** It moves by jumps only. */
  readonly isFrozen: boolean;
  /** Earliest instant that something waits for. */
  nextAlarm(): Instant | undefined;
}

interface Alarm {
  at: Instant;
  onDue: () => void;
}

/** Real time plus an offset that grows with each jump. `frozenAt` stops real time: it then moves by jumps only. */
export function createClock(options: { frozenAt?: Instant; offsetMs?: number } = {}): SettableClock {
  let offset = options.offsetMs ?? 0;
  let frozen = options.frozenAt;
  const begin = options.frozenAt;
  const alarms = new Set<Alarm>();
  let timer: NodeJS.Timeout | undefined;

  const now = () => frozen ?? Date.now() + offset;
  const ring = () => {
    const due = [...alarms].filter((alarm) => alarm.at <= now()).sort((a, b) => a.at - b.at);
    for (const alarm of due) {
      // One that rang before may have cancelled it.
      if (alarms.delete(alarm)) alarm.onDue();
    }
    arm();
  };
  const arm = () => {
    clearTimeout(timer);
    if (alarms.size === 0) return;
    let next = Number.POSITIVE_INFINITY;
    for (const alarm of alarms) next = Math.min(next, alarm.at);
    if (frozen !== undefined && next > frozen) return;
    timer = setTimeout(ring, Math.min(Math.max(0, next - now()), 2 ** 30));
    timer.unref();
  };

  return {
    now,
    at(at, onDue) {
      const alarm = { at, onDue };
      alarms.add(alarm);
      arm();
      return () => {
        alarms.delete(alarm);
      };
    },
    get offsetMs() {
      return offset;
    },
    get isFrozen() {
      return frozen !== undefined;
    },
    nextAlarm() {
      let next: Instant | undefined;
      for (const alarm of alarms) next = Math.min(next ?? alarm.at, alarm.at);
      return next;
    },
    rewind() {
      offset = 0;
      frozen = begin;
      arm();
    },
    jumpTo(at) {
      const ahead = at - now();
      if (ahead <= 0) return;
      if (frozen === undefined) offset += ahead;
      else frozen = at;
      ring();
    },
  };
}
