import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

const SIGNATURES = "Signatures for internal senders";
const Q3 = { from: "alice@contoso.com", subject: "Q3 numbers", to: "bob@contoso.com" };

test("a rule that is switched off leads no mail over the smart host", async () => {
  const on = await library();
  const watched = await openPage(on, "/mail-flow");
  const { page } = watched;
  await page.getByRole("switch", { name: `${SIGNATURES} is on` }).click();
  await page.getByRole("switch", { name: `${SIGNATURES} is off` }).waitFor();
  await page.getByTestId("change").getByText(`Disable-TransportRule -Identity '${SIGNATURES}'`).waitFor();
  await expectAccessible(watched);

  await on.send(Q3);

  await page.getByRole("link", { name: "Journeys" }).click();
  const strip = page.getByRole("link", { name: /Q3 numbers/ }).getByTestId("hop-strip");
  await strip.getByText("mailbox").waitFor();
  expect(await strip.innerText()).not.toMatch(/smart host/);
});

test("rules are reordered by keyboard, and count what they matched", async () => {
  const on = await library();
  await on.exo(
    "New-TransportRule 'Mark finance' -SubjectContainsWords Q3 -SetHeaderName X-Finance -SetHeaderValue yes -Priority 0",
  );
  await on.send(Q3);
  const watched = await openPage(on, "/mail-flow");
  const { page } = watched;
  const rows = page.getByTestId("rules").getByRole("listitem");
  await rows.nth(1).waitFor();
  await page.getByTestId("rule-Mark finance").getByText("1 message").waitFor();

  await page.keyboard.press("j");
  await page.getByTestId("description").getByText("X-Finance").waitFor();
  expect(new URL(page.url()).searchParams.get("rule")).toBe("Mark finance");
  await page.keyboard.press("Alt+ArrowDown");

  await page.getByTestId("change").getByText("Set-TransportRule -Identity 'Mark finance' -Priority 1").waitFor();
  await rows.first().getByText(SIGNATURES).waitFor();
  await page.keyboard.press("Escape");
  await page.getByTestId("rule-Mark finance").dragTo(page.getByTestId(`rule-${SIGNATURES}`));
  await rows.first().getByText("Mark finance").waitFor();
  await page.getByRole("button", { name: "Move Mark finance down" }).click();
  await rows.first().getByText(SIGNATURES).waitFor();
  expect(await on.exo<{ Name: string }>("Get-TransportRule | select Name")).toMatchObject([
    { Name: SIGNATURES },
    { Name: "Mark finance" },
  ]);
  await screenshot(watched, "mail-flow-rules");
});

test("a message is tried, and a rule that is switched changes the verdict", async () => {
  const on = await library();
  await on.exo(
    "New-TransportRule 'Mark finance' -SubjectContainsWords Q3 -SetHeaderName X-Finance -SetHeaderValue yes -Priority 0",
  );
  const watched = await openPage(on, "/mail-flow");
  const { page } = watched;
  await page.getByRole("button", { name: "Try a message" }).click();
  await page.getByRole("button", { name: "Explain" }).click();

  await page.getByTestId("result-Mark finance").getByText("matched").waitFor();
  await page.getByTestId("diff").getByText("X-Finance, added").waitFor();
  await page.getByRole("cell", { name: /alice@contoso.com is in the organization/ }).waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "mail-flow-try");

  await page.getByRole("switch", { name: "Mark finance is on" }).click();
  await page.getByTestId("result-Mark finance").getByText("not active").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("switch on mark");
  await page.keyboard.press("Enter");
  await page.getByTestId("result-Mark finance").getByText("matched").waitFor();

  await page.getByLabel("Sender of the envelope").fill("stranger@fabrikam.com");
  await page.getByRole("button", { name: "Explain" }).click();
  await page.getByTestId("explanation").getByText("by inbound, Anonymous").waitFor();
  expect(await on.journeys({})).toEqual([]);
});

test("what was tried is a link that shows the same, and a command that asks the same", async () => {
  const on = await library();
  const { page } = await openPage(on, "/mail-flow?try=1");
  await page
    .getByLabel("Message, as it travels")
    .fill("From: ann@fabrikam.com\nTo: bob@contoso.com\nSubject: Grüße\n\nIt's me\n");
  await page.getByLabel("Sender of the envelope").fill("<>");
  await page.getByRole("button", { name: "Explain" }).click();
  const again = page.getByTestId("again");
  await again.getByRole("button", { name: "link" }).click();
  const link = String(await page.evaluate("navigator.clipboard.readText()"));
  expect(link).toBe(page.url());
  expect(link.length).toBeLessThan(300);

  await again.getByRole("button", { name: "curl" }).click();
  const curl = String(await page.evaluate("navigator.clipboard.readText()"));
  const answer = JSON.parse((await promisify(execFile)("sh", ["-c", curl])).stdout);
  expect(answer.message).toMatchObject({ subject: "Grüße", sender: "" });

  const other = await openPage(on, link.slice(on.url.length));
  await other.page.getByTestId("explanation").waitFor();
  expect(await other.page.getByLabel("Message, as it travels").inputValue()).toContain("Subject: Grüße");
  expect(await other.page.getByLabel("Sender of the envelope").inputValue()).toBe("<>");
  await expectAccessible(other);
  await screenshot(other, "mail-flow-tried");

  await other.page
    .getByLabel("Message, as it travels")
    .fill(`To: bob@contoso.com\nSubject: Long\n\n${"long ".repeat(3000)}`);
  await other.page.getByRole("button", { name: "Explain" }).click();
  await other.page.getByTestId("again").getByText("It is too long for a link.").waitFor();
  expect(new URL(other.page.url()).hash).toBe("");
});

