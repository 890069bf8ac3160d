// /api/journeys/{id}/compare: what left over a connector with what came back of it.
import { compareMessages } from "../../../journey/compare/compare.ts";
import { DIFFERENCE_CLASSES } from "../../../journey/compare/comparison.ts";
import type { Leg } from "../../../trace/legs.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { rowId } from "./shared.ts";

const difference = z
  .object({
    area: z.enum(["header", "structure", "encoding", "body", "attachment", "tnef"]),
    kind: z.enum(["added", "removed", "changed", "reordered", "refolded", "re-encoded", "renamed"]),
    where: z.string(),
    before: z.string().optional(),
    after: z.string().optional(),
    class: z.enum(DIFFERENCE_CLASSES),
    consequence: z.string().describe("what it means for recall, or for who reads the message"),
  })
  .openapi("Difference");
const outline = z.looseObject({ size: z.int() }).describe("headers, parts and TNEF in outline");
const comparison = z
  .object({
    out: z.int().describe("id of the leg that left"),
    in: z.int().describe("id of the leg that came back"),
    class: z.enum(["identical", ...DIFFERENCE_CLASSES]).describe("of the worst difference"),
    sentence: z.string(),
    differences: z.array(difference).describe("worst first"),
    inserted: z.array(z.object({ path: z.string(), type: z.string(), text: z.string() })),
    unchanged: z.object({ percent: z.number(), bytes: z.int(), of: z.int() }),
    left: outline,
    right: outline,
  })
  .openapi("Comparison", { description: "Two forms of one message." });

const legOf = (what: string) => rowId.optional().describe(`id of the leg that ${what}; the first one unless given`);
const query = { leg: legOf("left"), with: legOf("came back") };

export function addCompare(api: Api, { journeys, legs }: Pick<HttpServices, "journeys" | "legs">): void {
  api.add(
    {
      id: "compareJourney",
      method: "get",
      path: "/journeys/{id}/compare",
      group: "journeys",
      summary: "What left over a connector compared with what came back, and what that means for recall",
      params: { id: z.string().max(1000).describe("network message id of any pass, or Message-ID") },
      query,
      answer: comparison,
      failures: {
        404: "No message is known under this id, or it has no such leg.",
        409: "It has not left over a connector, or nothing has come back of it.",
      },
    },
    async ({ params: { id }, query: chosen }) => {
      const journey = await journeys.find(id);
      if (!journey) throw problem(404, `No message is known under ${id}: name a network message id or a Message-ID.`);
      const own = await legs.list({ journeyId: journey.id });
      const left = choose(own, "out", chosen.leg);
      const back = choose(own, "in", chosen.with);
      const [ours, theirs] = await Promise.all([legs.bytes(left), legs.bytes(back)]);
      if (!ours || !theirs) throw problem(404, "Retention removed the bytes of these legs.");
      const compared = await compareMessages(ours, theirs);
      const outlines = { left: { ...compared.left }, right: { ...compared.right } };
      return { ...compared, ...outlines, out: left.id, in: back.id };
    },
  );
}

function choose(own: readonly Leg[], direction: "out" | "in", id: number | undefined): Leg {
  const found = own.find((leg) => leg.direction === direction && (id === undefined || leg.id === id));
  if (found) return found;
  if (id !== undefined)
    throw problem(404, `This message has no leg ${id} that ${direction === "out" ? "left" : "came back"}.`);
  throw problem(409, direction === "out" ? "It has not left over a connector." : "Nothing has come back of it yet.");
}
