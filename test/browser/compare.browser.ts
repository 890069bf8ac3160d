import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { library, Q3, scenario } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

test("what came back stands beside what left, with the signature outlined and what it means on top", async () => {
  const on = await library();
  const message = await on.send({ ...Q3, html: "<p>The <b>figures</b>.</p>" });
  await expect(message).toComeBackFrom("To the signature service");
  const watched = await openPage(on, `/journeys/${message.journeyId}/compare`);
  const { page } = watched;

  await page.getByTestId("consequence").getByText("What differs is harmless").waitFor();
  expect(await page.getByTestId("difference-expected").count()).toBe(2);
  const frame = page.getByTestId("mail").nth(1).contentFrame();
  expect(await frame.locator("div[style*=outline]").innerText()).toContain("signed by the recall-sandbox smart host");
  await expectAccessible(watched);
  await screenshot(watched, "compare");

  const bytes = page.waitForEvent("download");
  await page
    .getByRole("button", { name: /^Download leg-\d+\.eml$/ })
    .first()
    .click();
  expect(readFileSync(await (await bytes).path(), "utf8")).toContain("Subject: Q3 numbers");

  await page.getByTestId("tab-headers").click();
  const headers = page.getByTestId("headers");
  await headers.getByText("X-Sandbox-Signature").waitFor();
  expect(await headers.getByText("Message-ID").count()).toBe(0);
  await page.getByTestId("show-all").check();
  await headers.getByText("Message-ID", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("?pane=headers&all=1");
  await expectAccessible(watched);

  await page.getByTestId("tab-texts").click();
  await page.getByTestId("as-source").check();
  await page.getByTestId("inserted").getByText("Contoso Ltd | signed by the").waitFor();
  await expectAccessible(watched);

  await page.getByTestId("tab-parts").click();
  await page.getByTestId("parts").getByText("text/html").first().waitFor();
  const taken = page.waitForEvent("download");
  await page.getByTestId("parts").getByRole("button", { name: "Download the whole, text/html" }).last().click();
  expect(readFileSync(await (await taken).path(), "utf8")).toContain("signed by the <b>recall-sandbox</b>");
  await expectAccessible(watched);
  await screenshot(watched, "compare-parts");
});

test("a smart host that takes winmail.dat away is told by property", async () => {
  const on = await library({
    extends: scenario("rich-text-2023"),
    smartHost: { preset: "strip-tnef" },
  });
  const message = await on.send({ ...Q3, client: "outlook", richText: true });
  await expect(message).toComeBackFrom("To the signature service");
  const watched = await openPage(on, `/journeys/${message.journeyId}/compare`, { dark: true });
  const { page } = watched;

  await page.getByTestId("consequence").getByText("fatal").waitFor();
  // The worst difference decides what is shown first.
  await page.getByTestId("properties").getByText("PidTagSearchKey").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "compare-tnef-dark");
});

test("mail that never left says so, and where to look", async () => {
  const on = await library({ extends: scenario("no-smart-host") });
  const message = await on.send(Q3);
  const watched = await openPage(on, `/journeys/${message.journeyId}/compare`, { width: 360, mayBeRefused: true });
  await watched.page.getByTestId("nothing-to-compare").getByText("It has not left over a connector.").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "compare-nothing-360");
});

test("hostile mail is compared without running or fetching anything of it", async () => {
  const on = await library();
  const message = await on.send({
    ...Q3,
    subject: "\u202egnp.exe <img src=x onerror=alert(1)>",
    html: '<p>Hi</p><img src="http://evil.example/pixel.png"><script>alert(1)</script><style>@import "http://evil.example/a.css";</style>',
  });
  await expect(message).toComeBackFrom("To the signature service");
  const { page } = await openPage(on, `/journeys/${message.journeyId}/compare?pane=texts`);
  page.on("dialog", (dialog) => expect.fail(`It ran: ${dialog.message()}`));

  await page.getByTestId("mail").nth(1).contentFrame().getByText("signed by the").waitFor();
  expect(await page.getByTestId("mail").nth(1).contentFrame().locator("script, [src]").count()).toBe(0);
  expect(await page.getByTestId("not-loaded").count()).toBe(2);
});
