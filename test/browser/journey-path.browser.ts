import { expect, test } from "vitest";
import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

async function recalledJourney() {
  const on = await library();
  const sent = await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await sent.wait({ verdict: "changed" });
  await sent.recall();
  await sent.wait({ recall: "recalled" });
  return { on, id: sent.journeyId };
}

test("a room sees the message go out, come back and be recalled, step by step", async () => {
  const { on, id } = await recalledJourney();
  const watched = await openPage(on, `/journeys/${id}?show=path&step=0`, { width: 1600, height: 900 });
  const { page } = watched;
  await page.getByTestId("sentence").getByText("alice@contoso.com sends “Q3 numbers”.").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page
    .getByTestId("sentence")
    .getByText(/^The rule “Signatures for internal senders” matches/)
    .waitFor();
  expect(new URL(page.url()).searchParams.get("step")).toBe("2");
  await expectAccessible(watched);
  await page.keyboard.press("ArrowRight");
  await screenshot(watched, "journey-path");
  await page.keyboard.press("End");
  await page.getByTestId("sentence").getByText("asks for it back: recalled from 1 of 1.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("path").waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("");
});

test("it plays by itself, and pauses; with less motion wished for it only steps", async () => {
  const { on, id } = await recalledJourney();
  const { page } = await openPage(on, `/journeys/${id}`);
  await page.getByTestId("show-path").click();
  await page.getByTestId("sentence").getByText("The tenant takes it in by submission.").waitFor();
  await page.keyboard.press(" ");
  await page.getByRole("button", { name: "Play" }).waitFor();

  const still = await openPage(on, "/", { width: 360, height: 740 });
  await still.page.emulateMedia({ reducedMotion: "reduce" });
  await still.page.goto(`${on.url}/journeys/${id}?show=path`);
  await still.page.getByRole("button", { name: "Play" }).waitFor();
  expect(await still.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  await screenshot(still, "journey-path-narrow");
});
