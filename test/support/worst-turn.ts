// How long one turn of the event loop works while something is done.
/**
 * Processor time, not time: other work on the machine is none of its business.
 * @returns milliseconds of the longest turn
 */
export async function worstTurn(work: () => Promise<unknown>): Promise<number> {
  let worst = 0;
  let last = process.threadCpuUsage();
  let isOver = false;
  const watch = () => {
    const { user, system } = process.threadCpuUsage(last);
    worst = Math.max(worst, (user + system) / 1000);
    last = process.threadCpuUsage();
    if (!isOver) setImmediate(watch);
  };
  setImmediate(watch);
  await work();
  isOver = true;
  return worst;
}
