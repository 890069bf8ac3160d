// /api/clock: virtual time, read and moved on.
import { Hono } from "hono";
import { z } from "zod";
import { parseDuration } from "../../../organization/units.ts";
import { problem } from "../../http-error.ts";
import { readBody } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";

/** Ten years: as far as any setting reaches, milliseconds. */
const FARTHEST_MS = 3653 * 86_400_000;

const advanceBody = z.strictObject({
  by: z.union([z.int().min(0), z.string()], 'must be milliseconds or a duration such as "24h"'),
});

export function clockRoutes(services: Pick<HttpServices, "clock" | "advance">): Hono {
  const routes = new Hono();
  let advancing: Promise<void> = Promise.resolve();
  const read = () => ({ now: new Date(services.clock.now()).toISOString(), milliseconds: services.clock.now() });
  routes.get("/", (c) => c.json(read()));
  routes.post("/advance", async (c) => {
    const { by } = await readBody(c, advanceBody, "");
    const ms = typeof by === "number" ? by : parseDuration(by);
    if (ms === undefined) throw problem(400, `by: must be milliseconds or a duration such as "24h", not "${by}"`);
    if (ms > FARTHEST_MS) throw problem(400, "by: time can be moved by ten years at most");
    // One after the other, so that each moves time by what it says.
    const mine = advancing.then(() => services.advance(ms));
    advancing = mine.catch(() => undefined);
    await mine;
    return c.json(read());
  });
  return routes;
}
