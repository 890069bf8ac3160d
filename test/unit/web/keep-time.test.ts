import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

it("the time is asked again where it was moved while it was being asked", async () => {
  const asked: ((answer: unknown) => void)[] = [];
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("fetch", () => new Promise((resolve) => asked.push(resolve)));
  const { keepTime } = await import("../../../src/web/parts/keep-time.ts");
  const { instant } = await import("../../../src/web/api/clock.ts");
  const answer = (milliseconds: number) =>
    asked.shift()?.(Response.json({ now: new Date(milliseconds).toISOString(), milliseconds, frozen: false }));
  const [before, after] = [Date.now(), Date.now() + 3 * 3_600_000];

  keepTime({ type: "connected" });
  keepTime({ type: "tracking", data: { at: new Date(after).toISOString() } });
  expect(asked).toHaveLength(1);
  answer(before);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  answer(after);
  await vi.waitFor(() => expect(instant()).toBeGreaterThanOrEqual(after));
  expect(asked).toHaveLength(0);
});
