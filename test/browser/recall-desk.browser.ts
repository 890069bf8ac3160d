import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { library, Q3 } from "../support/library.ts";
import { folder } from "../unit/database/support.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const inbox = (page: Page, mailbox: string) => page.getByTestId(`mailbox-${mailbox}`);

async function compose(page: Page, { to, subject }: { to: string; subject: string }) {
  await page.keyboard.press("n");
  await page.getByTestId("to").fill(to);
  await page.getByTestId("subject").fill(subject);
}

test("send and recall: gone from the recipient's inbox, and the desk says so", async () => {
  const on = await library();
  const watched = await openPage(on, "/recall-desk?sender=alice@contoso.com&to=bob@contoso.com", {
    mayBeRefused: true,
  });
  const { page } = watched;
  await page.getByText("Nothing was sent from here yet").waitFor();
  await screenshot(watched, "recall-desk-empty");

  await compose(page, { to: "bob@contoso.com", subject: "Budget" });
  await expectAccessible(watched);
  await screenshot(watched, "recall-desk-compose");
  await page.getByTestId("send").click();
  const bob = inbox(page, "bob@contoso.com");
  await bob.getByTestId("message").getByText("Budget").waitFor();

  await page.keyboard.press("r");
  await page.getByTestId("do-recall").click();
  await page.getByTestId("line-bob@contoso.com").getByText("The message was successfully recalled").waitFor();
  await bob.getByTestId("gone").getByText("Budget").waitFor();
  await bob.getByTestId("message").waitFor({ state: "detached" });
  expect(await on.mailbox("bob@contoso.com").messages()).toEqual([]);

  await page.getByText("Report mail", { exact: true }).click();
  await page.getByTestId("report-mail").getByText("Message Recall Report: Budget").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "recall-desk");
});

test("a recall that a smart host breaks shows what the report says, and the true reason beside it", async () => {
  const on = await library({ smartHost: { preset: "strips-exchange-headers" } });
  await on.send(Q3);
  const watched = await openPage(on, "/recall-desk", { dark: true });
  const { page } = watched;
  await inbox(page, "bob@contoso.com").getByTestId("message").getByText("Q3 numbers").waitFor();

  await page.getByTestId("recall").click();
  await page.getByTestId("do-recall").click();
  const line = page.getByTestId("line-bob@contoso.com");
  await line.getByText("The reason for the recall failure is unknown").waitFor();
  await line.getByText("The request arrived without what makes it one").waitFor();
  await inbox(page, "bob@contoso.com").getByTestId("message").getByText("recall failed").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "recall-desk-failed-dark");

  // Three clicks from a recall that failed to what broke it.
  await page.getByTestId("outcome").getByRole("link", { name: "what came back" }).last().click();
  await page.getByTestId("consequence").getByText("fatal").waitFor();
  await page
    .getByTestId("difference-fatal")
    .getByRole("button", { name: "X-MS-Exchange-RecallReportGenerated" })
    .waitFor();
});

test("classic Outlook recalls and replaces, and the choice stands in the address", async () => {
  const on = await library();
  const watched = await openPage(on, "/recall-desk?to=bob@contoso.com", { width: 360 });
  const { page } = watched;
  await page.getByTestId("new-message").click();
  await page.getByTestId("subject").fill("Budget");
  await page.getByTestId("client-outlook").check();
  await page.getByTestId("send").click();
  const bob = inbox(page, "bob@contoso.com");
  await bob.getByTestId("message").getByText("Budget").waitFor();
  expect(new URL(page.url()).searchParams.get("client")).toBe("outlook");

  await page.getByTestId("recall").click();
  await page.getByTestId("replace").check();
  await page.getByTestId("replacement-subject").fill("Budget, put right: 撤回");
  await expectAccessible(watched);
  await screenshot(watched, "recall-desk-replace-360");
  await page.getByTestId("do-recall").click();
  await bob.getByTestId("message").getByText("Budget, put right: 撤回").waitFor();
  await bob.getByTestId("gone").getByText("Budget", { exact: true }).waitFor();
  await expect
    .poll(async () => (await on.mailbox("bob@contoso.com").messages()).map(({ subject }) => subject))
    .toEqual(["Budget, put right: 撤回"]);
});

