// /api/clock: virtual time, read and moved on.
import { parseDuration } from "../../../organization/units.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant } from "./shared.ts";

/** Ten years: as far as any setting reaches, milliseconds. */
const FARTHEST_MS = 3653 * 86_400_000;

const clock = z.object({ now: instant, milliseconds: z.int().describe("since 1970-01-01 UTC") }).openapi("Clock");

const FORM = 'must be milliseconds or a duration such as "24h"';
const by = z.union([z.int(FORM).min(0, FORM), z.string(FORM)], FORM).transform((value, context) => {
  const ms = typeof value === "number" ? value : parseDuration(value);
  if (ms === undefined) context.addIssue(`${FORM}, not "${value}"`);
  else if (ms > FARTHEST_MS) context.addIssue("time can be moved by ten years at most");
  return ms ?? z.NEVER;
});

export function addClock(api: Api, services: Pick<HttpServices, "clock" | "advance">): void {
  let advancing: Promise<void> = Promise.resolve();
  const read = () => ({ now: new Date(services.clock.now()).toISOString(), milliseconds: services.clock.now() });
  api.add(
    {
      id: "readClock",
      method: "get",
      path: "/clock",
      group: "clock",
      summary: "The time that mail lives by",
      answer: clock,
    },
    () => read(),
  );
  api.add(
    {
      id: "advanceClock",
      method: "post",
      path: "/clock/advance",
      group: "clock",
      summary: "Moves time on; answers when everything that became due has happened",
      body: z
        .strictObject({ by })
        .openapi({ type: "object", required: ["by"], properties: { by: { type: "string", example: "24h" } } }),
      answer: clock,
    },
    async ({ body }) => {
      // One after the other, so that each moves time by what it says.
      const mine = advancing.then(() => services.advance(body.by));
      advancing = mine.catch(() => undefined);
      await mine;
      return read();
    },
  );
}
