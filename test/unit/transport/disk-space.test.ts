import { afterEach, expect, it, vi } from "vitest";
import { watchDiskSpace } from "../../../src/transport/receive/disk-space.ts";

afterEach(() => vi.useRealTimers());

it("is short below the minimum, and looks no more than once a second", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  let free = 100;
  let looks = 0;
  const disk = watchDiskSpace(
    "/data",
    () => 100,
    () => {
      looks += 1;
      return free;
    },
  );
  expect(disk.isShort()).toBe(false);
  free = 99;
  expect(disk.isShort()).toBe(false);
  expect(looks).toBe(1);
  vi.advanceTimersByTime(1_001);
  expect(disk.isShort()).toBe(true);
  free = 100;
  vi.advanceTimersByTime(1_001);
  expect(disk.isShort()).toBe(false);
});

it("knows the disk it is on", () => {
  expect(watchDiskSpace("/", () => 1).isShort()).toBe(false);
  expect(watchDiskSpace("/", () => Number.MAX_SAFE_INTEGER).isShort()).toBe(true);
});
