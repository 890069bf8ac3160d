import { describe, expect, it } from "vitest";
import { deliverFromOutside, sandbox, submit } from "../../support/sandbox.ts";
import { send as smtp } from "../../support/transport.ts";
import { messages, send } from "../http/support.ts";
import { rulesTenant } from "./support.ts";

const away = { automaticReplies: { internalMessage: "Inside", externalMessage: "Outside" } };
const start = (bob: Record<string, unknown>, ...remoteDomains: Record<string, unknown>[]) =>
  sandbox({ config: rulesTenant(bob, {}, { remoteDomains }) });

describe("AutoForwardEnabled false", () => {
  it.each([
    [
      "an inbox rule",
      { inboxRules: [{ name: "R", actions: { forwardTo: ["x@fabrikam.com", "y@adatum.com"] } }] },
      "FW: Budget",
    ],
    [
      "a redirection",
      { inboxRules: [{ name: "R", actions: { redirectTo: ["x@fabrikam.com", "y@adatum.com"] } }] },
      "Budget",
    ],
  ])("keeps what %s sends from that domain alone", async (_, bob, subject) => {
    const on = await start(bob, { domainName: "fabrikam.com", autoForwardEnabled: false });
    await submit(on);
    expect(await on.internet.list()).toMatchObject([{ subject, recipients: ["y@adatum.com"] }]);
    const [dropped] = (await on.tracking.find({})).filter(({ eventId }) => eventId === "DROP");
    expect(dropped).toMatchObject({
      recipients: ["x@fabrikam.com"],
      context: "Remote Domain Agent",
      detail: "Remote domain 'fabrikam.com': AutoForwardEnabled is False",
    });
  });

  it("keeps what a mailbox forwards, and nothing that somebody sends there", async () => {
    const forwarding = { forwardingSmtpAddress: "bob@fabrikam.com", deliverToMailboxAndForward: true };
    const on = await start(forwarding, { domainName: "*", autoForwardEnabled: false });
    await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com"] });
    expect((await on.internet.list()).flatMap(({ recipients }) => recipients)).toEqual(["frank@fabrikam.com"]);
  });
});

describe("automatic replies", () => {
  it.each([
    [{ autoReplyEnabled: false }, []],
    [{ allowedOOFType: "None" }, []],
    [{ allowedOOFType: "InternalLegacy" }, ["Inside"]],
    [{ allowedOOFType: "ExternalLegacy" }, ["Outside"]],
    [{ autoForwardEnabled: false }, ["Outside"]],
  ])("with %j of the sender's domain: %j", async (settings, expected) => {
    const on = await start(away, { domainName: "fabrikam.com", ...settings });
    await deliverFromOutside(on);
    await on.idle();
    const texts = [];
    for (const { id } of await on.internet.list()) {
      const bytes = (await on.internet.bytes(id))?.toString() ?? "";
      texts.push(Buffer.from(bytes.split("\r\n\r\n")[1] ?? "", "base64").toString());
    }
    expect(texts).toEqual(expected);
  });
});

describe("reports", () => {
  it.each([
    ["NDREnabled", { ndrEnabled: false }, 0],
    ["DeliveryReportEnabled: not of failures", { deliveryReportEnabled: false }, 1],
  ])("%s false", async (_, settings, sent) => {
    const transportRules = [{ name: "No", fromScope: "NotInOrganization", rejectMessageReasonText: "No" }];
    const remoteDomains = [{ domainName: "fabrikam.com", ...settings }];
    const on = await sandbox({ config: rulesTenant({}, {}, { transportRules, remoteDomains }) });
    await deliverFromOutside(on);
    await on.idle();
    expect(await on.internet.list()).toHaveLength(sent);
    const dropped = (await on.tracking.find({})).filter(({ eventId }) => eventId === "DROP");
    expect(dropped.map(({ detail }) => detail)).toEqual(
      sent === 0 ? ["Remote domain 'fabrikam.com': NDREnabled is False"] : [],
    );
  });

  it.each([
    ["DeliveryReportEnabled false", { deliveryReportEnabled: false }, []],
    ["DeliveryReportEnabled: true", { deliveryReportEnabled: true }, ["Delivered: Told", "Read: Told"]],
    [
      "DeliveryReportEnabled: NDREnabled says nothing of them",
      { ndrEnabled: false },
      ["Delivered: Told", "Read: Told"],
    ],
  ])("%s: notifications of success and read receipts", async (_, settings, expected) => {
    const remoteDomains = [{ domainName: "fabrikam.com", ...settings }];
    const on = await sandbox({ config: rulesTenant({ readReceiptResponse: "AlwaysSend" }, {}, { remoteDomains }) });
    const fields = ["From: frank@fabrikam.com", "Disposition-Notification-To: frank@fabrikam.com", "Subject: Told"];
    const answer = await smtp(on, {
      to: "bob@contoso.com> NOTIFY=SUCCESS,FAILURE",
      raw: `${fields.join("\r\n")}\r\nMessage-ID: <told@fabrikam.com>\r\n\r\nHello\r\n`,
    });
    expect(answer).toMatch(/^250 /);
    await on.idle();
    const [message] = await messages(on, "bob");
    await send(on, "PATCH", `/v1.0/users/bob@contoso.com/messages/${message?.id}`, { isRead: true });
    await on.idle();
    expect((await on.internet.list()).map(({ subject }) => subject).sort()).toEqual(expected);
    const dropped = (await on.tracking.find({})).filter(({ eventId }) => eventId === "DROP");
    expect(dropped.map(({ subject, detail }) => `${subject}: ${detail}`)).toEqual(
      expected.length > 0
        ? []
        : ["Delivered: Told", "Read: Told"].map(
            (one) => `${one}: Remote domain 'fabrikam.com': DeliveryReportEnabled is False`,
          ),
    );
  });
});