test("what is read, moved or deleted in one tab, or by Graph, shows in the other at once", async () => {
  const on = await library();
  await on.send({ ...Q3, to: "bob@contoso.com" });
  await on.send({ ...Q3, to: "bob@contoso.com", subject: "Lunch" });
  const desk = "/recall-desk?sender=alice@contoso.com&to=bob@contoso.com";
  const [one, other] = [await openPage(on, desk), await openPage(on, desk)];
  const [mine, theirs] = [inbox(one.page, "bob@contoso.com"), inbox(other.page, "bob@contoso.com")];
  for (const pane of [mine, theirs]) {
    await pane.getByTestId("message").getByText("Q3 numbers").waitFor();
    await pane.getByTestId("message").getByText("Q3 numbers").click();
  }
  await mine.getByTestId("mark-read").click();
  await theirs.getByRole("button", { name: "Mark unread" }).waitFor();
  await theirs.getByTestId("move").selectOption({ label: "Archive" });
  await mine.getByTestId("message").getByText("Q3 numbers").waitFor({ state: "detached" });

  const path = `${on.url}/v1.0/users/bob@contoso.com/messages`;
  const [lunch] = ((await (await fetch(`${path}?$filter=subject eq 'Lunch'`)).json()) as { value: { id: string }[] })
    .value;
  const gone = await fetch(`${path}/${lunch?.id}`, { method: "DELETE" });
  expect(gone.status).toBe(204);
  for (const pane of [mine, theirs]) await pane.getByText("Nothing came in yet").waitFor();
  // Who looks elsewhere follows no mailbox any more, and is live all the same.
  await one.page.getByRole("link", { name: "Journeys" }).click();
  await on.send({ ...Q3, to: "bob@contoso.com", subject: "Afterwards" });
  await one.page.getByText("Afterwards").waitFor();
});

test("after the sandbox was away the desk shows what happened meanwhile, and what happens next", async () => {
  const data = folder();
  const first = await library({}, { data });
  const port = Number(new URL(first.url).port);
  await first.send({ ...Q3, to: "bob@contoso.com" });
  const { page } = await openPage(first, "/recall-desk?to=bob@contoso.com", { mayBeAway: true });
  const bob = inbox(page, "bob@contoso.com");
  await bob.getByTestId("mark-read").getByText("Mark read").waitFor();
  await first.stop();
  await page.getByText("sandbox away, trying again").waitFor();
  const listeners = { submission: 0, inbound: 0, return: 0, smartHost: 0, internet: 0, onPremises: 0, http: port };
  const again = await library({ listeners }, { data, ports: "configured" });
  const markRead = async (isRead: boolean) => {
    const mailbox = again.mailbox("bob@contoso.com");
    const [copy] = await mailbox.messages();
    if (copy) await mailbox.markRead(copy, isRead);
  };
  await markRead(true);
  await bob.getByTestId("mark-read").getByText("Mark unread").waitFor();
  await page.getByText("live", { exact: true }).waitFor();
  await markRead(false);
  await bob.getByTestId("mark-read").getByText("Mark read").waitFor();
});

test("of a recall from a thousand recipients all outcomes are shown, and those of one kind", async () => {
  const on = await library({ limits: { maxRecipients: 2000 } });
  const outside = Array.from({ length: 1200 }, (_, index) => `person${String(index).padStart(4, "0")}@fabrikam.com`);
  const sent = await on.send({ ...Q3, to: ["bob@contoso.com", "carol@contoso.com", ...outside] });
  await sent.recall();
  const watched = await openPage(on, "/recall-desk?to=bob@contoso.com", { mayBeRefused: true });
  const outcome = watched.page.getByTestId("recall-outcome");
  const lines = outcome.locator("tbody tr");
  await outcome.getByTestId("outcome-all").getByText("1,202").waitFor();
  expect(await lines.count()).toBe(100);
  await expectAccessible(watched);
  await outcome.getByTestId("outcome-recalled").click();
  await expect.poll(() => lines.count()).toBe(2);
  await outcome.getByTestId("line-carol@contoso.com").waitFor();
  expect(await outcome.getByTestId("more-recipients").count()).toBe(0);
  await screenshot(watched, "recall-desk-outcomes");

  await outcome.getByTestId("outcome-outside").click();
  await expect.poll(() => lines.count()).toBe(100);
  await outcome.getByTestId("more-recipients").getByText("The next 1,000 of 1,100").click();
  await expect.poll(() => lines.count()).toBe(1100);
  await outcome.getByTestId("more-recipients").getByText("100 more").click();
  await outcome.getByTestId("line-person1199@fabrikam.com").waitFor();
  expect(await lines.count()).toBe(1200);
  await outcome.getByTestId("outcome-all").click();
  await expect.poll(() => lines.count()).toBe(100);
});

test("files are taken out of a mailbox's message", async () => {
  const on = await library();
  const attachments = [{ filename: "Zahlen für Q3.csv", content: "1;2;3" }];
  await on.send({ ...Q3, text: "Here they are", attachments });
  const watched = await openPage(on, "/recall-desk?to=bob@contoso.com");
  const bob = inbox(watched.page, "bob@contoso.com");
  await bob.getByTestId("message").getByText("Q3 numbers").click();
  const taken = watched.page.waitForEvent("download");
  await bob.getByRole("button", { name: "Download Zahlen für Q3.csv" }).click();
  expect((await taken).suggestedFilename()).toBe("Zahlen für Q3.csv");
  expect(readFileSync(await (await taken).path(), "utf8")).toBe("1;2;3");
  await expectAccessible(watched);
  await screenshot(watched, "recall-desk-attachments");
});

