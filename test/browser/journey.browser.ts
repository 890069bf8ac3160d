import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

test("the failing hop is three clicks away: the message, what went wrong, the dialog that says so", async () => {
  const on = await library();
  on.fault("outbound.rcpt=reply:550 5.7.1 We do not sign this,times=1");
  await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com", text: "Here they are" });
  const watched = await openPage(on);
  const { page } = watched;
  await page.getByRole("link", { name: /^Q3 numbers/ }).click();

  await page.getByTestId("timeline").getByText("550 5.7.1 We do not sign this").first().waitFor();
  expect(await page.getByTestId("inspector").getByRole("heading").first().innerText()).toContain("Fail");
  await screenshot(watched, "journey-failed");
});

test("j and k go through what happened; the choice stands in the address", async () => {
  const on = await library();
  const sent = await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await sent.wait({ verdict: "changed" });
  const watched = await openPage(on, `/journeys/${sent.journeyId}`);
  const { page } = watched;
  await page.getByTestId("timeline").getByText("Pass 2").waitFor();

  await page.keyboard.press("j");
  await page.getByTestId("rules").getByText("Signatures for internal senders").first().waitFor();
  expect(await page.getByTestId("rules").innerText()).toContain("Stopped here");
  await expectAccessible(watched);
  await screenshot(watched, "journey-rules");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.getByTestId("transcript").getByText("MAIL FROM:<alice@contoso.com>").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "journey-transcript");
  const address = page.url();
  expect(address).toMatch(/\?event=\d+$/);

  const again = await openPage(on, new URL(address).pathname + new URL(address).search);
  await again.page.getByTestId("transcript").waitFor();
  await again.page.keyboard.press("Enter");
  await again.page.locator("[role=tab][aria-selected=true]:focus").waitFor();
  await again.page.keyboard.press("Escape");
  await again.page.locator("[aria-current=true]:focus").waitFor();
  await again.page.keyboard.press("Escape");
  await again.page.getByTestId("search").waitFor();
});

test("a dialog shows where the time went", async () => {
  const on = await library();
  on.fault("outbound.rcpt=pause:400ms");
  const sent = await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await sent.wait({ verdict: "changed" });
  const leg = (await sent.legs()).find(({ direction }) => direction === "out");
  const watched = await openPage(on, `/journeys/${sent.journeyId}?leg=${leg?.id}`);
  await watched.page
    .getByTestId("transcript")
    .getByText(/^\+(?:[4-9]\d\d ms|\d\.\d s)$/)
    .first()
    .waitFor();
  await screenshot(watched, "journey-timings");
});

test("the message is read as HTML, text, fields, tree, source and bytes, in each of its forms", async () => {
  const on = await library();
  const sent = await on.send({
    ...{ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" },
    ...{ text: "Here they are", html: "<p>Here they <b>are</b></p>" },
    attachments: [{ filename: "numbers.csv", content: "1;2;3" }],
  });
  await sent.wait({ verdict: "changed" });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?tab=message`);
  const { page } = watched;

  await page.frameLocator("[data-testid=mail]").getByText("Here they are").waitFor();
  await page.getByText("numbers.csv").waitFor();
  const taken = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download numbers.csv" }).click();
  expect((await taken).suggestedFilename()).toBe("numbers.csv");
  expect(readFileSync(await (await taken).path(), "utf8")).toBe("1;2;3");
  await expectAccessible(watched);
  await screenshot(watched, "journey-message");
  await page.getByTestId("tab-text").click();
  await page.getByTestId("raw-text").getByText("Here they are").waitFor();
  await page.getByTestId("tab-headers").click();
  await page.getByTestId("filter-headers").fill("subject");
  expect(await page.getByTestId("headers").innerText()).toMatch(/^Subject\tQ3 numbers\s*$/);
  await page.getByTestId("tab-mime").click();
  await page.getByTestId("mime-tree").getByText("multipart/alternative").waitFor();
  await page.getByTestId("tab-source").click();
  await page.getByTestId("raw-text").getByText("Subject: Q3 numbers").waitFor();
  await page.getByTestId("tab-bytes").click();
  await page
    .getByTestId("raw-text")
    .getByText(/^00000000 {2}[0-9a-f]{2} /)
    .waitFor();
  expect(new URL(page.url()).searchParams.get("tab")).toBe("bytes");
  const saved = page.waitForEvent("download");
  await page.getByTestId("download").click();
  expect((await saved).suggestedFilename()).toMatch(/^(?:item|leg)-\d+\.eml$/);

  await page.getByTestId("form").selectOption({ label: "as it left over To the signature service" });
  await page.getByTestId("tab-message").click();
  await page.getByTestId("tab-headers").click();
  await page.getByTestId("headers").getByText("X-MS-Exchange-CrossPremises", { exact: false }).first().waitFor();
});

test("MAPI properties of classic Outlook's mail, and its recall, are there as soon as they happen", async () => {
  const on = await library();
  const sent = await on.send({
    ...{ from: "alice@contoso.com", subject: "Native form", to: "bob@contoso.com", client: "outlook" },
    html: "<p>Hi</p>",
  });
  await sent.wait({ verdict: "changed" });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?tab=message&view=tnef`);
  const { page } = watched;
  await page.getByTestId("tnef").getByText("belongs to the message").waitFor();
  await page.getByTestId("filter-properties").fill("messageclass");
  await page.getByTestId("tnef").getByText('"IPM.Note"').waitFor();
  await screenshot(watched, "journey-tnef");

  await sent.recall();
  await page.getByTestId("recalls").getByText("recalled from 1 of 1").waitFor();
  await page.getByTestId("timeline").getByText("Recalled").first().waitFor();
  await page.getByRole("link", { name: "report page" }).click();
  await page
    .getByRole("heading", { name: /recall/i })
    .first()
    .waitFor();
});

test("a recall leads to its original, its report to both, and the original to both", async () => {
  const on = await library();
  const sent = await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await sent.recall();
  const watched = await openPage(on, `/journeys/${sent.journeyId}`);
  const { page } = watched;
  await page.getByTestId("related-request").click();
  await page.getByTestId("related-original").getByText("Q3 numbers", { exact: true }).waitFor();
  await page.getByTestId("related-caused").getByText("Message Recall Report: Q3 numbers").click();
  await page.getByTestId("related-cause").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "journey-related");
  await page.getByTestId("related-original").click();
  await page.getByRole("heading", { name: "Q3 numbers", exact: true }).waitFor();
  expect(page.url()).toBe(`${on.url}/journeys/${sent.journeyId}`);
});

test("on a narrow screen and in the dark, all of it is readable", async () => {
  const on = await library();
  const sent = await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await sent.wait({ verdict: "changed" });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?event=2`, { width: 360, height: 1400, dark: true });
  await watched.page.getByTestId("rules").waitFor();
  expect(await watched.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
  await expectAccessible(watched);
  await screenshot(watched, "journey-narrow-dark");
});

test("an id that nobody knows says so", async () => {
  const on = await library();
  const watched = await openPage(on, "/journeys/nobody");
  await watched.page.getByText("No message is known under nobody").waitFor();
  watched.complaints.length = 0;
});
