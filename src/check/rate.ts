// How fast mail is handed to a smart host that is not ours.

/** @param perSecond no limit where it is undefined. */
export function ratePacer(perSecond: number | undefined): (signal: AbortSignal) => Promise<void> {
  if (perSecond === undefined) return () => Promise.resolve();
  const gap = 1000 / perSecond;
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    if (at <= now) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, at - now);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
      signal.addEventListener("abort", done);
    });
  };
}
