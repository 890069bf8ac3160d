// /api/rules/hits counts messages, not passes, and rules that only test as well.
import { expect, it } from "vitest";
import { sandbox, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { get } from "./support.ts";

interface Hits {
  readonly rules: readonly { readonly rule: string; readonly messages: number; readonly lastAt: string }[];
}

it("each message counts once for each rule that matched it", async () => {
  const { transportRules, ...mailFlow } = roundTrip("builtin");
  const watching = { name: "Watch lunches", subjectContainsWords: "lunch", setHeaderName: "X-Lunch", mode: "Audit" };
  const config = tenant({
    ...mailFlow,
    smartHost: { preset: "signature" },
    transportRules: [{ ...watching, setHeaderValue: "yes" }, ...(transportRules as object[])],
  });
  const on = await sandbox({ config });
  expect(await get<Hits>(on, "/api/rules/hits")).toEqual({ rules: [] });
  await submit(on, { subject: "Lunch" });
  await submit(on, { subject: "Numbers" });
  await submit(on, { subject: "Late lunch" });
  await on.advance(60_000);

  const { rules } = await get<Hits>(on, "/api/rules/hits");
  const [{ name }] = transportRules as [{ name: string }];
  expect(rules.map(({ rule, messages }) => [rule, messages])).toEqual([
    [name, 3],
    ["Watch lunches", 2],
  ]);
  expect(Date.parse(rules[0]?.lastAt ?? "")).toBeGreaterThan(0);
});
