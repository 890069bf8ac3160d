import { expect } from "vitest";
import { HOUR, headersOf, subjects } from "../../../support/sandbox.ts";
import { roundTrip } from "../../../support/smart-host.ts";
import { EVERYWHERE, FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, ROUTE_BUT_RECALLS, ROUTE_RECALLS_ONLY, through } from "./third-party.ts";

const ORIGINAL = "the original returned so";
const REQUEST = "the request returned so";
const STRANGER = roundTrip("builtin", { tlsSenderCertificateName: "another.example" });

scenario(
  {
    given: "no inbound connector matches the smart host's certificate, so that what it returns is anonymous mail",
    when: "Alice recalls a message that returned so, or the request does",
    then: "the original is anonymous and still found; a request that returned so is not honoured and lands in the Inbox",
    rules: ["R10", "R12"],
    source: "chosen",
    outcomes: [
      { at: EVERYWHERE, case: ORIGINAL, report: ["bob: recalled"], drops: ["bob: Success"] },
      { at: IN_2023, case: REQUEST, report: ["bob: outside (notTrusted)"] },
      { at: FROM_2024, case: REQUEST, report: ["bob: failed (notTrusted)"] },
    ],
  },
  async (run) => {
    const transportRules = [run.case === ORIGINAL ? ROUTE_BUT_RECALLS : ROUTE_RECALLS_ONLY];
    const on = await run.tenant({ ...through("keep-tnef", RICH_TEXT_ALWAYS), ...STRANGER, transportRules });
    const original = await run.send(on);
    const authAs = (await headersOf(on, "bob")).get("X-MS-Exchange-Organization-AuthAs");
    expect(authAs).toBe(run.case === ORIGINAL ? "Anonymous" : "Internal");

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual(run.case === ORIGINAL ? [] : ["Recall: Budget", "Budget"]);
    await on.advance(24 * HOUR);
    return { on, request };
  },
);
