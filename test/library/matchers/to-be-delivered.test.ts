// toBeDelivered(): mailboxes and other domains; says where it is instead.
import { describe, expect, it } from "vitest";
import { failure, library, Q3 } from "../../support/library.ts";

const ABSENT = { smartHosts: "127.0.0.1:1" };

describe("toBeDelivered()", () => {
  it("waits until all recipients have it, a group's members and outsiders too", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: ["all@contoso.com", "ann@fabrikam.com"] });
    await expect(message).toBeDelivered();
    await expect(message).toBeDelivered(["Bob@contoso.com", "ann@fabrikam.com", "all@contoso.com"]);
    await expect(message).toBeDelivered("alice.adams@contoso.com");
  });

  it("says what became of those who don't have it", async () => {
    const sandbox = await library({
      outboundConnectors: [{ name: "To the signature service", ...ABSENT }],
    });
    const message = await sandbox.send(Q3);
    expect(await failure(expect(message).toBeDelivered("bob@contoso.com"))).toMatch(
      /^expected "Q3 numbers" to be delivered to bob@contoso\.com, but bob@contoso\.com is deferred \(.*\)\. Time stands still at .*; advance\(\) moves it\.$/,
    );
    await expect(message).not.toBeDelivered();
  });

  it("names a recipient that the message does not have", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    expect(await failure(expect(message).toBeDelivered("carol@contoso.com"))).toContain(
      "but carol@contoso.com is no recipient of it: bob@contoso.com is delivered",
    );
    await expect(message).not.toBeDelivered("carol@contoso.com");
  });

  it("negated, fails where somebody has it", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: ["bob@contoso.com", "nobody@contoso.com"] });
    expect(await failure(expect(message).not.toBeDelivered())).toContain(
      'expected "Q3 numbers" not to be delivered, but bob@contoso.com is delivered',
    );
    await expect(message).not.toBeDelivered("nobody@contoso.com");
    expect(await failure(expect(message).toBeDelivered())).toMatch(
      /but nobody@contoso\.com is failed \(.*5\.1\.10.*\)/,
    );
  });

  it("takes nothing but messages", async () => {
    const sandbox = await library();
    const notYet = sandbox.send(Q3);
    expect(await failure(expect(notYet).toBeDelivered())).toContain("Is an await missing?");
    await notYet;
  });
});
