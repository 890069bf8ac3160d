import { expect, test } from "vitest";

import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

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
