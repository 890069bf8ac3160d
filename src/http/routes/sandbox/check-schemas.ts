// What /api/checks takes and gives. The run as a whole is what `check --json` prints.
import { PROFILES, type ProfileName } from "../../../check/options.ts";
import { OUTCOMES, type Run } from "../../../check/run.ts";
import { SINGLE_FILES } from "../../../check/runs/saved-runs.ts";
import { PRESET_NAMES } from "../../../smart-host/presets.ts";
import { z } from "../../openapi.ts";
import { instant } from "./shared.ts";

const profile = z.enum(Object.keys(PROFILES) as ProfileName[]);
const outcome = z.enum(OUTCOMES);
const port = z.int().min(1).max(65_535);

export const newCheck = z
  .strictObject({
    builtIn: z.enum(PRESET_NAMES).optional().describe("a built-in smart host; or"),
    smartHost: z
      .string()
      .max(300)
      .regex(/^(?:\[[0-9a-fA-F:.]+\]|[^\s:[\]@/]+):\d{1,5}$/, "must be host:port, such as 127.0.0.1:10025")
      .optional()
      .describe("host:port of the product under test"),
    returnPort: port
      .optional()
      .describe("with smartHost: where it hands mail back to, on this machine; this sandbox holds its own return port"),
    profile: profile.default("recall").describe("which groups of cases"),
    only: z.array(z.string().min(1).max(20)).max(400).optional().describe("cases or groups instead: WIRE-01, MIME"),
    tls: z.enum(["none", "opportunistic", "required"]).default("opportunistic"),
    auth: z
      .strictObject({ username: z.string().max(300), password: z.string().max(1000) })
      .optional()
      .describe("signs in at the smart host; no answer, report or log has it"),
    ca: z
      .string()
      .max(200_000)
      .optional()
      .describe("PEM: who signs the smart host's certificate, verified then, and what it shows on return"),
    edits: z
      .array(z.string().max(4000))
      .max(20)
      .optional()
      .describe("what the product does to mail: `signature`, or `signature=BEGIN…END`; all else is judged"),
    redact: z
      .boolean()
      .default(false)
      .describe(
        "keeps placeholders instead of addresses, hosts, subjects and bodies; sentences while it runs have them",
      ),
    baseline: z.string().max(40).optional().describe("id of a saved run: what fails now and did not, and the reverse"),
    build: z.string().min(1).max(100).optional().describe("names the build under test in reports"),
    timeoutMs: z.int().min(1000).max(3_600_000).default(30_000).describe("for each case, real milliseconds"),
  })
  .openapi("NewCheck", { example: { builtIn: "transparent", only: ["WIRE-01"] } });

const counts = z.record(outcome, z.int());

export const checkSummary = z
  .object({
    id: z.string(),
    state: z.enum(["running", "done", "cancelled", "failed"]),
    startedAt: instant,
    endedAt: instant.nullable(),
    target: z.string().describe("host:port, or built-in: PRESET"),
    build: z.string().nullable(),
    profile: z.string(),
    verdict: z.string().nullable().describe("null: none, or not yet"),
    counts: counts.describe("cases by outcome; while it runs: trials"),
    cases: z.int(),
  })
  .openapi("CheckSummary", { description: "A run of the check." });

export const check = checkSummary
  .extend({
    problem: z.string().nullable().describe("why it could not run"),
    planned: z
      .array(z.object({ id: z.string(), title: z.string(), level: z.string(), trials: z.int() }))
      .describe("every case of the run, in its order"),
    trials: z
      .array(
        z.object({
          caseId: z.string(),
          outcome,
          sentence: z.string(),
          tenant: z.string().describe("setting of the tenant under which it ran"),
          serviceLevel: z.string(),
        }),
      )
      .describe("those that have ended, in the order in which they did"),
    run: z
      .looseObject({})
      .nullable()
      .describe("what `check --json` prints, without transcripts and comparisons of messages; null until it is done"),
  })
  .openapi("Check", { description: "A run of the check with everything that it has found so far." });

export const matrix = z
  .object({
    columns: z.array(z.object({ label: z.string(), runId: z.string(), verdict: z.string() })),
    rows: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        level: z.string(),
        cells: z.array(z.object({ outcome: outcome.optional(), sentence: z.string(), isChanged: z.boolean() })),
      }),
    ),
  })
  .openapi("CheckMatrix", { description: "Saved runs side by side." });

export const fileName = z.enum([...SINGLE_FILES, "bundle.zip"]);
export type CheckFile = z.output<typeof fileName>;

/** Evidence is in the bundle; a page needs sentences. */
export function withoutEvidence(run: Run): object {
  const cases = run.cases.map((one) => ({
    ...one,
    trials: one.trials.map(({ evidence, ...trial }) => ({ ...trial, messages: evidence.length })),
  }));
  return { ...run, cases };
}
