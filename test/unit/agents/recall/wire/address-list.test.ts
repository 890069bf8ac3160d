import { expect, it } from "vitest";
import { inAngleBrackets } from "../../../../../src/agents/recall/wire/address-list.ts";

it.each([
  ["bob@contoso.com", "<bob@contoso.com>"],
  ["<bob@contoso.com>", "<bob@contoso.com>"],
  ["Bob Brandt <bob@contoso.com>, carol@contoso.com", '"Bob Brandt" <bob@contoso.com>, <carol@contoso.com>'],
  ["undisclosed-recipients:;", "undisclosed-recipients:;"],
])("%s becomes %s", (value, expected) => {
  expect(inAngleBrackets(value)).toBe(expected);
});

it("folds between addresses", () => {
  const many = Array.from({ length: 200 }, (_, index) => `person${index}@contoso.com`);
  const lines = `CC: ${inAngleBrackets(many.join(", "))}`.split("\r\n");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(78);
  expect(lines.join("").match(/<person\d+@contoso\.com>/g)).toHaveLength(200);
});
