import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createClock } from "../../../src/runtime/clock.ts";

const NOON = Date.UTC(2026, 10, 20, 12);

describe("a frozen clock", () => {
  it("moves by jumps only, and never back", async () => {
    const clock = createClock({ frozenAt: NOON });
    await delay(5);
    expect(clock.now()).toBe(NOON);
    clock.jumpTo(NOON + 1);
    expect(clock.now()).toBe(NOON + 1);
    clock.jumpTo(NOON);
    expect(clock.now()).toBe(NOON + 1);
  });

  it("rings what a jump made due, the earliest first, once each", () => {
    const clock = createClock({ frozenAt: NOON });
    const rung: string[] = [];
    clock.at(NOON + 20, () => rung.push("20"));
    clock.at(NOON + 10, () => rung.push("10"));
    clock.at(NOON + 30, () => rung.push("30"));
    clock.jumpTo(NOON + 9);
    expect(rung).toEqual([]);
    clock.jumpTo(NOON + 20);
    expect(rung).toEqual(["10", "20"]);
    clock.jumpTo(NOON + 29);
    clock.jumpTo(NOON + 30);
    expect(rung).toEqual(["10", "20", "30"]);
  });

  it("tells the earliest alarm", () => {
    const clock = createClock({ frozenAt: NOON });
    expect(clock.nextAlarm()).toBeUndefined();
    clock.at(NOON + 20, () => {});
    const cancel = clock.at(NOON + 10, () => {});
    expect(clock.nextAlarm()).toBe(NOON + 10);
    cancel();
    expect(clock.nextAlarm()).toBe(NOON + 20);
    clock.jumpTo(NOON + 20);
    expect(clock.nextAlarm()).toBeUndefined();
  });

  it("does not ring what was cancelled", () => {
    const clock = createClock({ frozenAt: NOON });
    let rung = false;
    clock.at(NOON + 10, () => {
      rung = true;
    })();
    clock.jumpTo(NOON + 10);
    expect(rung).toBe(false);
  });

  it("takes new alarms while it rings", () => {
    const clock = createClock({ frozenAt: NOON });
    const rung: number[] = [];
    const again = () => {
      rung.push(clock.now() - NOON);
      if (rung.length < 3) clock.at(clock.now() + 10, again);
    };
    clock.at(NOON + 10, again);
    for (const ms of [10, 20, 30, 40]) clock.jumpTo(NOON + ms);
    expect(rung).toEqual([10, 20, 30]);
  });

  it("rings what is due at once by itself, after the caller", async () => {
    const clock = createClock({ frozenAt: NOON });
    let rung = false;
    clock.at(NOON, () => {
      rung = true;
    });
    expect(rung).toBe(false);
    await delay(20);
    expect(rung).toBe(true);
  });
});

describe("a running clock", () => {
  it("is real time, plus what it was advanced by", async () => {
    const clock = createClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
    const before = clock.now();
    clock.jumpTo(before + 86_400_000);
    expect(Math.abs(clock.now() - Date.now() - 86_400_000)).toBeLessThan(1_000);
    await delay(20);
    expect(clock.now() - before - 86_400_000).toBeGreaterThanOrEqual(15);
  });

  it("rings by itself when real time gets there, and by a jump", async () => {
    const clock = createClock();
    const rung: string[] = [];
    clock.at(clock.now() + 15, () => rung.push("by time"));
    clock.at(clock.now() + 3_600_000, () => rung.push("by jump"));
    expect(rung).toEqual([]);
    await expect.poll(() => rung).toEqual(["by time"]);
    clock.jumpTo(clock.now() + 3_600_000);
    expect(rung).toEqual(["by time", "by jump"]);
  });
});