// What is recalled may be gone between its row and its being asked for: the sandbox says 404 then, and browsers tell.
test("the dialog recalls the message that it was opened for, whatever is sent meanwhile", async () => {
  const on = await library();
  await on.send({ ...Q3, to: "bob@contoso.com" });
  const { page } = await openPage(on, "/recall-desk?to=bob@contoso.com", { mayBeRefused: true });
  const bob = inbox(page, "bob@contoso.com");
  await bob.getByTestId("message").getByText("Q3 numbers").waitFor();
  await page.keyboard.press("r");
  await on.send({ ...Q3, to: "bob@contoso.com", subject: "Lunch" });
  await bob.getByTestId("message").getByText("Lunch").waitFor();
  await page.getByTestId("recall-dialog").getByText("Q3 numbers").waitFor();
  await page.getByTestId("do-recall").click();
  await bob.getByTestId("gone").getByText("Q3 numbers").waitFor();
  expect((await on.mailbox("bob@contoso.com").messages()).map(({ subject }) => subject)).toEqual(["Lunch"]);

  // A second recall takes nothing more, and does not make the first one a failure.
  await page.keyboard.press("r");
  await page.getByTestId("do-recall").click();
  await page.getByText("An earlier recall had removed the copy").waitFor();
  const sent = inbox(page, "alice@contoso.com").getByTestId("message").filter({ hasText: "Q3 numbers" });
  expect(await sent.innerText()).toMatch(/recalled$/);
});

test("a link to a message that is not among the newest is about that one, or says that it is not there", async () => {
  const on = await library();
  const first = await on.send({ ...Q3, to: "bob@contoso.com", subject: "The first" });
  await first.recall();
  for (let index = 0; index < 51; index++) await on.send({ ...Q3, to: "bob@contoso.com", subject: `Later ${index}` });
  const link = `/recall-desk?to=bob@contoso.com&message=${encodeURIComponent(first.messageId)}`;
  const { page } = await openPage(on, link);
  await page.getByTestId("recall-outcome").getByRole("heading", { name: "Recall of The first" }).waitFor();
  await page.goto(`${on.url}/recall-desk?to=bob@contoso.com&message=<none@contoso.com>`);
  await page.getByTestId("not-sent").getByText("<none@contoso.com>").waitFor();
  expect(await page.getByTestId("recall").isDisabled()).toBe(true);
  await page.getByTestId("show-newest").click();
  await page.getByText("Later 50 was not recalled").waitFor();
});

test("every recipient can be taken away, and stays away", async () => {
  const on = await library();
  const { page } = await openPage(on, "/recall-desk");
  for (const who of ["bob", "carol"]) await page.getByRole("button", { name: `Take ${who}@contoso.com away` }).click();
  await inbox(page, "carol@contoso.com").waitFor({ state: "detached" });
  await page.reload();
  await inbox(page, "alice@contoso.com").waitFor();
  expect(await page.getByRole("button", { name: /^Take / }).count()).toBe(0);
  await page.getByTestId("add-recipient").selectOption("bob@contoso.com");
  await inbox(page, "bob@contoso.com").waitFor();
});

test("what just happened happened now, also where another tab moved the time", async () => {
  const on = await library();
  const { page } = await openPage(on, "/recall-desk?to=bob@contoso.com");
  await inbox(page, "bob@contoso.com").getByText("Nothing came in yet").waitFor();
  await on.advance("3h");
  await on.send({ ...Q3, to: "bob@contoso.com" });
  const row = inbox(page, "bob@contoso.com").getByTestId("message");
  await row.getByText("Q3 numbers").waitFor();
  await row.getByText(/^(?:now|\d+ s ago)$/).waitFor();
});

test("read, moved out of reach, recalled: what was done to the copy decides", async () => {
  const on = await library();
  await on.send({ ...Q3, to: ["bob@contoso.com", "carol@contoso.com"] });
  const { page } = await openPage(on, "/recall-desk", { mayBeRefused: true });
  const [bob, carol] = [inbox(page, "bob@contoso.com"), inbox(page, "carol@contoso.com")];
  await bob.getByTestId("mark-read").click();
  await bob.getByRole("button", { name: "Mark unread" }).waitFor();
  await carol.getByTestId("move").selectOption({ label: "Deleted Items" });
  await carol.getByText("Nothing came in yet").waitFor();
  await carol.getByTestId("folder").selectOption("deleteditems");
  await carol.getByTestId("message").getByText("Q3 numbers").waitFor();
  expect(new URL(page.url()).searchParams.get("in")).toBe("carol@contoso.com:deleteditems");

  await page.keyboard.press("r");
  await page.getByTestId("do-recall").click();
  await page.getByTestId("line-bob@contoso.com").getByText("but was read by the recipient").waitFor();
  await page.getByTestId("line-carol@contoso.com").getByText("successfully recalled").waitFor();
  await carol.getByText("This folder is empty.").waitFor();
});
