import { expect, test } from "vitest";

import { library } from "../support/library.ts";
import { folder } from "../unit/database/support.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const FREE = { submission: 0, inbound: 0, return: 0, smartHost: 0, internet: 0, onPremises: 0 };

test("a message shows its way and its verdict, live", async () => {
  const on = await library();
  const watched = await openPage(on);
  await watched.page.getByText("No mail yet").waitFor();

  await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });

  const row = watched.page.getByRole("link", { name: /Q3 numbers/ });
  await row.waitFor();
  await row.getByText("changed").waitFor();
  expect(await row.getByTestId("hop-strip").innerText()).toMatch(
    /client[\s\S]*tenant[\s\S]*rules[\s\S]*smart host[\s\S]*tenant[\s\S]*mailbox/,
  );
  await expectAccessible(watched);
  await screenshot(watched, "journeys");
});

test("the search line narrows the list, and stands in the address", async () => {
  const on = await library();
  await on.send({ from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" });
  await on.send({ from: "alice@contoso.com", subject: "Lunch", to: "carol@contoso.com" });
  const { page } = await openPage(on);
  await page.getByTestId("search").waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("to:carol");

  await page.getByRole("link", { name: /Q3 numbers/ }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: /Lunch/ }).waitFor();
  expect(new URL(page.url()).search).toBe("?q=to%3Acarol");
});

test("the list says what its address says: Esc keeps the search, a journey leads back to it, Journeys ends it", async () => {
  const on = await library();
  for (const [to, subject] of Object.entries({ bob: "Q3 numbers", carol: "Lunch" }))
    await on.send({ from: "alice@contoso.com", subject, to: `${to}@contoso.com` });
  const { page } = await openPage(on);
  const rows = page.getByTestId("rows").getByRole("listitem");
  await rows.nth(1).waitFor();

  await page.keyboard.press("/");
  await page.keyboard.type("to:carol");
  await rows.nth(1).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  expect(await page.getByTestId("search").inputValue()).toBe("to:carol");

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByTestId("timeline").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".chosen").getByText("Lunch").waitFor();
  expect(new URL(page.url()).search).toBe("?q=to%3Acarol");

  await page.getByRole("navigation", { name: "Screens" }).getByText("Journeys").click();
  await rows.nth(1).waitFor();
  expect(await page.getByTestId("search").inputValue()).toBe("");
  await page.goBack();
  await rows.nth(1).waitFor({ state: "detached" });
});

test("keys are never too quick for the list, and none goes past an open dialog", async () => {
  const on = await library();
  for (const subject of ["one", "two", "three", "four"])
    await on.send({ from: "alice@contoso.com", subject, to: "bob@contoso.com" });
  const { page } = await openPage(on);
  await page.getByRole("link", { name: /^one/ }).waitFor();

  // In one turn: nothing is drawn between them.
  await page.evaluate(`for (const key of ["j", "j", "j", "k", "?", "j", "Enter"])
    (document.activeElement ?? document).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))`);
  await page.getByTestId("help").getByRole("button", { name: "Close" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await page.getByTestId("help").getByRole("button", { name: "Close" }).waitFor({ state: "hidden" });
  await page.locator(".chosen").getByText("three").waitFor();

  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "three", exact: true }).waitFor();
});

test("a search follows what comes, and leaves its reader where he is", async () => {
  const on = await library();
  const send = (subject: string) => on.send({ from: "alice@contoso.com", subject, to: "bob@contoso.com" });
  for (let index = 0; index < 210; index++) await send(`Number ${index}`);
  const { page } = await openPage(on, "/?q=subject:Number");
  const rows = page.getByTestId("rows");
  const scroll = (y: number) => page.evaluate(`document.querySelector(".rows").scrollTop = ${y}`);
  await page.getByRole("link", { name: /^Number 209/ }).waitFor();
  await scroll(190 * 56);
  await page.getByRole("link", { name: /^Number 7 / }).waitFor();
  await scroll(203 * 56);
  await page.getByRole("link", { name: /^Number 2 / }).waitFor();

  await send("Number 210");
  await rows.locator('[aria-setsize="211"]').first().waitFor();
  await page.getByRole("link", { name: /^Number 2 / }).waitFor();
});

test("what can be searched is listed, and a press puts it into the line", async () => {
  const on = await library();
  const attachments = [{ filename: "plan.pdf", content: "%PDF" }];
  await on.send({
    from: "alice@contoso.com",
    subject: "Plan",
    to: "bob@contoso.com",
    cc: "carol@contoso.com",
    attachments,
  });
  await on.send({ from: "alice@contoso.com", subject: "Lunch", to: "bob@contoso.com" });
  const watched = await openPage(on, "/", { mayBeRefused: true });
  const { page } = watched;
  await page.getByText("What can be searched").click();
  await page.getByRole("button", { name: "has:attachment" }).click();
  await page.getByRole("link", { name: /Lunch/ }).waitFor();
  await page.keyboard.type("attach");
  await page.getByTestId("search-hint").getByText("has is one of attachment, inline, tnef").waitFor();
  await page.keyboard.type("ment");
  await page.getByRole("link", { name: /Lunch/ }).waitFor({ state: "detached" });
  await expectAccessible(watched);
  await screenshot(watched, "journeys-search");

  await page.getByRole("link", { name: /Plan/ }).click();
  expect(await page.getByTestId("journey-facts").innerText()).toMatch(
    /bytes, with attachments · Cc carol@contoso\.com$/,
  );
  await screenshot(watched, "journey-facts");
});

