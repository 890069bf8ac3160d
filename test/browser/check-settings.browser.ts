// What a run is told beside its smart host: sign-in, authority, signature and a baseline; and how it is followed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { issueCertificate, loadOrCreateAuthority } from "../../src/runtime/certificates.ts";
import { startSandbox } from "../../src/sandbox.ts";
import { handOver, hostThat } from "../support/bad-hosts.ts";
import { aCase, aRun, aVerdict } from "../support/check-run.ts";
import { fixedPorts } from "../support/processes.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const TIMEOUT = { timeout: 150_000 };
const RUN_MS = 90_000;
const auth = { username: "vendor", password: "s3cret-of-the-vendor" };

async function started() {
  const on = await startSandbox({ freePorts: true });
  onTestFinished(() => on.stop());
  return on;
}

/** Wants a sign-in, over TLS only, and hands back what it takes. */
async function ownHost() {
  const tls = mkdtempSync(join(tmpdir(), "check-page-"));
  onTestFinished(() => rmSync(tls, { recursive: true, force: true }));
  const [returnPort = 0] = await fixedPorts(1);
  const names = ["smarthost.vendor.example", "127.0.0.1"];
  const certificate = await issueCertificate(tls, names, { client: false, server: true });
  const host = await hostThat((mail) => handOver(returnPort, mail), { needsAuth: true, knows: auth, certificate });
  onTestFinished(() => host.stop());
  return { port: host.port, returnPort, ca: (await loadOrCreateAuthority(tls)).cert };
}

test(
  "a product behind a sign-in and a private authority is checked, and the command has no password",
  TIMEOUT,
  async () => {
    const on = await started();
    const { port, returnPort, ca } = await ownHost();
    const watched = await openPage(on, "/check");
    const { page } = watched;
    await page.getByTestId("more").getByText("More: baseline").click();
    expect(await page.getByTestId("check-username").count()).toBe(0);
    await page.getByRole("radio", { name: "your own" }).check();
    await page.getByLabel("It takes mail at").fill(`127.0.0.1:${port}`);
    await page.getByLabel("and hands it back to port").fill(String(returnPort));
    await page.getByRole("radio", { name: /^wire/ }).check();
    await page.getByLabel("User that signs in there").fill(auth.username);
    await page.getByLabel("Password, kept nowhere").fill(auth.password);
    await page.getByTestId("check-ca-file").setInputFiles({ name: "ca.pem", mimeType: "", buffer: Buffer.from(ca) });
    await page.getByTestId("check-edits").selectOption("between");
    await page.getByLabel("Its beginning").fill("-- ");
    await page.getByLabel("Its end").fill("Legal notice");
    await page.getByTestId("check-redact").check();
    const command = `RECALL_SANDBOX_CHECK_AUTH=vendor:"$SMART_HOST_PASSWORD" npx recall-sandbox check --smart-host 127.0.0.1:${port} --return 127.0.0.1:${returnPort} --profile wire --ca smart-host-ca.pem --edits 'signature=-- …Legal notice' --redact`;
    await page.getByText(command, { exact: true }).waitFor();
    expect(await page.getByTestId("check-ca").inputValue()).toBe(ca);
    await expectAccessible(watched);
    await screenshot(watched, "check-settings");

    await page.getByTestId("run-check").click();
    // Without the sign-in or the authority no trial begins.
    await page
      .getByTestId("dots")
      .getByRole("button", { name: /: OK(, going on)?$/ })
      .first()
      .waitFor({ timeout: RUN_MS });
    expect(await page.content()).not.toContain(auth.password);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled: what it had found").waitFor({ timeout: RUN_MS });
  },
);

test("what the sandbox refuses is told beside the form", async () => {
  const on = await started();
  const { page } = await openPage(on, "/check", { width: 360, mayBeRefused: true });
  await page.getByRole("radio", { name: "your own" }).check();
  await page.getByTestId("more").getByText("More: sign-in").click();
  await page.getByTestId("check-edits").selectOption("between");
  await page.getByTestId("run-check").click();
  await page.getByRole("alert").getByText("--edits is signature, or signature=BEGIN…END").waitFor();
  await page.getByTestId("check-edits").selectOption("none");
  await page.getByTestId("check-username").fill("vendor");
  await page.getByTestId("run-check").click();
  await page.getByRole("alert").getByText("--auth must be user:password").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  await screenshot({ page, complaints: [], foreign: [] }, "check-settings-narrow");
});

test("what changed since a saved run is told with it", TIMEOUT, async () => {
  const on = await started();
  const failed = { outcome: "FAILED", sentence: "It is gone." } as const;
  const before = aRun([aCase("WIRE-01", failed), aCase("WIRE-02")], {
    ...{ id: "20261126T201500Z-0001", verdict: aVerdict({ name: "Not compatible" }) },
    smartHost: { address: "127.0.0.1:10025", greeting: "", extensions: [], build: "4.2" },
  });
  on.checks.saved.save({ run: before, contents: new Map() });
  const watched = await openPage(on, "/check");
  const { page } = watched;
  await page.getByText("More: baseline").click();
  await page.getByTestId("check-baseline").selectOption(before.id);
  await page.getByText(`--baseline check-${before.id}-run.json`).waitFor();
  await page.getByRole("radio", { name: /^wire/ }).check();
  await page.getByTestId("run-check").click();
  const told = page.getByTestId("baseline");
  await told.getByRole("heading", { name: "Against the baseline 4.2" }).waitFor({ timeout: RUN_MS });
  await told.getByText("Newly passing").waitFor();
  await told.getByRole("listitem").getByText("must").waitFor();
  await told.getByTestId("changed-WIRE-01").click();
  expect(await page.evaluate("document.activeElement.id")).toBe("case-WIRE-01");
  await expectAccessible(watched);
  await told.scrollIntoViewIfNeeded();
  await screenshot(watched, "check-baseline");
});

test("a run is followed by the event stream: it is asked for as it begins and ends", TIMEOUT, async () => {
  const on = await started();
  const { page } = await openPage(on, "/check");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/api\/checks\/\d/.test(request.url())) asked.push(request.url());
  });
  await page.getByRole("radio", { name: /^wire/ }).check();
  await page.getByTestId("run-check").click();
  await page
    .getByTestId("dots")
    .getByRole("button", { name: /^WIRE-\d+ .*: OK$/ })
    .first()
    .waitFor({ timeout: RUN_MS });
  await page.getByTestId("verdict").waitFor({ timeout: RUN_MS });
  const trials = on.checks.live?.trials.length ?? 0;
  expect(trials).toBeGreaterThan(10);
  await page.getByTestId("dots").getByText(`${trials} of ${trials} trials`).waitFor();
  expect(asked.length).toBeLessThanOrEqual(4);
});

test("who was away while a run ended sees its end when the connection is back", TIMEOUT, async () => {
  const on = await started();
  const { page } = await openPage(on, "/check", { mayBeAway: true });
  await page.getByText("None yet.").waitFor();
  await page.route("**/api/events*", (route) => route.abort("connectionrefused"));
  await page.reload();
  await page.getByRole("radio", { name: /^wire/ }).check();
  await page.getByTestId("run-check").click();
  await page.getByRole("button", { name: "Cancel" }).waitFor();
  await expect.poll(() => on.checks.live?.state, { timeout: RUN_MS }).toBe("done");
  expect(await page.getByTestId("verdict").count()).toBe(0);
  await page.unroute("**/api/events*");
  await page.getByTestId("verdict").waitFor({ timeout: 20_000 });
  await page.getByTestId("run-check").getByText("Run", { exact: true }).waitFor();
});
