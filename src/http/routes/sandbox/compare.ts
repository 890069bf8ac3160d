// /api/journeys/{id}/compare: what left over a connector with what came back of it, and the texts of both.
import { compareMessages } from "../../../journey/compare/compare.ts";
import { DIFFERENCE_CLASSES, type PartOutline } from "../../../journey/compare/comparison.ts";
import { pairTexts } from "../../../journey/compare/pair-texts.ts";
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
interface Part extends Omit<PartOutline, "charset" | "name" | "parts"> {
  readonly charset?: string | undefined;
  readonly name?: string | undefined;
  readonly parts: readonly Part[];
}

const part: z.ZodType<Part> = z
  .object({
    path: z.string().describe("1.2; empty for the whole"),
    type: z.string(),
    encoding: z.string(),
    charset: z.string().optional(),
    name: z.string().optional().describe("of a file"),
    size: z.int().describe("bytes as written"),
    decodedSize: z.int(),
    sha256: z.string().describe("of the decoded content"),
    parts: z.array(z.lazy(() => part)).readonly(),
  })
  .openapi("ComparedPart", { description: "A leaf or branch of the MIME tree." });
const outline = z
  .object({
    size: z.int(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    root: part,
    tnef: z
      .object({
        messageClass: z.string(),
        properties: z.array(
          z.object({
            name: z.string().describe("canonical, where there is one"),
            tag: z.string().describe("id and type, 0x0037001F"),
            type: z.string(),
            value: z.string(),
          }),
        ),
      })
      .optional()
      .describe("of winmail.dat"),
  })
  .openapi("ComparedMessage", { description: "Headers, parts and TNEF in outline." });
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

const text = z.string().nullable().describe("null: there is none, or it can't be read as text");
const texts = z.object({
  texts: z.array(
    z.object({
      path: z.string().describe("of the part on the side where it is; winmail.dat for the text within TNEF"),
      type: z.string(),
      before: text,
      after: text,
      cut: z.boolean().describe("only the beginning is given"),
    }),
  ),
});

const legOf = (what: string) => rowId.optional().describe(`id of the leg that ${what}; the first one unless given`);
const params = { id: z.string().max(1000).describe("network message id of any pass, or Message-ID") };
const failures = {
  404: "No message is known under this id, or it has no such leg.",
  409: "It has not left over a connector, or nothing has come back of it.",
} as const;
const query = { leg: legOf("left"), with: legOf("came back") };

export function addCompare(api: Api, { journeys, legs }: Pick<HttpServices, "journeys" | "legs">): void {
  api.add(
    {
      id: "compareJourney",
      method: "get",
      path: "/journeys/{id}/compare",
      group: "journeys",
      summary: "What left over a connector compared with what came back, and what that means for recall",
      params,
      query,
      answer: comparison,
      failures,
    },
    async ({ params: { id }, query }) => {
      const { left, back, ours, theirs } = await bothOf(id, query);
      return { ...(await compareMessages(ours, theirs)), out: left.id, in: back.id };
    },
  );
  api.add(
    {
      id: "compareTexts",
      method: "get",
      path: "/journeys/{id}/compare/texts",
      group: "journeys",
      summary: "The texts of what left over a connector beside those of what came back, decoded",
      params,
      query,
      answer: texts,
      failures,
    },
    async ({ params: { id }, query }) => {
      const { ours, theirs } = await bothOf(id, query);
      return { texts: await pairTexts(ours, theirs) };
    },
  );

  async function bothOf(id: string, chosen: { readonly leg?: number | undefined; readonly with?: number | undefined }) {
    const journey = await journeys.find(id);
    if (!journey) throw problem(404, `No message is known under ${id}: name a network message id or a Message-ID.`);
    const own = await legs.list({ journeyId: journey.id });
    const left = choose(own, "out", chosen.leg);
    const back = choose(own, "in", chosen.with);
    const [ours, theirs] = await Promise.all([legs.bytes(left), legs.bytes(back)]);
    if (!ours || !theirs) throw problem(404, "Retention removed the bytes of these legs.");
    return { left, back, ours, theirs };
  }
}

function choose(own: readonly Leg[], direction: "out" | "in", id: number | undefined): Leg {
  const found = own.find((leg) => leg.direction === direction && (id === undefined || leg.id === id));
  if (found) return found;
  if (id !== undefined)
    throw problem(404, `This message has no leg ${id} that ${direction === "out" ? "left" : "came back"}.`);
  throw problem(409, direction === "out" ? "It has not left over a connector." : "Nothing has come back of it yet.");
}
