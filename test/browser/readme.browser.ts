// The picture at the top of README: the mail of a small tenant, as anybody has it after the first minute. The test writes
// it to test/output; with KEEP_PICTURES=1 into docs/, too.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { packageFile } from "../../src/runtime/package-files.ts";
import { library } from "../support/library.ts";
import { openPage, SHOTS, screenshot } from "./browser.ts";

const ALICE = { from: "alice@contoso.com" };

test("journeys of a first minute", async () => {
  const on = await library({}, { clock: "real" });
  const watched = await openPage(on, "/", { width: 1240, height: 640 });
  await on.send({ ...ALICE, to: "frank@fabrikam.com", subject: "Our offer for 2027" });
  await on.send({ from: "bob@contoso.com", to: "all@contoso.com", subject: "Lunch on Friday?" });
  const numbers = await on.send({ ...ALICE, to: ["bob@contoso.com", "carol@contoso.com"], subject: "Q3 numbers" });
  await numbers.recall();
  const late = await on.send({
    ...ALICE,
    to: ["carol@contoso.com", "frank@fabrikam.com"],
    subject: "Draft of the contract",
  });
  await late.recall();

  await watched.page
    .getByRole("link", { name: /^Q3 numbers/ })
    .getByText("↶ recalled")
    .first()
    .waitFor();
  await watched.page
    .getByRole("link", { name: /^Draft of the contract/ })
    .getByText("partly recalled")
    .waitFor();
  await screenshot(watched, "readme");
  if (process.env.KEEP_PICTURES) copyFileSync(join(SHOTS, "readme.png"), packageFile("docs", "journeys.png"));
});
