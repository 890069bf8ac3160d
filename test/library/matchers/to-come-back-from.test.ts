// toComeBackFrom(): out over a connector and in again, for every recipient.
import { describe, expect, it } from "vitest";
import { scenario } from "../../../src/library/index.ts";
import { failure, library, Q3 } from "../../support/library.ts";

const OUT = "To the signature service";
const IN = "From the signature service";

describe("toComeBackFrom()", () => {
  it("takes the outbound connector or the inbound one, in any case", async () => {
    const sandbox = await library();
    const message = await sandbox.send({ ...Q3, to: ["bob@contoso.com", "ann@fabrikam.com"] });
    await expect(message).toComeBackFrom(OUT);
    await expect(message).toComeBackFrom(IN.toUpperCase());
    expect(await failure(expect(message).not.toComeBackFrom(OUT))).toContain(
      `expected "Q3 numbers" not to come back from "${OUT}", but it came back on "${IN}" for`,
    );
  });

  it("tells where the message was seen when it never left", async () => {
    const sandbox = await library({ transportRules: [{ name: "Signatures for internal senders", enabled: false }] });
    const message = await sandbox.send(Q3);
    expect(await failure(expect(message).toComeBackFrom(OUT))).toContain(
      "but it did not leave over it; it was seen at submission, mailbox",
    );
    await expect(message).not.toComeBackFrom(OUT);
  });

  it("tells whose copy is still away", async () => {
    // A host that takes mail and gives nothing back: the internet of another sandbox.
    const host = await library();
    const VENDOR = "To the vendor's smart host";
    const sandbox = await library({
      extends: scenario("external-smart-host"),
      outboundConnectors: [{ name: VENDOR, smartHosts: `127.0.0.1:${host.ports.internet}` }],
    });
    const message = await sandbox.send(Q3);
    expect(await failure(expect(message).toComeBackFrom(VENDOR, { timeout: 900 }))).toMatch(
      /but nothing came back for bob@contoso\.com: bob@contoso\.com is away/,
    );
    await expect(message).not.toComeBackFrom(VENDOR);
  });

  it("names the connectors where there is none of that name", async () => {
    const sandbox = await library();
    const message = await sandbox.send(Q3);
    const wrong = `There is no connector "Signatures"; there are "${OUT}", "${IN}"`;
    expect(await failure(expect(message).toComeBackFrom("Signatures"))).toBe(wrong);
    expect(await failure(expect(message).not.toComeBackFrom("Signatures"))).toBe(wrong);
  });

  it("is not fooled by mail that left for the internet", async () => {
    const sandbox = await library({}, { config: scenario("no-smart-host") });
    const message = await sandbox.send({ ...Q3, to: "ann@fabrikam.com" });
    await expect(message).toBeDelivered();
    expect(await failure(expect(message).toComeBackFrom("internet"))).toContain("There is no connector");
  });
});
