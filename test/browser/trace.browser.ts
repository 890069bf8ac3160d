import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { library } from "../support/library.ts";
import { folder } from "../unit/database/support.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const FREE = { submission: 0, inbound: 0, return: 0, smartHost: 0, internet: 0, onPremises: 0 };
const ALICE = "alice@contoso.com";

/** RFC 4180, quoted fields alone. */
const readCsv = (text: string): string[][] =>
  text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));

test("filters narrow the trace, and stand in the address", async () => {
  const on = await library();
  await on.send({ from: ALICE, subject: "Q3 numbers", to: "bob@contoso.com" });
  await on.send({ from: ALICE, subject: "Lunch", to: "eve@fabrikam.com" });
  const watched = await openPage(on, "/trace", { mayBeRefused: true });
  const { page } = watched;
  const rows = page.getByTestId("trace-row");
  await rows.filter({ hasText: "Lunch" }).first().waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "trace");

  await page.getByLabel("Recipient").fill("*@contoso.com");
  await rows.filter({ hasText: "Lunch" }).first().waitFor({ state: "detached" });
  await rows.filter({ hasText: "bob@contoso.com" }).first().waitFor();
  await page.getByLabel("Status").selectOption("Failed");
  await page.getByText("No message answers these filters").waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    recipient: "*@contoso.com",
    status: "Failed",
  });

  await page.getByRole("button", { name: "Clear" }).click();
  await rows.filter({ hasText: "Lunch" }).first().waitFor();
  await page.getByLabel("From (UTC)").fill("2020-01-01T00:00");
  await page.getByRole("alert").getByText("StartDate").waitFor({ timeout: 10_000 });
});

test("a row tells its events, and leads to the journey", async () => {
  const on = await library();
  await on.send({ from: ALICE, subject: "Q3 numbers", to: "bob@contoso.com" });
  await on.idle();
  const watched = await openPage(on, "/trace");
  const { page } = watched;
  await page.getByTestId("trace-row").last().waitFor();
  await page.keyboard.press("j");
  const details = page.getByTestId("trace-details");
  await details.getByTestId("trace-event").getByText("Deliver", { exact: true }).waitFor();
  await details.getByText("Data").first().click();
  expect(await details.getByRole("link", { name: "Open the journey" }).getAttribute("href")).toMatch(
    /^\/journeys\/[\w-]+$/,
  );
  await expectAccessible(watched);
  await screenshot(watched, "trace-details");

  await page.reload();
  await details.getByTestId("trace-event").first().waitFor();
  await page.keyboard.press("Escape");
  await details.waitFor({ state: "detached" });
});

test("what is shown is exported as CSV, with formulas as text", async () => {
  const on = await library();
  await on.send({ from: ALICE, subject: '=HYPERLINK("http://evil.example")', to: "eve@fabrikam.com" });
  const { page } = await openPage(on, "/trace?recipient=eve@fabrikam.com");
  await page.getByTestId("trace-row").first().waitFor();
  const count = await page.getByTestId("trace-row").count();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("export").click()]);

  expect(download.suggestedFilename()).toMatch(/^message-trace-\d{4}-\d\d-\d\d\.csv$/);
  const [header, ...lines] = readCsv(readFileSync(await download.path(), "utf8"));
  expect(header).toEqual(["Date (UTC)", "Sender", "Recipient", "Subject", "Status"]);
  expect(lines).toHaveLength(count);
  expect(lines[0]).toEqual([
    expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    ALICE,
    "eve@fabrikam.com",
    `'=HYPERLINK("http://evil.example")`,
    "Delivered",
  ]);
});

test("more rows come page by page", async () => {
  const on = await library();
  const to = Array.from({ length: 130 }, (_, index) => `user${index}@fabrikam.com`);
  await on.send({ from: ALICE, subject: "To very many", to });
  await on.idle();
  const { page } = await openPage(on, "/trace?sender=alice@contoso.com");
  await page.getByTestId("trace-row").first().waitFor();
  // All of them are exported, however many are drawn.
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("export").click()]);
  const [, ...lines] = readCsv(readFileSync(await download.path(), "utf8"));
  expect(lines.length).toBeGreaterThanOrEqual(130);
  for (let shown = 100; shown < lines.length; shown += 100) {
    await page.getByTestId("more").click();
    await expect.poll(() => page.getByTestId("trace-row").count()).toBe(Math.min(lines.length, shown + 100));
  }
});

test("details stand in sight of the row that they are about, on a phone too", async () => {
  const on = await library();
  const to = Array.from({ length: 90 }, (_, index) => `user${index}@fabrikam.com`);
  await on.send({ from: ALICE, subject: "To very many", to });
  await on.idle();
  for (const width of [1280, 360]) {
    const watched = await openPage(on, "/trace", { width });
    const { page } = watched;
    const row = page.getByTestId("trace-row").nth(80);
    await row.getByRole("button").click();
    const details = page.getByTestId("trace-details");
    await details.getByTestId("trace-event").first().waitFor();
    const heading = details.getByRole("heading", { level: 2 });
    expect((await heading.boundingBox())?.y).toBeGreaterThan(40);
    expect((await heading.boundingBox())?.y).toBeLessThan(700);
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    await expect.poll(() => row.getAttribute("class")).toBe("chosen");
    const [box, size] = [await row.boundingBox(), page.viewportSize()];
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(size?.height ?? 0);
    await expectAccessible(watched);
    await screenshot(watched, `trace-details-far-down-${width}`);
    await details.getByRole("button", { name: "Close" }).click();
    await details.waitFor({ state: "detached" });
    expect((await row.boundingBox())?.y).toBeGreaterThan(0);
    expect((await row.boundingBox())?.y).toBeLessThan(800);
  }
});

test("a trace that failed while the sandbox was away is asked again when it is back", async () => {
  const data = folder();
  const first = await library({}, { data });
  await first.send({ from: ALICE, subject: "Q3 numbers", to: "bob@contoso.com" });
  const port = Number(new URL(first.url).port);
  const { page } = await openPage(first, "/trace", { mayBeAway: true });
  await page.getByTestId("trace-row").first().waitFor();
  await first.stop();
  await page.getByText("sandbox away, trying again").waitFor();
  await page.getByLabel("Recipient").fill("bob@contoso.com");
  await page.getByRole("alert").getByText("The sandbox does not answer").waitFor();
  await library({ listeners: { ...FREE, http: port } }, { data, ports: "configured" });
  await page.getByRole("alert").waitFor({ state: "detached" });
});
