import { describe, expect, it } from "vitest";
import { createActivity } from "../../../src/runtime/activity.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  for (let index = 0; index < 20; index += 1) await turn();
  return settled;
}

describe("idle()", () => {
  it("resolves when nothing is in flight", async () => {
    expect(await isSettled(createActivity().idle())).toBe(true);
  });

  it("waits for everything that began", async () => {
    const activity = createActivity();
    const [first, second] = [activity.begin(), activity.begin()];
    const idle = activity.idle();
    first();
    expect(await isSettled(idle)).toBe(false);
    second();
    expect(await isSettled(idle)).toBe(true);
  });

  it("waits for what follows from what ended, a turn of the loop later", async () => {
    const activity = createActivity();
    const first = activity.begin();
    let second = () => {};
    const idle = activity.idle();
    first();
    await turn();
    await turn();
    second = activity.begin();
    expect(await isSettled(idle)).toBe(false);
    second();
    expect(await isSettled(idle)).toBe(true);
  });
});

it("an end counts once", () => {
  const activity = createActivity();
  const [first, second] = [activity.begin(), activity.begin()];
  first();
  first();
  expect(activity.busy).toBe(true);
  second();
  expect(activity.busy).toBe(false);
});
