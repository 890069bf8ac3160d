// toBeRecalled(): what the report says, with the true reason where it says no.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../../support/library.ts";

describe("toBeRecalled()", () => {
  it("holds for a message, and for the handle of its recall", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    const recall = await message.recall();
    await expect(message).toBeRecalled();
    await expect(recall).toBeRecalled("bob@contoso.com");
  });

  it("waits for a recall that is on its way", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    await message.recall({ atOnce: true });
    await expect(message).toBeRecalled();
  });

  it("gives the true reason, and who else the recall is about", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: ["bob@contoso.com", "ann@fabrikam.com"] });
    await message.recall();
    expect(await failure(expect(message).toBeRecalled())).toBe(
      'expected "Q3 numbers" to be recalled, but ann@fabrikam.com: outside, outsideOrganization ' +
        "(The recipient's mailbox is not in this organization's cloud.).",
    );
    await expect(message).not.toBeRecalled("ann@fabrikam.com");
    expect(await failure(expect(message).toBeRecalled("carol@contoso.com"))).toContain(
      "but the recall is not about carol@contoso.com: ann@fabrikam.com: outside",
    );
    expect(await failure(expect(message).not.toBeRecalled())).toContain("but bob@contoso.com: recalled");
  });

  it("knows when nobody asked", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    expect(await failure(expect(message).toBeRecalled())).toContain("but nobody asked for a recall");
    await expect(message).not.toBeRecalled();
  });

  it("points at the clock while the outcome is pending, and passes no sooner than time does", async () => {
    const sandbox = await library({ smartHost: { preset: "rewrites-message-id" } });
    const message = await sandbox.send(Q3);
    await message.recall();
    const words = await failure(expect(message).toBeRecalled({ timeout: 300 }));
    expect(words).toMatch(/but bob@contoso\.com: pending\b.*Time stands still/);
    await sandbox.advance("25h");
    expect(await failure(expect(message).toBeRecalled())).toContain("bob@contoso.com: failed, not");
  });
});
