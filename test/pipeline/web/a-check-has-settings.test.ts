// What POST /api/checks takes beside the smart host: sign-in, authority, declared edits, redaction, a baseline.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { issueCertificate, loadOrCreateAuthority } from "../../../src/runtime/certificates.ts";
import { createLog } from "../../../src/runtime/log.ts";
import { handOver, hostThat } from "../../support/bad-hosts.ts";
import { sandboxWithChecks } from "../../support/checks.ts";
import { fixedPorts } from "../../support/processes.ts";

const USERNAME = "vendor";
const PASSWORD = "s3cret-of-the-vendor";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "checks-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Every file below, in one text. */
function contentsOf(path: string): string {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("\n");
}

const inEachForm = (secret: string): string[] =>
  [secret, `\0${USERNAME}\0${secret}`].flatMap((text) => [text, Buffer.from(text).toString("base64")]);

it("signs in and verifies by an authority; no answer, report or file has the password", async () => {
  const tls = folder();
  const authority = await loadOrCreateAuthority(tls);
  const [returnPort = 0] = await fixedPorts(1);
  const host = await hostThat((mail) => handOver(returnPort, mail), {
    needsAuth: true,
    knows: { username: USERNAME, password: PASSWORD },
    certificate: await issueCertificate(tls, ["smarthost.vendor.example", "127.0.0.1"], {
      client: false,
      server: true,
    }),
  });
  onTestFinished(() => host.stop());
  const data = folder();
  let logged = "";
  const write = (line: string) => {
    logged += line;
  };
  const log = createLog({ level: "trace", stream: { write } });
  const { run, ask } = await sandboxWithChecks({ data, log });
  const asked = { smartHost: `127.0.0.1:${host.port}`, returnPort, only: ["ID-01"], tls: "required" };
  const auth = { username: USERNAME, password: PASSWORD };

  expect(await run(asked)).toMatchObject({ state: "failed", problem: expect.stringContaining("--auth") });
  const other = await loadOrCreateAuthority(folder());
  expect(await run({ ...asked, auth, ca: other.cert })).toMatchObject({
    ...{ state: "failed", problem: expect.stringMatching(/^TLS with the smart host .* failed: .*--ca/) },
  });
  const wrong = await run({ ...asked, ca: authority.cert, auth: { ...auth, password: `not-${PASSWORD}` } });
  expect(wrong).toMatchObject({ state: "failed", problem: expect.stringContaining("refused the sign-in") });
  const done = await run({ ...asked, ca: authority.cert, auth });
  expect(done).toMatchObject({ state: "done", problem: null, run: { cases: [{ id: "ID-01", outcome: "OK" }] } });

  const answers = await Promise.all(
    ["/api/checks", `/api/checks/${done.id}`, `/api/checks/${wrong.id}`, "/api/check-matrix"].map(async (path) =>
      (await ask(path)).text(),
    ),
  );
  const everything = [JSON.stringify([wrong, done]), ...answers, contentsOf(data), logged].join("\n");
  for (const secret of inEachForm(PASSWORD)) expect(everything).not.toContain(secret);
});

it("what the product is said to write into mail is expected there, and nothing else is", async () => {
  const { run } = await sandboxWithChecks();
  const asked = { builtIn: "signature", only: ["MIME-01"] };
  const outcome = async (edits: readonly string[]) => (await run({ ...asked, edits })).run?.cases[0];
  expect(await outcome(["signature"])).toMatchObject({ outcome: "OK" });
  expect(await outcome(["signature=Contoso Ltd. |…signature service"])).toMatchObject({ outcome: "OK" });
  expect((await outcome([]))?.sentence).toContain("that nobody declared");
});

it("keeps nobody's name where it is told to redact", async () => {
  const data = folder();
  const { run, json } = await sandboxWithChecks({ data });
  const asked = { builtIn: "strips-exchange-headers", only: ["RECALL-01"] };
  const whole = await run(asked);
  expect(contentsOf(join(data, "checks", whole.id))).toContain("contoso.com");
  const { id } = await run({ ...asked, redact: true });
  expect(contentsOf(join(data, "checks", id))).not.toMatch(/contoso/i);
  const shown = await json(`/api/checks/${id}`);
  expect(JSON.stringify(shown)).not.toMatch(/contoso/i);
  expect(shown).toMatchObject({ run: { notices: [expect.stringMatching(/^Redacted: /)] } });
});

it("tells what changed since a saved run, in the answer and in the report", async () => {
  const data = folder();
  const { run, ask } = await sandboxWithChecks({ data });
  const only = ["RECALL-01", "WIRE-01"];
  const before = await run({ builtIn: "strips-exchange-headers", only });
  const after = await run({ builtIn: "transparent", only, baseline: before.id });
  const changed = { id: "RECALL-01", before: "FAILED", after: "OK" };
  const baseline = { id: before.id, name: before.id, newlyPassing: [changed], newlyFailing: [], noLongerJudged: [] };
  expect(after.run).toMatchObject({ baseline });
  const saved = JSON.parse(readFileSync(join(data, "checks", after.id, "run.json"), "utf8"));
  expect(saved).toMatchObject({ baseline });
  expect(await (await ask(`/api/checks/${after.id}/report?file=index.html`)).text()).toContain(
    "<h3>Newly passing</h3>",
  );
  // It is told of the baseline when that is gone, too.
  expect((await ask(`/api/checks/${before.id}`, "DELETE")).status).toBe(200);
  expect(await (await ask(`/api/checks/${after.id}`)).json()).toMatchObject({ run: { baseline } });
});

it("a run that was removed is gone at once", async () => {
  const { run, ask, json } = await sandboxWithChecks();
  const { id } = await run({ builtIn: "transparent", only: ["WIRE-01"] });
  expect((await ask(`/api/checks/${id}`, "DELETE")).status).toBe(200);
  expect(await json("/api/checks")).toEqual({ checks: [] });
  expect((await ask(`/api/checks/${id}`)).status).toBe(404);
});

it.each([
  [{ auth: { username: USERNAME, password: "" } }, 422, "--auth must be user:password"],
  [{ auth: { username: "", password: PASSWORD } }, 422, "--auth must be user:password"],
  [{ auth: { username: `${USERNAME}:${PASSWORD}`, password: "x" } }, 422, "--auth must be user:password"],
  [{ auth: `${USERNAME}:${PASSWORD}` }, 400, "auth: must be an object"],
  [{ auth: { username: USERNAME, password: [PASSWORD] } }, 400, "auth.password: must be text"],
  [{ ca: "hello" }, 422, "--ca: what was given is no PEM certificate."],
  [
    { edits: ["signature", "banner"] },
    422,
    '--edits is signature, or signature=BEGIN…END with the text that begins and ends it, not "banner".',
  ],
  [{ baseline: "20261126T201500Z-ffff" }, 422, "baseline: There is no run 20261126T201500Z-ffff"],
  [{ redact: "yes" }, 400, 'redact: must be true or false, not "yes"'],
])("%j is refused in words, without what is secret", async (given, status, text) => {
  const { ask, json } = await sandboxWithChecks();
  const answer = await ask("/api/checks", "POST", { builtIn: "transparent", only: ["WIRE-01"], ...given });
  const said = await answer.text();
  expect([answer.status, said]).toEqual([status, expect.stringContaining(JSON.stringify(text).slice(1, -1))]);
  expect(said).not.toContain(PASSWORD);
  expect(await json("/api/checks")).toEqual({ checks: [] });
});
