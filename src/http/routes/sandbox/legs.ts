// /api/legs: each crossing of a connector, with envelope, transcript and bytes as they went over the wire.
import { Hono } from "hono";
import type { Leg } from "../../../trace/legs.ts";
import { problem } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { asMessageId, limitOf, mimeResponse, rowId } from "./shared.ts";

export function legRoutes({ legs }: Pick<HttpServices, "legs">): Hono {
  const routes = new Hono();
  routes.get("/", async (c) => {
    const { messageId, journeyId, direction, networkMessageId } = c.req.query();
    if (direction !== undefined && direction !== "in" && direction !== "out") {
      throw problem(400, `direction: must be "in" or "out", not "${direction}"`);
    }
    const found = await legs.list({
      ...(messageId && { messageId: asMessageId(messageId) }),
      ...(journeyId && { journeyId: journeyId.toLowerCase() }),
      limit: limitOf(c, 1000, 10_000),
    });
    const wanted = found.filter(
      (leg) =>
        (direction === undefined || leg.direction === direction) &&
        (networkMessageId === undefined || leg.networkMessageId === networkMessageId.toLowerCase()),
    );
    return c.json({ legs: wanted.map(describe) });
  });
  routes.get("/:id", async (c) => c.json(describe(await find(c.req.param("id")))));
  routes.get("/:id/bytes", async (c) => mimeResponse(c, await legs.bytes(await find(c.req.param("id")))));

  async function find(id: string): Promise<Leg> {
    const leg = await legs.find(rowId(id));
    if (!leg) throw problem(404, `There is no leg ${id}.`);
    return leg;
  }
  return routes;
}

function describe(leg: Leg) {
  const { contentId: _, at, sender, recipients, ...rest } = leg;
  return { ...rest, at: new Date(at).toISOString(), envelope: { from: sender, to: recipients } };
}
