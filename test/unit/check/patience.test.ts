import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { patience } from "../../../src/check/patience.ts";

/** As a process does that works all the time. */
async function work(ms: number): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    for (const turn = performance.now() + 5; performance.now() < turn; );
    await setImmediate();
  }
}

it("counts waiting, not the work of this process", async () => {
  const time = patience(100);
  await work(400);
  expect(time.signal.aborted).toBe(false);
  await once(time.signal, "abort");
});

it("ends for a process that never rests, too", async () => {
  const time = patience(10);
  await work(150);
  expect(time.signal.aborted).toBe(true);
});

it("is over no more once it was stopped", async () => {
  const [stopped, other] = [patience(10), patience(30)];
  stopped.stop();
  await once(other.signal, "abort");
  expect(stopped.signal.aborted).toBe(false);
});
