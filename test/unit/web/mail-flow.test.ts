import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { richText, whoseMail } from "../../../src/web/mail-flow/domains/rich-text.ts";
import { addressesIn, crlf } from "../../../src/web/mail-flow/rules/ask-explain.ts";
import { droppedAt, type Rule, sectionsOf } from "../../../src/web/mail-flow/rules/rule.ts";
import { fragmentOf, LONGEST_LINK, readFragment } from "../../../src/web/mail-flow/rules/tried-link.ts";
import { groupsOf, literal, settableOf } from "../../../src/web/mail-flow/settings/setting.ts";
import { faultOf, hopsOf, phasesOf } from "../../../src/web/mail-flow/topology/fault-choices.ts";
import {
  boxesOf,
  type InboundConnector,
  type OutboundConnector,
} from "../../../src/web/mail-flow/topology/topology.ts";

test("a description is taken apart at its titles", () => {
  const text = "If the message:\r\n\tIs A\r\n\tand Is B\r\nTake the following actions:\r\n\tDo C\r\n";
  expect(sectionsOf(text)).toEqual([
    { title: "If the message", lines: ["Is A", "and Is B"] },
    { title: "Take the following actions", lines: ["Do C"] },
  ]);
  expect(sectionsOf("")).toEqual([]);
});

test("a rule takes the priority of the one it is dropped on", () => {
  const rules = ["a", "b", "c"].map((Name, Priority) => ({ Name, Priority }) as Rule);
  expect(droppedAt(rules, "a", "c")).toBe(2);
  expect(droppedAt(rules, "c", "a")).toBe(0);
  expect(droppedAt(rules, "b", "b")).toBeUndefined();
  expect(droppedAt(rules, "gone", "b")).toBeUndefined();
});

test("a message is asked about as it travels", () => {
  expect(crlf("A: b\n\r\nc\n")).toBe("A: b\r\n\r\nc\r\n");
  expect(addressesIn(" a@x.example, b@x.example;c@x.example ")).toHaveLength(3);
});

test("a remote domain says for whom it is, and what rich text means", () => {
  expect(whoseMail("*")).toMatch(/every domain/);
  expect(whoseMail("*.contoso.com")).toBe("contoso.com and all domains below it");
  expect(richText(null).literal).toBe("$null");
  expect(richText(false).mail).toMatch(/leaves as MIME/);
});

describe("topology", () => {
  const outbound = (over: object) =>
    ({
      Name: "Out",
      Enabled: true,
      UseMXRecord: false,
      SmartHosts: ["builtin"],
      RecipientDomains: [],
      ...over,
    }) as unknown as OutboundConnector;
  const inbound = (over: object) =>
    ({
      Name: "In",
      Enabled: true,
      SenderIPAddresses: [],
      SenderDomains: [],
      TlsSenderCertificateName: null,
      ...over,
    }) as unknown as InboundConnector;
  const drawn = (boxes: ReturnType<typeof boxesOf>) =>
    boxes.map(({ name, edges }) => [name, ...edges.map(({ id }) => id)]);

  it("puts what comes from a smart host to what goes there: by certificate", () => {
    const boxes = boxesOf(
      [outbound({ TlsDomain: "host.example" })],
      [inbound({ TlsSenderCertificateName: "HOST.example" })],
      false,
    );
    expect(drawn(boxes)).toEqual([
      ["Smart host, built in", "out:Out", "in:In"],
      ["Internet", "internet-out", "internet-in"],
    ]);
  });
  it("and by address", () => {
    const boxes = boxesOf(
      [outbound({ SmartHosts: ["[127.0.0.1]:10025"] })],
      [inbound({ SenderIPAddresses: ["127.0.0.1"] })],
      false,
    );
    expect(drawn(boxes)[0]).toEqual(["Smart host", "out:Out", "in:In"]);
  });
  it("knows on premises, partners, and what goes by MX", () => {
    const boxes = boxesOf(
      [outbound({ SmartHosts: ["on-premises"] }), outbound({ Name: "MX", UseMXRecord: true, SmartHosts: [] })],
      [inbound({ ConnectorType: "Partner", SenderDomains: ["smtp:*;1"] })],
      true,
    );
    expect(drawn(boxes)).toEqual([
      ["On-premises", "out:Out"],
      ["Internet", "out:MX", "internet-out", "internet-in"],
      ["Partner", "in:In"],
    ]);
  });
  it("knows which faults act on an edge", () => {
    expect(hopsOf("smartHost", "out")).toEqual(["outbound", "smartHost"]);
    expect(hopsOf("internet", "in")).toEqual([]);
    expect(phasesOf("return")).not.toContain("handOver");
    const chosen = { hop: "return", phase: "data", times: "2" } as const;
    expect(faultOf({ ...chosen, kind: "pause", value: "50" })).toEqual({
      ...{ hop: "return", phase: "data", action: { kind: "pause", ms: 50 }, when: { times: 2 } },
    });
    expect(faultOf({ ...chosen, kind: "cut", value: "", times: "" })).toEqual({
      ...{ hop: "return", phase: "data", action: { kind: "cut" } },
    });
  });
});

test("settings have the cmdlet's value, and the cmdlet", () => {
  const setting = { name: "organizationConfig.x", sentence: "S.", type: "duration", default: "365d", value: 1 };
  const [first] = settableOf([{ ...setting, cmdlet: { name: "Set-OrganizationConfig", parameter: "X" } } as never], {
    X: "1.00:00:00",
  });
  expect(first).toMatchObject({
    cmdlet: "Set-OrganizationConfig",
    kind: "text",
    value: "1.00:00:00",
    standard: "365d",
  });
  expect(
    groupsOf([
      { ...first, parameter: "Y" },
      { ...first, parameter: "RecallX" },
    ] as never).map(([title]) => title),
  ).toEqual(["Recall", "Organization and transport"]);
  expect([literal(null), literal(true), literal("a")]).toEqual(["$null", "$true", "a"]);
});

test("what was tried is carried by a link, whatever is in it", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(text, text, text, (message, sender, recipients) => {
      const tried = { message, sender, recipients, file: undefined };
      const fragment = fragmentOf(tried) ?? "";
      expect(fragment).toMatch(/^#tried=[\w-]+$/);
      expect(readFragment(fragment)).toEqual(tried);
    }),
  );
});

test("what is too long is in no link, and what is no such link is not read", () => {
  expect(
    fragmentOf({ message: "x".repeat(LONGEST_LINK), sender: "", recipients: "", file: undefined }),
  ).toBeUndefined();
  for (const fragment of [
    "",
    "#",
    "#tried=",
    "#tried=%%",
    "#tried=W10",
    "#tried=e30",
    "#tried=bnVsbA",
    "#tried=WzEsMiwzXQ",
  ])
    expect(readFragment(fragment)).toBeUndefined();
  expect(readFragment(`#tried=${"A".repeat(LONGEST_LINK)}`)).toBeUndefined();
});
