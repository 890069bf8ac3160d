import { expect } from "vitest";
import { headersOf, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, ROUTE, through } from "./third-party.ts";

type Parts = Record<string, unknown>;
const BOTH = "on both connectors";
const CASES = [BOTH, "outbound only", "inbound only"];

const MARK_INSIDERS = {
  name: "Insiders",
  fromScope: "InOrganization",
  headerContainsMessageHeader: "X-Sandbox-Signature",
  headerContainsWords: ["true"],
  prependSubject: "[inside] ",
};

scenario(
  {
    given: "CloudServicesMailEnabled is $true on both connectors, or on one of them only",
    when: "a message makes the round trip and Alice recalls it",
    then: "with one only the returned message is Anonymous and no longer FromScope InOrganization; the recall works all the same, since the connection is attributed",
    rules: ["R10"],
    source: "D",
    outcomes: CASES.flatMap((one) => [
      { at: IN_2023, case: one, report: ["bob: outside (recalledAllTheSame)"], drops: ["bob: Success"] },
      { at: FROM_2024, case: one, report: ["bob: recalled"], drops: ["bob: Success"] },
    ]),
  },
  async (run) => {
    const parts = through("keep-tnef", RICH_TEXT_ALWAYS);
    const [out] = parts.outboundConnectors as [Parts];
    const [back] = parts.inboundConnectors as [Parts];
    const on = await run.tenant({
      ...parts,
      outboundConnectors: [{ ...out, cloudServicesMailEnabled: run.case !== "inbound only" }],
      inboundConnectors: [{ ...back, cloudServicesMailEnabled: run.case !== "outbound only" }],
      transportRules: [ROUTE, MARK_INSIDERS],
    });
    const original = await run.send(on);
    expect(await subjects(on, "bob")).toEqual([run.case === BOTH ? "[inside] Budget" : "Budget"]);
    const headers = await headersOf(on, "bob");
    expect(headers.get("X-MS-Exchange-Organization-AuthAs")).toBe(run.case === BOTH ? "Internal" : "Anonymous");
    expect(headers.fields.filter(({ name }) => /CrossPremises/i.test(name))).toEqual([]);

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    return { on, request };
  },
);
