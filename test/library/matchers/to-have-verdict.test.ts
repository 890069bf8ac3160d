// toHaveVerdict(): the journey's one word.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../../support/library.ts";

describe("toHaveVerdict()", () => {
  it("tells a signature from a transparent host", async () => {
    const signed = await (await library()).send(Q3);
    await expect(signed).toHaveVerdict("changed");
    await expect(signed).not.toHaveVerdict("intact");
    const untouched = await (await library({ smartHost: { preset: "transparent" } })).send(Q3);
    await expect(untouched).toHaveVerdict("intact");
    expect(await failure(expect(untouched).toHaveVerdict("changed"))).toContain(
      'expected "Q3 numbers" to have the verdict changed, but it is intact: bob@contoso.com is delivered',
    );
    expect(await failure(expect(untouched).not.toHaveVerdict("intact"))).toContain("but it is intact");
  });
});
