// /api/rules/hits: how often each mail-flow rule matched.
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant } from "./shared.ts";

const hits = z
  .object({
    rule: z.string().describe("its name, then: a rule that was renamed or removed since is still told of"),
    messages: z.int().describe("messages that it matched, each counted once, however often it came by"),
    lastAt: instant.describe("when the newest of them was sent"),
  })
  .openapi("RuleHits", { description: "How often a mail-flow rule matched." });

export function addRules(api: Api, { journeys }: Pick<HttpServices, "journeys">): void {
  api.add(
    {
      id: "listRuleHits",
      method: "get",
      path: "/rules/hits",
      group: "configuration",
      summary: "How many messages each mail-flow rule matched, as far as trace is kept; rules that only test count too",
      answer: z.object({ rules: z.array(hits).describe("those that matched anything, the busiest first") }),
    },
    async () => ({
      rules: (await journeys.ruleHits()).map((one) => ({ ...one, lastAt: new Date(one.lastAt).toISOString() })),
    }),
  );
}
