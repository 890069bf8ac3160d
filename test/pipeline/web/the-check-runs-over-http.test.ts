// /api/checks: a run beside the sandbox, its progress, its report, its end by hand; and what is kept.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { zipEntries } from "../../../src/rules/content/zip.ts";
import { type Check, sandboxWithChecks } from "../../support/checks.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "checks-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it("runs, tells each trial, and keeps report and bundle as the command line writes them", async () => {
  const data = folder();
  const { on, ask, json, ended } = await sandboxWithChecks({ data });
  const begun = await json<Check>("/api/checks", "POST", { builtIn: "transparent", only: ["WIRE-01", "ID-01"] });
  expect(begun).toMatchObject({ state: "running", trials: [], run: null });
  const busy = await ask("/api/checks", "POST", { builtIn: "transparent" });
  expect([busy.status, await busy.text()]).toEqual([409, expect.stringContaining(begun.id)]);

  const done = await ended(begun.id);
  expect(done.state).toBe("done");
  expect(done.trials).toHaveLength(done.planned.reduce((sum, { trials }) => sum + trials, 0));
  expect(done.run?.cases).toMatchObject([
    { id: "WIRE-01", outcome: "OK" },
    { id: "ID-01", outcome: "OK" },
  ]);
  const report = async (file: string) =>
    Buffer.from(await (await ask(`/api/checks/${begun.id}/report?file=${file}`)).arrayBuffer());
  for (const file of ["index.html", "junit.xml", "run.json"])
    expect(await report(file)).toEqual(readFileSync(join(data, "checks", begun.id, file)));
  const bundle = zipEntries(await report("bundle.zip"), 1000) ?? [];
  const kept = readdirSync(join(data, "checks", begun.id), { recursive: true, withFileTypes: true });
  expect(bundle.map(({ name }) => name)).toContain("MANIFEST.sha256");
  expect(bundle).toHaveLength(kept.filter((entry) => entry.isFile()).length);

  // Nothing of the check is in the sandbox itself, and the run outlives it.
  expect(await json("/api/journeys")).toEqual({ journeys: [] });
  await on.stop();
  const again = await sandboxWithChecks({ data });
  expect(await again.json("/api/checks")).toMatchObject({ checks: [{ id: begun.id, state: "done" }] });
  expect(await again.json("/api/check-matrix")).toMatchObject({ columns: [{ runId: begun.id }] });
  expect((await again.ask(`/api/checks/${begun.id}`, "DELETE")).status).toBe(200);
  expect(await again.json("/api/checks")).toEqual({ checks: [] });
});

it("ends when it is cancelled, and with the sandbox", async () => {
  const { on, json } = await sandboxWithChecks();
  const { id } = await json<Check>("/api/checks", "POST", { builtIn: "transparent", profile: "full" });
  expect(await json(`/api/checks/${id}/cancel`, "POST")).toMatchObject({ id, state: "cancelled", run: null });
  const next = await json<Check>("/api/checks", "POST", { builtIn: "transparent", profile: "full" });
  expect(next.state).toBe("running");
  await on.stop();
  expect(on.checks.live?.state).toBe("cancelled");
});

it("says why it can't run", async () => {
  const { on, ask, json, ended } = await sandboxWithChecks();
  const refusals = [
    [{}, "Name one of both"],
    [{ smartHost: "127.0.0.1:10025" }, `Port ${on.ports.return} is this sandbox's own`],
    [{ smartHost: "127.0.0.1:10025", returnPort: on.ports.return }, "is this sandbox's own"],
    [{ smartHost: "mail.vendor.example:25", returnPort: 2530 }, "allowedDestinations"],
    [{ builtIn: "transparent", only: ["NONSENSE-01"] }, 'No case or group is called "NONSENSE-01"'],
  ] as const;
  for (const [body, text] of refusals) {
    const answer = await ask("/api/checks", "POST", body);
    const { detail } = (await answer.json()) as { detail: string };
    expect([answer.status, detail]).toEqual([422, expect.stringContaining(text)]);
  }
  // Mail can't be handed back where somebody listens already.
  const gone = { smartHost: `127.0.0.1:${on.ports.http}`, returnPort: on.ports.submission, only: ["WIRE-01"] };
  const { id } = await json<Check>("/api/checks", "POST", gone);
  expect(await ended(id)).toMatchObject({
    state: "failed",
    problem: expect.stringContaining("another program listens"),
  });
});
