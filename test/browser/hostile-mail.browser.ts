import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot, type Watched } from "./browser.ts";
import { hostileCases } from "./hostile-corpus.ts";

/** Where hostile mail would call home: it keeps what it hears. */
const heard: string[] = [];
let server: Server;
let away = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.url ?? "");
    response.end();
  });
  server.on("connection", () => heard.push("connection"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  away = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** What the page's policy says of handlers and bases as they are parsed, in a document that is shown nowhere. */
const STOPPED = /^(?:Executing inline event handler|Setting the document's base URI to '[^']*') violates /;

function withoutStopped(complaints: string[]): void {
  const others = complaints.filter((complaint) => !STOPPED.test(complaint));
  complaints.splice(0, complaints.length, ...others);
}

async function letItTry({ page }: Watched): Promise<void> {
  const frame = page.locator("[data-testid=mail]");
  expect(await frame.getAttribute("sandbox")).toBe("");
  await page.frameLocator("[data-testid=mail]").getByText("Begin").first().waitFor();
  const links = page.frameLocator("[data-testid=mail]").getByText("click");
  for (const link of await links.all()) await link.click();
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  expect(await page.evaluate("window.fell")).toBeUndefined();
}

test("nothing of a corpus of hostile mail runs, and nothing leaves", { timeout: 180_000 }, async () => {
  const on = await library();
  const watched = await openPage(on);
  for (const { name, html } of hostileCases(away)) {
    const sent = await on.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: name, html });
    await watched.page.goto(`${on.url}/journeys/${sent.journeyId}?tab=message&view=html`);
    await letItTry(watched).catch((error) => {
      throw new Error(`${name}: ${error}`);
    });
    withoutStopped(watched.complaints);
    expect({ name, heard, foreign: watched.foreign, complaints: watched.complaints }).toEqual({
      ...{ name, heard: [], foreign: [], complaints: [] },
    });
  }
});

test("what was not loaded is told, and the mail's own pictures are there", async () => {
  const on = await library();
  const html = `<p>Logo</p><img alt="logo" src="cid:logo"><img src="${away}/1.png"><p style="background:url(${away}/2.png)">2</p><a href="${away}">elsewhere</a>`;
  const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const sent = await on.send({
    ...{ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Pictures", html },
    attachments: [{ filename: "logo.png", content: Buffer.from(pixel, "base64"), cid: "logo" }],
  });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?tab=message`);
  await watched.page.getByText("2 remote pictures, fonts or sheets were not loaded.").waitFor();
  const frame = watched.page.frameLocator("[data-testid=mail]");
  expect(await frame.getByAltText("logo").getAttribute("src")).toMatch(/^data:image\/png;base64,/);
  expect(await frame.getByText("elsewhere").getAttribute("href")).toBeNull();
  // The same wherever it is read.
  await expect(sent).toComeBackFrom("To the signature service");
  for (const path of ["/recall-desk?to=bob@contoso.com", `/journeys/${sent.journeyId}/compare?pane=texts`]) {
    await watched.page.goto(`${on.url}${path}`);
    for (const side of [0, 1]) {
      const mail = watched.page.getByTestId("mail").nth(side).contentFrame();
      await mail.locator("img[alt=logo][src^='data:image/png;base64,']").waitFor();
      await watched.page.getByText("2 remote pictures, fonts or sheets were not loaded.").nth(side).waitFor();
    }
  }
  expect(heard).toEqual([]);
  await screenshot(watched, "journey-remote-pictures");
});

test("right-to-left tricks, markup and a missing subject stay text where they are", async () => {
  const on = await library();
  const rlo = "‮";
  const raw = [
    `From: "<img src=${away}/from.png>" <alice@contoso.com>`,
    "To: bob@contoso.com",
    `Subject: =?utf-8?B?${Buffer.from(`${rlo}Invoice <script>top.fell=1</script>`).toString("base64")}?=`,
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `<img src="${away}/text.png"> Text`,
    "--b",
    "Content-Type: application/octet-stream",
    `Content-Disposition: attachment; filename*=utf-8''invoice${encodeURIComponent(rlo)}fdp.exe`,
    "",
    "MZ",
    "--b--",
    "",
  ].join("\r\n");
  const sent = await on.send({ raw });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?tab=message`);
  const { page } = watched;
  await page.getByText("fdp.exe").waitFor();
  expect(await page.locator("h1").textContent()).toBe("⟨U+202E⟩Invoice <script>top.fell=1</script>");
  // Each stands in an element of its own direction, so that nothing around it turns.
  expect(await page.locator("h1").getAttribute("dir")).toBe("auto");
  expect(await page.locator("bdi", { hasText: "invoice⟨U+202E⟩fdp.exe" }).count()).toBe(1);
  expect(await page.evaluate("window.fell")).toBeUndefined();
  await screenshot(watched, "journey-right-to-left");
  const taken = page.waitForEvent("download");
  await page.getByTestId("download-part").click();
  expect((await taken).suggestedFilename()).toBe("invoicefdp.exe");

  const without = await on.send({ raw: "From: alice@contoso.com\r\nTo: bob@contoso.com\r\n\r\nText\r\n" });
  await page.goto(`${on.url}/journeys/${without.journeyId}`);
  await page.getByRole("heading", { name: "(no subject)" }).waitFor();
  expect(heard).toEqual([]);
});

test("a subject that would read backwards shows what hides in it, wherever it stands", async () => {
  const on = await library();
  const sent = await on.send({
    from: "alice@contoso.com",
    to: "bob@contoso.com",
    subject: "in\u202egnp.exe",
    text: "Hi",
  });
  await expect(sent).toComeBackFrom("To the signature service");
  const watched = await openPage(on, "/recall-desk");
  const { page } = watched;
  const shown = "in⟨U+202E⟩gnp.exe";
  const texts = async () => page.locator("main").innerText();
  for (const path of ["/recall-desk", "/trace", `/journeys/${sent.journeyId}/compare?pane=headers&all=1`, "/"]) {
    await page.goto(`${on.url}${path}`);
    await page.getByText(shown).first().waitFor();
    expect({ path, hidden: (await texts()).includes("\u202e") }).toEqual({ path, hidden: false });
  }
  await page.goto(`${on.url}/recall-desk`);
  await page.locator(`[data-testid="recall"]:enabled`).waitFor();
  await page.keyboard.press("r");
  await page.getByTestId("recall-dialog").getByText(shown).waitFor();
});

test("5 MB of HTML don't freeze the page: the beginning is drawn, the source has all", async () => {
  const on = await library();
  const html = `<p>Begin</p>${'<p class="x">A line that says nothing, again and again.</p>'.repeat(92_000)}<p>End</p>`;
  const sent = await on.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Long", html });
  const watched = await openPage(on, `/journeys/${sent.journeyId}?tab=message`);
  const { page } = watched;
  await page
    .getByText(/^Of the HTML the first 524,288 of 5,\d{3},\d{3} characters are here\./)
    .first()
    .waitFor();
  await page.frameLocator("[data-testid=mail]").getByText("Begin").waitFor();
  // A page that hangs would not answer.
  await page.getByTestId("tab-headers").click({ timeout: 5000 });
  await page.getByRole("link", { name: "The source" }).first().click();
  await page
    .getByTestId("bytes")
    .getByText(/The next 131,072 of/)
    .waitFor();

  await page.goto(`${on.url}/recall-desk?to=bob@contoso.com`);
  await page.getByTestId("mail").nth(1).contentFrame().getByText("Begin").waitFor();
  await page.getByTestId("new-message").click({ timeout: 5000 });

  await page.goto(`${on.url}/journeys/${sent.journeyId}/compare?pane=texts`);
  await page.getByText("Only the beginning is shown").waitFor();
  for (const side of [0, 1]) await page.getByTestId("mail").nth(side).contentFrame().getByText("Begin").waitFor();
});

test("formatting that would grow without measure is not drawn", async () => {
  const on = await library();
  const html = `${Array.from({ length: 5000 }, (_, index) => `<b id=b${index}>`).join("")}${"<p>x".repeat(20_000)}`;
  const sent = await on.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Bomb", html });
  const { page } = await openPage(on, `/journeys/${sent.journeyId}?tab=message`);
  await page.getByTestId("mail-bomb").waitFor();
});

test("a thousand recipients are counted, filtered and shown when asked for", async () => {
  const on = await library({ limits: { maxRecipients: 2000 } });
  const to = Array.from({ length: 1000 }, (_, index) => `person${index}@fabrikam.com`);
  const sent = await on.send({ from: "alice@contoso.com", to, subject: "Everybody", text: "Hi" });
  const watched = await openPage(on, `/journeys/${sent.journeyId}`);
  const { page } = watched;
  await page.getByRole("heading", { name: "Recipients 1,000" }).waitFor();
  await page.getByTestId("recipients").getByText("980 more").waitFor();
  await page.getByLabel("Filter recipients").fill("person999");
  await page.getByTestId("recipients").getByText("person999@fabrikam.com").waitFor();
  expect(await page.getByTestId("recipients").locator("li").count()).toBe(1);
  await expectAccessible(watched);
});