test("a rule is made by its cmdlet, and removed after a question", async () => {
  const on = await library();
  const { page } = await openPage(on, "/mail-flow?new=1", { mayBeRefused: true });
  const box = page.getByLabel("The cmdlet that makes the rule");
  await box.fill("Get-TransportRule | Format-List");
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("alert").getByText("One cmdlet with plain values").waitFor();
  await box.fill("New-TransportRule 'Nobody' -Nonsense 1");
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("alert").getByText("Nonsense").waitFor();

  await page.getByRole("button", { name: "Mark mail with a header" }).click();
  await page.getByRole("button", { name: "What if" }).click();
  await page.getByRole("alert").getByText("What if: Creating").waitFor();
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByTestId("rule-Mark finance").getByRole("button", { name: "Mark finance", exact: true }).click();
  await page.getByTestId("remove").click();
  await page.getByTestId("confirm-remove").getByText("What if: Removing").waitFor();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByTestId("rule-Mark finance").waitFor({ state: "detached" });
});

test("rich text is set for a remote domain, with its consequence in words", async () => {
  const on = await library();
  const watched = await openPage(on, "/mail-flow?tab=domains");
  const { page } = watched;
  const card = page.getByTestId("domain-Default");
  await card.getByTestId("consequence").getByText("The contact's own setting decides").waitFor();
  await card.getByLabel("$true always").click();
  await card.getByTestId("consequence").getByText("Mail leaves as TNEF").waitFor();
  await page.getByTestId("change").getByText("Set-RemoteDomain -Identity 'Default' -TNEFEnabled $true").waitFor();
  expect(await on.exo("Get-RemoteDomain Default | select TNEFEnabled")).toEqual([{ TNEFEnabled: true }]);
  await expectAccessible(watched);
  await screenshot(watched, "mail-flow-domains");
});

test("a connector is made by its cmdlet, and drawn", async () => {
  const on = await library();
  const { page } = await openPage(on, "/mail-flow?tab=topology&new=1");
  await page.getByRole("button", { name: "To a smart host of your own" }).click();
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByTestId("edge-out:To my smart host").getByText("by rule only").waitFor();
  await page.getByTestId("topology").getByText("127.0.0.1:10025").waitFor();
});

test("an edge of the topology shows its connector, and breaks", async () => {
  const on = await library();
  const watched = await openPage(on, "/mail-flow?tab=topology");
  const { page } = watched;
  await page.getByTestId("edge-in:From the signature service").click();
  const panel = page.getByTestId("edge-panel");
  await panel.getByText("smarthost.contoso.com").waitFor();
  await panel.getByRole("button", { name: "Add fault" }).click();
  await panel.getByTestId("fault").getByText("return.endOfData=reply:451 4.7.1 Come back later").waitFor();
  await expectAccessible(watched);
  await screenshot(watched, "mail-flow-topology");
  await panel.getByRole("button", { name: /Remove return/ }).click();
  await panel.getByText("Nothing goes wrong here").waitFor();
});

test("a setting is set; one that is refused goes back, with the service's sentence", async () => {
  const on = await library();
  const watched = await openPage(on, "/mail-flow?tab=settings", { mayBeRefused: true });
  const { page } = watched;
  const readOnly = page.getByLabel("MessageRecallAlertRecipientsReadMessagesOnlyEnabled");
  await readOnly.selectOption("$true");
  await page.getByTestId("change").getByText("can be $true only while").waitFor();
  await expect.poll(() => readOnly.inputValue()).toBe("$false");
  // The list of changes is below the settings, out of sight.
  const refusal = page.getByTestId("refusal");
  await refusal.getByText("can be $true only while").waitFor();
  const box = await refusal.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
  await screenshot(watched, "setting-refused");

  await page.getByLabel("MessageRecallAlertRecipientsEnabled").selectOption("$true");
  await page
    .getByTestId("change")
    .getByText("Set-OrganizationConfig -MessageRecallAlertRecipientsEnabled $true")
    .waitFor();
  await refusal.waitFor({ state: "detached" });
  await expectAccessible(watched);
});