test("g and a letter go to a screen, Ctrl K opens the palette, ? lists the keys", async () => {
  const on = await library();
  const { page } = await openPage(on);
  await page.getByText("No mail yet").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.waitForURL(/\/clock$/);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("trace");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/trace/);
  await page.keyboard.press("?");
  await page.getByTestId("help").getByText("command palette", { exact: true }).waitFor();
});

test("the palette is open with the key that asks for it, and Enter takes what was typed, drawn or not", async () => {
  const on = await library();
  const { page } = await openPage(on);
  await page.getByText("No mail yet").waitFor();
  const seen = await page.evaluate(`(() => {
    const key = (name, more) => new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
    document.body.dispatchEvent(key("k", { ctrlKey: true }));
    const palette = document.querySelector('[data-testid="palette"]');
    const line = document.activeElement;
    line.value = "trace";
    line.dispatchEvent(new InputEvent("input", { bubbles: true }));
    line.dispatchEvent(key("Enter"));
    return { isOpen: palette.contains(line), keepsKeys: document.activeElement === line };
  })()`);
  expect(seen).toEqual({ isOpen: true, keepsKeys: false });
  await page.waitForURL(/\/trace/);
});

test("the keys and the palette are there for a hand without a keyboard, too", async () => {
  const on = await library();
  const watched = await openPage(on, "/mail-flow?tab=settings", { width: 360 });
  const { page } = watched;
  await page.getByRole("heading", { name: "Recall", exact: true }).waitFor();
  expect(await page.title()).toBe("Mail flow · recall-sandbox");
  await page.keyboard.press("/");
  await page.keyboard.type("expiration");
  await page.getByRole("heading", { name: "Recall", exact: true }).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Keys and commands" }).click();
  await page.getByTestId("help").getByRole("button", { name: "Command palette" }).click();
  await page.getByRole("option", { name: "Go to Trace" }).click();
  await page.waitForURL(/\/trace/);
});

test("a press copies where a browser has no clipboard for the page", async () => {
  const on = await library();
  const { page } = await openPage(on);
  await page.getByText("No mail yet").waitFor();
  await page.evaluate(`Object.defineProperty(navigator, "clipboard", { value: undefined })`);
  await page.getByTestId("copy").click();
  await page.getByText("copied").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.press("Control+v");
  expect(await page.getByTestId("search").inputValue()).toMatch(/^npx recall-sandbox send --to bob@contoso\.com/);
});

test("a long subject and a long way leave the rest of a row in sight", async () => {
  const on = await library();
  await on.send({ from: "alice@contoso.com", subject: "Long ".repeat(60), to: "nobody@contoso.com" });
  const wide = await openPage(on, "/?q=kind:notification");
  const kind = wide.page.getByText("notification", { exact: true });
  await kind.waitFor();
  const ends = async (of: typeof kind) => ((box) => (box ? box.x + box.width : Number.NaN))(await of.boundingBox());
  expect(await ends(kind)).toBeLessThanOrEqual(await ends(wide.page.locator(".what")));
  await on.send({ from: "alice@contoso.com", subject: "Both", to: ["bob@contoso.com", "ann@fabrikam.com"] });
  const narrow = await openPage(on, "/", { width: 360 });
  await narrow.page.getByRole("link", { name: /^Both/ }).getByText("internet").waitFor();
  await screenshot(narrow, "journeys-narrow");
  const stops = await narrow.page.evaluate(`[...document.querySelectorAll(".stop .place")].map(
    (place) => place.textContent + " " + (place.scrollWidth <= place.clientWidth))`);
  expect(stops).toContain("internet true");
  expect(stops).not.toContain("internet false");
});

test("a sandbox that went away and came back is said to be away, and what it did is caught up", async () => {
  const data = folder();
  const first = await library({}, { data });
  const port = Number(new URL(first.url).port);
  const { page } = await openPage(first, "/", { mayBeAway: true });
  await page.getByText("No mail yet").waitFor();
  await first.stop();
  await page.getByText("sandbox away, trying again").waitFor();
  const again = await library({ listeners: { ...FREE, http: port } }, { data, ports: "configured" });
  await again.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "While you were out" });
  await page.getByText("While you were out").waitFor();
  await page.getByText("live", { exact: true }).waitFor();
});

test("what could not be asked is asked when the sandbox is back", async () => {
  const data = folder();
  const first = await library({}, { data });
  const port = Number(new URL(first.url).port);
  const { page } = await openPage(first, "/mail-flow", { mayBeAway: true });
  await page.getByRole("button", { name: "Signatures for internal senders", exact: true }).waitFor();
  await first.stop();
  await page.getByText("sandbox away, trying again").waitFor();
  await page.getByRole("link", { name: "Remote domains" }).click();
  await page.getByText("The sandbox does not answer.").waitFor();

  await library({ listeners: { ...FREE, http: port } }, { data, ports: "configured" });
  await page.getByText("For every domain that has no remote domain of its own").waitFor();
});

test("two tabs show the same", async () => {
  const on = await library();
  const [one, other] = [await openPage(on), await openPage(on)];
  await on.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Q3 numbers" });
  for (const { page } of [one, other]) await page.getByRole("link", { name: /Q3 numbers/ }).waitFor();
});

test("an address that can't be read is told so", async () => {
  const on = await library();
  const { page } = await openPage(on, "/journeys/%E0%A4%A", { mayBeRefused: true });
  await page.getByRole("heading", { name: "Nothing is at" }).waitFor();
});
