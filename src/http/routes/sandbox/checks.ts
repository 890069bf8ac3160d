// /api/checks: the conformance suite, run beside this sandbox with a tenant of its own; and what earlier runs found.
import { zipSync } from "fflate";
import { CheckError } from "../../../check/options.ts";
import { matrixOf } from "../../../check/reports/matrix.ts";
import type { Run } from "../../../check/run.ts";
import { CheckBusyError, type LiveRun } from "../../../check/runs/check-runs.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { finishOf, optionsOf, unknownRun } from "./check-options.ts";
import { type CheckFile, check, checkSummary, fileName, matrix, newCheck, withoutEvidence } from "./check-schemas.ts";

type Services = Pick<HttpServices, "checks" | "ports" | "allowedDestinations">;
type Summary = z.input<typeof checkSummary>;

const checkId = z.string().min(1).max(40).openapi({ description: "its id", example: "20261126T201500Z-3f2a" });
const NO_CHECK = { 404: "There is no such run." };
const ids = z
  .string()
  .max(900)
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .openapi({ type: "string", description: "ids of saved runs, by commas; all unless given" });

export function addChecks(api: Api, services: Services): void {
  addRunning(api, services);
  addSaved(api, services);
}

function addRunning(api: Api, services: Services): void {
  const { checks } = services;
  api.add(
    {
      id: "startCheck",
      method: "post",
      path: "/checks",
      group: "check",
      summary: "Runs the conformance suite against a smart host; answers as soon as it has begun",
      description:
        "One run at a time, with a tenant of its own on free ports: nothing of this sandbox is touched. A smart host of one's own must hand mail back to `returnPort`, not to this sandbox's own return port.",
      body: newCheck,
      answer: check,
      status: 202,
      failures: { 409: "Another run is under way.", 422: "It can't be run so; the detail says why." },
    },
    async ({ body }) => {
      try {
        return ofLive(await checks.start(optionsOf(body, services), finishOf(body, services)));
      } catch (error) {
        if (error instanceof CheckBusyError) throw problem(409, error.message);
        if (error instanceof CheckError) throw problem(422, error.message);
        throw error;
      }
    },
  );
  api.add(
    {
      id: "cancelCheck",
      method: "post",
      path: "/checks/{id}/cancel",
      group: "check",
      summary: "Ends a run that is under way, without a verdict; one that has ended stays as it is",
      params: { id: checkId },
      answer: check,
      failures: NO_CHECK,
    },
    async ({ params: { id } }) => {
      if (checks.live?.id === id) await checks.cancel();
      return find(services, id);
    },
  );
  api.add(
    {
      id: "getCheck",
      method: "get",
      path: "/checks/{id}",
      group: "check",
      summary: "One run: the trials that have ended, and once it is done the verdict and every case",
      params: { id: checkId },
      answer: check,
      failures: NO_CHECK,
    },
    ({ params: { id } }) => find(services, id),
  );
}

function addSaved(api: Api, services: Services): void {
  const { saved } = services.checks;
  api.add(
    {
      id: "listChecks",
      method: "get",
      path: "/checks",
      group: "check",
      summary: "The run under way and those that were kept, newest first; the last 20 are kept in the data folder",
      answer: z.object({ checks: z.array(checkSummary) }),
    },
    () => {
      const { live } = services.checks;
      const kept = saved.list().map(summaryOf);
      return { checks: live && !saved.find(live.id) ? [summaryOfLive(live), ...kept] : kept };
    },
  );
  api.add(
    {
      id: "removeCheck",
      method: "delete",
      path: "/checks/{id}",
      group: "check",
      summary: "Removes a run that was kept",
      params: { id: checkId },
      answer: z.object({ removed: z.int() }),
      failures: { ...NO_CHECK, 409: "It is under way." },
    },
    ({ params: { id } }) => {
      if (services.checks.live?.id === id && services.checks.live.state === "running")
        throw problem(409, "It is under way: cancel it first.");
      if (!services.checks.remove(id)) throw problem(404, unknownRun(id));
      return { removed: 1 };
    },
  );
  api.add(
    {
      id: "getCheckReport",
      method: "get",
      path: "/checks/{id}/report",
      group: "check",
      summary: "A file of the report as `check --report` writes it, or all of them with the evidence as bundle.zip",
      params: { id: checkId },
      query: { file: fileName.default("bundle.zip").describe("which file") },
      answerType: "application/octet-stream",
      failures: NO_CHECK,
    },
    ({ params: { id }, query: { file }, c }) => {
      const bytes = bytesOf(services, id, file);
      if (!bytes) throw problem(404, unknownRun(id));
      return c.body(new Uint8Array(bytes), 200, {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename="${file === "bundle.zip" ? `check-${id}.zip` : `check-${id}-${file}`}"`,
      });
    },
  );
  api.add(
    {
      id: "getCheckMatrix",
      method: "get",
      path: "/check-matrix",
      group: "check",
      summary: "Saved runs side by side, oldest first: cases as rows, what changed from one to the next marked",
      query: { runs: ids.optional() },
      answer: matrix,
      failures: NO_CHECK,
    },
    ({ query: { runs } }) => {
      const chosen = runs ?? saved.ids();
      const missing = chosen.find((id) => !saved.find(id));
      if (missing !== undefined) throw problem(404, unknownRun(missing));
      return matrixOf(chosen.flatMap((id) => saved.find(id) ?? []).sort((a, b) => a.id.localeCompare(b.id)));
    },
  );
}

function find({ checks }: Services, id: string): z.input<typeof check> {
  const run = checks.saved.find(id);
  // What was kept may be redacted: it goes before what is in memory.
  if (!run && checks.live?.id === id) return ofLive(checks.live);
  if (!run) throw problem(404, unknownRun(id));
  const planned = run.cases.map(({ id: caseId, title, level, trials }) => ({
    ...{ id: caseId, title, level, trials: trials.length },
  }));
  const trials = run.cases.flatMap((one) =>
    one.trials.map(({ outcome, sentence, tenant, serviceLevel }) => ({
      ...{ caseId: one.id, outcome, sentence, tenant, serviceLevel },
    })),
  );
  return { ...summaryOf(run), problem: null, planned, trials, run: withoutEvidence(run) as Record<string, unknown> };
}

function ofLive(live: LiveRun): z.input<typeof check> {
  const { cases, trials, problem: why = null } = live;
  return { ...summaryOfLive(live), problem: why, planned: [...cases], trials: [...trials], run: null };
}

function summaryOfLive(live: LiveRun): Summary {
  const counts = { OK: 0, "NON-STRICT": 0, INFORMATIONAL: 0, FAILED: 0, SKIPPED: 0 };
  for (const { outcome } of live.trials) counts[outcome] += 1;
  const { id, state, startedAt, target, profile, cases } = live;
  return {
    ...{ id, state, startedAt: new Date(startedAt).toISOString(), endedAt: null, target, profile },
    ...{ build: live.build ?? null, verdict: null, counts, cases: cases.length },
  };
}

function summaryOf({ id, startedAt, endedAt, smartHost, settings, verdict, counts, cases }: Run): Summary {
  return {
    ...{ id, state: "done", startedAt, endedAt, target: smartHost.address, build: smartHost.build ?? null },
    ...{ profile: settings.profile, verdict: verdict.name ?? null, counts, cases: cases.length },
  };
}

function bytesOf({ checks: { saved } }: Services, id: string, file: CheckFile): Buffer | undefined {
  if (file !== "bundle.zip") return saved.file(id, file);
  const files = saved.files(id);
  return files && Buffer.from(zipSync(Object.fromEntries(files)));
}
