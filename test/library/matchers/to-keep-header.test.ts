// toKeepHeader(): byte for byte, and what was lost or changed where it was not kept.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../../support/library.ts";

const MARKED = { ...Q3, headers: { "X-Case": "a  b" } };

describe("toKeepHeader()", () => {
  it("compares what left with what came back", async () => {
    const sandbox = await library();
    const message = await sandbox.send(MARKED);
    await expect(message).toKeepHeader("x-case");
    await expect(message).toKeepHeader("Subject", { connector: "To the signature service" });
    expect(await failure(expect(message).not.toKeepHeader("X-Case"))).toContain('and it was "a  b" both ways');
  });

  it("says what left and what came back instead", async () => {
    const sandbox = await library({ smartHost: { preset: "re-serialises" } });
    const raw = `From: alice@contoso.com\nTo: bob@contoso.com\nSubject: Q3 numbers\nX-Case: a\n\tb\n\nHello\n`;
    const message = await sandbox.send({ raw });
    await expect(message).not.toKeepHeader("X-Case");
    expect(await failure(expect(message).toKeepHeader("X-Case"))).toBe(
      'expected "Q3 numbers" to keep the header X-Case, but it left over "To the signature service" with ' +
        '"a\\r\\n\\tb" and came back with "a\\tb"; only the folding is another',
    );
  });

  it("says that it came back without", async () => {
    const sandbox = await library({ smartHost: { preset: "strips-exchange-headers" } });
    const message = await sandbox.send(MARKED);
    await expect(message).toKeepHeader("X-Case");
    const [left] = (await message.legs()).filter((leg) => leg.direction === "out");
    const name = /^(X-MS-Exchange-[\w-]+):/im.exec(left?.raw.toString("latin1") ?? "")?.[1] ?? "";
    expect(await failure(expect(message).toKeepHeader(name))).toContain("and came back without");
    await expect(message).not.toKeepHeader(name);
  });

  it("says that a new Message-ID makes another message of it", async () => {
    const sandbox = await library({ smartHost: { preset: "rewrites-message-id" } });
    const message = await sandbox.send(MARKED);
    expect(await failure(expect(message).toKeepHeader("Message-ID", { timeout: 500 }))).toContain(
      "but nothing came back to compare (with another Message-ID it is another message)",
    );
  });

  it("fails both ways where there is nothing to compare", async () => {
    const sandbox = await library();
    const message = await sandbox.send(MARKED);
    const never = `but it had no X-Other when it left over "To the signature service"`;
    expect(await failure(expect(message).toKeepHeader("X-Other"))).toContain(never);
    expect(await failure(expect(message).not.toKeepHeader("X-Other"))).toContain(never);
    const inside = await sandbox.deliver({ ...Q3, from: "ann@fabrikam.com" });
    expect(await failure(expect(inside).not.toKeepHeader("Subject"))).toContain("but nothing came back to compare");
  });
});
