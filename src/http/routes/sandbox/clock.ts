// /api/clock: virtual time, read and moved on.
import { parseDuration } from "../../../organization/units.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant } from "./shared.ts";

/** Ten years: as far as any setting reaches, milliseconds. */
const FARTHEST_MS = 3653 * 86_400_000;
const DURATION = 'must be milliseconds or a duration such as "24h"';

const time = z
  .object({
    now: instant,
    milliseconds: z.int().describe("the same since 1970"),
    frozen: z.boolean().describe("it moves by advancing only"),
    aheadMs: z.int().describe("how far ahead of real time it was moved; 0 where it is frozen"),
  })
  .openapi("Clock", { description: "The sandbox's own time: retries, ages, deadlines and Date fields go by it." });

const duration = z
  .union([z.int().min(0), z.string()], DURATION)
  .transform((by, context) => {
    const ms = typeof by === "number" ? by : parseDuration(by);
    if (ms === undefined) context.addIssue(DURATION);
    else if (ms > FARTHEST_MS) context.addIssue("must be ten years at most");
    return ms ?? z.NEVER;
  })
  .openapi({ description: 'milliseconds, or "90s", "24h", "1d"', example: "1h" });

export function addClock(api: Api, services: Pick<HttpServices, "clock" | "advance">): void {
  let advancing: Promise<void> = Promise.resolve();
  const read = () => {
    const milliseconds = services.clock.now();
    const { isFrozen, offsetMs } = services.clock;
    return { now: new Date(milliseconds).toISOString(), milliseconds, frozen: isFrozen, aheadMs: offsetMs };
  };
  api.add(
    {
      id: "readClock",
      method: "get",
      path: "/clock",
      group: "clock",
      summary: "The sandbox's time",
      answer: time,
    },
    read,
  );
  api.add(
    {
      id: "advanceClock",
      method: "post",
      path: "/clock/advance",
      group: "clock",
      summary: "Moves time on; answers when everything that became due has happened",
      description: "Retries, deadlines and retention happen one after the other, each at its time.",
      body: z.strictObject({ by: duration }),
      answer: time,
    },
    async ({ body: { by } }) => {
      // One after the other, so that each moves time by what it says.
      const mine = advancing.then(() => services.advance(by));
      advancing = mine.catch(() => undefined);
      await mine;
      return read();
    },
  );
}
