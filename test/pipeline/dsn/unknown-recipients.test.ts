import { describe, expect, it } from "vitest";
import { sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { client, notifications, outcomesOf, trail } from "../../support/transport.ts";

describe("an unknown recipient", () => {
  it("is accepted on submission; the sender gets an NDR 5.1.10, the other recipients their copy", async () => {
    const on = await sandbox({ config: tenant() });
    const id = await submit(on, { subject: "Lunch", to: ["bob@contoso.com", "nobody@contoso.com"] });

    expect(await subjects(on, "bob")).toEqual(["Lunch"]);
    const [ndr, ...more] = await notifications(on, "alice");
    expect(more).toEqual([]);
    expect(ndr?.subject).toBe("Undeliverable: Lunch");
    expect(ndr?.status).toMatchObject({
      reportingMta: "mail.contoso.com",
      recipients: [
        {
          finalRecipient: "nobody@contoso.com",
          action: "failed",
          status: "5.1.10",
          diagnosticCode: "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        },
      ],
    });
    expect(ndr?.headers.get("From")).toMatch(/^"?Microsoft Outlook"? <MicrosoftExchange\w+@contoso\.com>$/);
    expect(ndr?.headers.get("In-Reply-To")).toBe(id);
    // The original is returned in the NDR.
    expect(ndr?.text).toContain(`Message-ID: ${id}`);
    expect(ndr?.text).toContain("Hello");
    expect(await trail(on, id)).toEqual([
      "RECEIVE bob@contoso.com nobody@contoso.com",
      "FAIL nobody@contoso.com",
      "DELIVER bob@contoso.com",
    ]);
  });

  it("makes one NDR for all of them", async () => {
    const on = await sandbox({ config: tenant() });
    await submit(on, { to: ["x@contoso.com", "y@contoso.com", "z@contoso.com"] });
    const all = await notifications(on, "alice");
    expect(all).toHaveLength(1);
    expect(outcomesOf(all)).toEqual([
      "x@contoso.com failed 5.1.10",
      "y@contoso.com failed 5.1.10",
      "z@contoso.com failed 5.1.10",
    ]);
  });

  it("is refused at RCPT on inbound and return: nobody gets an NDR for what was never taken", async () => {
    const on = await sandbox({ config: tenant() });
    for (const listener of ["inbound", "return"] as const) {
      const outside = await client(on, listener);
      await outside.ask("MAIL FROM:<frank@fabrikam.com>");
      expect(await outside.ask("RCPT TO:<nobody@contoso.com>")).toMatch(/^550 5\.4\.1 /);
      expect(await outside.ask("RCPT TO:<bob@contoso.com>")).toMatch(/^250 /);
    }
  });
});
