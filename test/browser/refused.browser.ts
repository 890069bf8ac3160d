import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { library } from "../support/library.ts";
import { expectAccessible, openPage, screenshot } from "./browser.ts";

test("mail that the tenant refused is told of, and of a message that is away why it does not come back", async () => {
  const on = await library();
  // A smart host that lost its certificate hands back to somebody whom the tenant does not know.
  await on.fault("smartHost.endOfData=lose");
  const sent = await on.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Q3 numbers" });
  const { page, ...watched } = await openPage(on);
  await page.getByRole("link", { name: /Q3 numbers/ }).waitFor();
  expect(await page.getByTestId("refused-notice").count()).toBe(0);

  await on.fault("return.endOfData=reply:550 5.7.51 Not with this certificate");
  const vendor = createTransport({ host: "127.0.0.1", port: on.ports.return, ignoreTLS: true, name: "vendor.example" });
  const raw = `From: alice@contoso.com\r\nTo: bob@contoso.com\r\nSubject: Q3 numbers\r\nMessage-ID: ${sent.messageId}\r\n\r\nBack\r\n`;
  const envelope = { from: "alice@contoso.com", to: ["bob@contoso.com"] };
  await expect(vendor.sendMail({ envelope, raw })).rejects.toThrow("550 5.7.51");
  vendor.close();

  const notice = page.getByTestId("refused-notice");
  await notice.getByText("Mail was refused at the door once").waitFor();
  await notice.getByText("550 5.7.51 Not with this certificate").waitFor();
  await screenshot({ page, ...watched }, "refused-notice");

  await page.getByRole("link", { name: /Q3 numbers/ }).click();
  const why = page.getByTestId("refused-on-its-way-back");
  await why.getByText("550 5.7.51 Not with this certificate", { exact: true }).waitFor();
  await why.getByText("What was said").click();
  await why.getByText("C: MAIL FROM:<alice@contoso.com>").waitFor();
  await screenshot({ page, ...watched }, "refused-journey");

  await page.goto(`${on.url}/refused`);
  const refused = page.getByTestId("refused");
  await refused.getByText(/return, from 127\.0\.0\.1:\d+ \(vendor\.example\), without TLS/).waitFor();
  await expectAccessible({ page, ...watched });
  await page.setViewportSize({ width: 360, height: 700 });
  await screenshot({ page, ...watched }, "refused-360");
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
});
