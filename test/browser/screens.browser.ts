// What holds on every screen: it is loaded when the sandbox is back, named in the window's title, and its tab is in sight.
import { expect, test } from "vitest";

import { library, Q3 } from "../support/library.ts";
import { folder } from "../unit/database/support.ts";
import { openPage, screenshot } from "./browser.ts";

const FREE = { submission: 0, inbound: 0, return: 0, smartHost: 0, internet: 0, onPremises: 0 };

test("a screen that is opened while the sandbox is away says so, and is there when it is back", async () => {
  const data = folder();
  const first = await library({}, { data });
  const port = Number(new URL(first.url).port);
  const watched = await openPage(first, "/recall-desk", { mayBeAway: true });
  const { page } = watched;
  await page.getByText("Nothing was sent from here yet").waitFor();
  await first.stop();
  await page.getByText("sandbox away, trying again").waitFor();
  await page.getByRole("link", { name: "Trace" }).click();
  await page.getByTestId("not-loaded-screen").waitFor();
  await screenshot(watched, "screen-not-loaded");

  await library({ listeners: { ...FREE, http: port } }, { data, ports: "configured" });
  await page.getByRole("heading", { name: "Message trace" }).waitFor();
});

test("the window is called after its screen, or after the message", async () => {
  const on = await library();
  const message = await on.send({ ...Q3, subject: "in\u202egnp.exe" });
  const { page } = await openPage(on, "/trace");
  await expect.poll(() => page.title()).toBe("Trace · recall-sandbox");
  await page.goto(`${on.url}/journeys/${message.journeyId}`);
  await expect.poll(() => page.title()).toBe("in⟨U+202E⟩gnp.exe · recall-sandbox");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect.poll(() => page.title()).toBe("Recall desk · recall-sandbox");
});

test("on a narrow screen the tab of the screen that is open is in sight", async () => {
  const on = await library();
  const { page } = await openPage(on, "/check", { width: 360 });
  const tab = page.getByRole("link", { name: "Check", exact: true });
  await expect.poll(async () => (await tab.boundingBox())?.x).toBeLessThan(300);
});
