// "Clock and reset" as a person uses it.
import { expect, test } from "vitest";
import { library, Q3 } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

test("a lesson breaks recall, and taking it back mends it", async () => {
  const on = await library();
  const watched = await openPage(on, "/clock");
  const lesson = watched.page.getByTestId("lesson-strips-exchange-headers");

  await lesson.getByRole("button", { name: "Break it like this" }).click();
  await lesson.getByRole("link", { name: "Send and recall" }).waitFor();
  const broken = await (await on.send(Q3)).recall();
  expect(broken.byRecipient).toEqual({ "bob@contoso.com": "failed" });
  await expectAccessible(watched);

  await lesson.getByRole("button", { name: "Take it back" }).click();
  await lesson.getByRole("button", { name: "Break it like this" }).waitFor();
  const mended = await (await on.send(Q3)).recall();
  expect(mended.byRecipient).toEqual({ "bob@contoso.com": "recalled" });
});

test("the service of 2023 needs rich text for a recall by classic Outlook", async () => {
  const on = await library();
  const watched = await openPage(on, "/clock");
  const { page } = watched;
  const lesson = page.getByTestId("lesson-service-2023");
  await lesson.getByRole("button", { name: "Break it like this" }).click();
  await lesson.getByRole("button", { name: "Take it back" }).waitFor();
  await lesson.scrollIntoViewIfNeeded();
  await screenshot(watched, "clock-service-2023");
  const subjects = async () => (await on.mailbox("bob@contoso.com").messages()).map(({ subject }) => subject);
  const outlook = { client: "outlook" } as const;
  await (await on.send({ ...Q3, ...outlook })).recall(outlook);
  expect(await subjects()).toEqual(expect.arrayContaining(["Q3 numbers", "Recall: Q3 numbers"]));

  const richText = page.getByTestId("lesson-rich-text-always");
  await richText.getByRole("button", { name: "Put it in force" }).click();
  await richText.getByRole("button", { name: "Take it back" }).waitFor();
  const recall = await (await on.send({ ...Q3, ...outlook, subject: "Q4 numbers" })).recall(outlook);
  expect(recall.byRecipient).toEqual({ "bob@contoso.com": "outside" });
  expect(await subjects()).not.toContain("Q4 numbers");

  await lesson.getByRole("button", { name: "Take it back" }).click();
  await lesson.getByRole("button", { name: "Break it like this" }).waitFor();
  const today = await (await on.send({ ...Q3, subject: "Q1 numbers" })).recall();
  expect(today.byRecipient).toEqual({ "bob@contoso.com": "recalled" });
});

test("advancing 24 hours fails a pending recall, as was listed", async () => {
  const on = await library({ smartHost: { preset: "rewrites-message-id" } });
  const recall = await (await on.send(Q3)).recall();
  expect(recall.byRecipient).toEqual({ "bob@contoso.com": "pending" });
  const watched = await openPage(on, "/clock");
  const { page } = watched;
  await page
    .getByTestId("upcoming")
    .getByRole("row", { name: /recall becomes final.*Q3 numbers/ })
    .waitFor();
  await screenshot(watched, "clock");

  await page.getByTestId("advance-24h").click();

  await page.getByText("Moved on by 24h").waitFor();
  await page
    .getByTestId("upcoming")
    .getByRole("row", { name: /recall becomes final/ })
    .waitFor({ state: "detached" });
  expect((await recall.status()).byRecipient).toEqual({ "bob@contoso.com": "failed" });
});

test("the banner is on every screen while a fault is on", async () => {
  const on = await library();
  const watched = await openPage(on, "/clock", { dark: true });
  const { page } = watched;
  await page.getByTestId("add-fault").getByRole("button", { name: "Add fault" }).click();
  await page.getByTestId("faults-banner").getByText("A fault is on").waitFor();
  const row = page.getByTestId("faults").getByRole("row", { name: /outbound.connect=cut/ });
  await row.getByRole("switch").uncheck();
  await page.getByTestId("faults-banner").waitFor({ state: "detached" });
  await row.getByRole("switch").check();

  await page.getByRole("link", { name: "Journeys", exact: true }).click();
  await page.getByTestId("search").waitFor();
  await page.getByTestId("faults-banner").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "faults-banner-dark");

  await page.getByTestId("faults-banner").getByRole("link", { name: "See them" }).click();
  const isInSight = () =>
    page.evaluate<boolean>(`document.querySelector("#faults").getBoundingClientRect().bottom < innerHeight`);
  await expect.poll(isInSight).toBe(true);
  await page.reload();
  await page.getByText("Reset faults").waitFor();
  await expect.poll(isInSight).toBe(true);
  await page.getByTestId("faults-banner").getByRole("button", { name: "Reset faults" }).click();
  await page.getByTestId("faults-banner").waitFor({ state: "detached" });
  expect(((await (await fetch(`${on.url}/api/faults`)).json()) as { faults: unknown[] }).faults).toEqual([]);
});

test("a reset says what goes before it goes", async () => {
  const on = await library();
  await on.send(Q3);
  await on.idle();
  const watched = await openPage(on, "/clock", { width: 360, height: 800 });
  const { page } = watched;
  const lesson = page.getByTestId("lesson-smart-host-down");
  await lesson.getByRole("button", { name: "Break it like this" }).click();
  await lesson.getByRole("button", { name: "Take it back" }).waitFor();
  await page.getByTestId("reset").click();
  await page.getByTestId("reset-dialog").getByText("all journeys, traces, legs and recalls").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "reset-narrow");
  await page.getByTestId("reset-now").click();
  await page.getByText("Everything is as in the configuration file again").waitFor();
  await lesson.getByRole("button", { name: "Break it like this" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  expect(await on.journeys()).toEqual([]);
});
