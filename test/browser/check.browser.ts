// The check as a QA engineer runs it in the page.
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../src/sandbox.ts";
import { aCase, aRun } from "../support/check-run.ts";
import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const RUN_MS = 90_000;

test("a run of the recall profile against a host that changes nothing ends in its verdict", {
  timeout: 150_000,
}, async () => {
  const on = await library();
  const watched = await openPage(on, "/check");
  const { page } = watched;
  await page.getByText("None yet.").waitFor();
  await page.getByText("npx recall-sandbox check --builtin transparent --profile recall").waitFor();

  await page.getByTestId("run-check").click();

  await page
    .getByTestId("dots")
    .getByRole("button", { name: /^RECALL-01 .*: not yet$/ })
    .waitFor();
  await page.getByTestId("verdict").getByRole("heading", { name: "Transparent" }).waitFor({ timeout: RUN_MS });
  expect(
    await page
      .getByTestId("dots")
      .getByRole("button", { name: /: FAILED/ })
      .count(),
  ).toBe(0);
  await page
    .getByTestId("saved-runs")
    .getByRole("row", { name: /built-in: transparent recall.*Transparent/ })
    .waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "check");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "JUnit" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^check-\d{8}T\d{6}Z-[0-9a-f]{4}-junit\.xml$/);
});

test("failures are told with their sentence, builds side by side, and a link shows the same", async () => {
  const on = await startSandbox({ freePorts: true });
  onTestFinished(() => on.stop());
  const builds = [
    { id: "20261126T201500Z-0001", build: "4.2", cases: [aCase("WIRE-01"), aCase("ID-01")] },
    {
      ...{ id: "20261126T211500Z-0002", build: "4.3" },
      cases: [aCase("WIRE-01"), aCase("ID-01", { outcome: "FAILED", sentence: "The Message-ID is another one." })],
    },
  ];
  for (const { id, build, cases } of builds) {
    const run = aRun(cases, { id });
    on.checks.saved.save({ run: { ...run, smartHost: { ...run.smartHost, build } }, contents: new Map() });
  }
  const watched = await openPage(on, "/check", { width: 360, height: 800, dark: true });
  const { page } = watched;
  await page.getByTestId("cases").getByText("The Message-ID is another one.").first().waitFor();
  await page.keyboard.press("j");
  expect(await page.evaluate("document.activeElement.id")).toBe("case-ID-01");
  await page
    .getByTestId("dots")
    .getByRole("button", { name: /^WIRE-01/ })
    .click();
  expect(await page.evaluate("document.activeElement.id")).toBe("case-WIRE-01");
  await page.getByLabel(`Compare ${builds[0]?.id}`).check();
  await page.getByLabel(`Compare ${builds[1]?.id}`).check();
  await page
    .getByTestId("matrix")
    .getByRole("row", { name: /ID-01.*✓ OK.*✕ FAILED ≠/ })
    .waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "check-narrow-dark");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);

  await page.reload();
  await page.getByTestId("matrix").getByRole("row", { name: /ID-01/ }).waitFor();

  // Nothing is removed by one press.
  const remove = page.getByRole("button", { name: `Remove ${builds[0]?.id}` });
  await remove.click();
  await page.getByTestId("confirm-remove").getByRole("button", { name: "Keep it" }).click();
  expect(on.checks.saved.list()).toHaveLength(2);
  await remove.click();
  await page.getByTestId("confirm-remove").getByRole("button", { name: "Remove", exact: true }).click();
  await remove.waitFor({ state: "detached" });
  expect(on.checks.saved.list()).toHaveLength(1);
});

test("a host of one's own needs a return port of its own, and says so", async () => {
  const on = await library();
  const { page, complaints } = await openPage(on, "/check");
  await page.getByRole("radio", { name: "your own" }).check();
  await page.getByLabel("and hands it back to port").fill(String(on.ports.return));
  await page.getByTestId("run-check").click();
  await page.getByRole("alert").getByText("is this sandbox's own").waitFor();
  // The browser logs what was refused.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("422")]);
});
