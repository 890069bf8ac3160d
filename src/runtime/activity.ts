// Counts what is in flight, so that virtual time jumps only while nothing happens.

export interface Activity {
  /** Something began; call the result when it ended. */
  begin(): () => void;
  readonly busy: boolean;
  /** Resolves once nothing is in flight and handed-over work had its turns of the loop. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  let running = 0;
  let waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    get busy() {
      return running > 0;
    },
    begin() {
      running += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        running -= 1;
        if (running > 0) return;
        const released = waiting;
        waiting = [];
        for (const release of released) release();
      };
    },
    async idle() {
      for (let quiet = 0; quiet < 5; quiet += 1) {
        while (running > 0) {
          quiet = 0;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        await turn();
      }
    },
  };
}
