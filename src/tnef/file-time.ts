// FILETIME: 100-nanosecond ticks since 1601-01-01 UTC. [MS-DTYP] §2.3.3

const EPOCH_TICKS = 116_444_736_000_000_000n;

/** Milliseconds UTC. */
export function millisecondsOf(ticks: bigint): number {
  return Number((ticks - EPOCH_TICKS) / 10_000n);
}

export function ticksOf(milliseconds: number): bigint {
  return BigInt(Math.trunc(milliseconds)) * 10_000n + EPOCH_TICKS;
}
