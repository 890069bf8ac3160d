// The configurations that come with the sandbox load, and say what their folder's name promises.
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../../src/organization/load.ts";

const files = globSync("config/**/*.yaml");

test("there is one for each scenario", () => {
  expect(files.length).toBeGreaterThanOrEqual(8);
});

test.each(files)("%s loads, and its connectors and rules fit together", (file) => {
  const { organization } = loadConfiguration(file);
  const somebody = organization.name === "fabrikam.com" ? "ann@fabrikam.com" : "alice@contoso.com";
  expect(organization.mailboxes.map((mailbox) => mailbox.address)).toContain(somebody);
  for (const rule of organization.transportRules.filter(({ enabled }) => enabled)) {
    const wanted = rule.actions.routeMessageOutboundConnector;
    if (wanted === undefined) continue;
    const connector = organization.outboundConnectors.find(({ name }) => name === wanted);
    expect(connector).toMatchObject({ enabled: true, isTransportRuleScoped: true, cloudServicesMailEnabled: true });
  }
});

const load = (name: string) => loadConfiguration(`config/${name}/config.yaml`);

describe("what is promised", () => {
  test("the default sends internal senders' mail through the built-in host and knows it when it comes back", () => {
    const { organization } = loadConfiguration("config/default.yaml");
    expect(organization.outboundConnectors[0]?.smartHosts).toEqual(["builtin"]);
    expect(organization.inboundConnectors[0]).toMatchObject({
      connectorType: "OnPremises",
      tlsSenderCertificateName: "smarthost.contoso.com",
    });
    expect(organization.transportRules[0]?.exceptions).toEqual({
      headerContainsMessageHeader: "X-Sandbox-Signature",
      headerContainsWords: ["true"],
    });
    expect(organization.contacts[0]).toMatchObject({ address: "dave@contoso.com", onPremises: true });
  });

  test("an exemption takes the pair that the loop marker left, or stamps the marker first", () => {
    expect(load("exemption").organization.transportRules[0]?.exceptions).toEqual({
      headerContainsMessageHeader: "X-Sandbox-Signature",
      headerContainsWords: ["true"],
      headerMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
      headerMatchesPatterns: ["true", "false"],
    });
    const names = load("exemption-by-marker").organization.transportRules.map((rule) => rule.name);
    expect(names).toEqual([
      "Recall requests need no signature",
      "Recall reports need no signature",
      "Signatures for internal senders",
    ]);
  });

  test("recipients has a group of each kind, a moderated mailbox, and a shared one that keeps copies", () => {
    const { groups, mailboxes } = load("recipients").organization;
    expect(new Set(groups.map(({ type = "Distribution" }) => type))).toEqual(
      new Set(["Distribution", "Dynamic", "Microsoft365", "Security"]),
    );
    const of = (name: string) => mailboxes.find(({ address }) => address === `${name}@contoso.com`);
    expect(of("carol")).toMatchObject({ moderationEnabled: true, moderatedBy: ["alice@contoso.com"] });
    expect(of("sales")).toMatchObject({ messageCopyForSentAsEnabled: true, fullAccess: expect.any(Array) });
  });

  test("mailbox rules have an example of each thing that follows a delivery", () => {
    const { mailboxes, journalRules } = load("mailbox-rules").organization;
    const of = (name: string) => mailboxes.find(({ address }) => address === `${name}@contoso.com`);
    expect(of("bob")).toMatchObject({ displayName: "Bob Brown", readReceiptResponse: "AlwaysSend" });
    expect(of("bob")?.inboxRules?.map(({ actions }) => Object.keys(actions))).toEqual([
      ["moveToFolder", "markAsRead"],
      ["forwardTo"],
    ]);
    expect(of("carol")?.automaticReplies?.autoReplyState).toBe("Enabled");
    expect(of("carol")?.junkEmail?.blockedSendersAndDomains).toEqual(["spam.example"]);
    expect(journalRules).toHaveLength(1);
  });

  test("without a smart host nothing is routed, with another's the built-in one is off", () => {
    const none = load("no-smart-host");
    expect(none.smartHost.enabled).toBe(false);
    expect(none.organization.transportRules.some((rule) => rule.enabled)).toBe(false);
    const external = load("external-smart-host");
    expect(external.smartHost.enabled).toBe(false);
    expect(external.organization.transportRules[0]?.actions).toMatchObject({
      routeMessageOutboundConnector: "To the vendor's smart host",
      setHeaderName: "X-Sandbox-Signature",
      setHeaderValue: "true",
    });
    expect(external.organization.inboundConnectors.filter((c) => c.enabled).map((c) => c.senderIPAddresses)).toEqual([
      ["127.0.0.1"],
    ]);
  });

  test("one's own agents are in the folder beside their configuration", () => {
    expect(load("own-agent").agents).toEqual({ folder: resolve("config/own-agent/agents"), timeoutMs: 60_000 });
  });

  test.each(["rewrites-message-id", "strips-exchange-headers", "drops-loop-header"])(
    "%s is the preset of that name",
    (name) => {
      expect(load(name).smartHost.preset).toBe(name);
    },
  );
});
