import { expect } from "vitest";
import type { Behaviour } from "../../../../src/smart-host/behaviours/behaviour.ts";
import { headersOf, subjects } from "../../../support/sandbox.ts";
import { roundTrip } from "../../../support/smart-host.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { ownHost, RICH_TEXT_ALWAYS } from "./third-party.ts";

const rewrites: Behaviour = {
  name: "rewrites-headers",
  needs: "headers",
  apply({ headers }) {
    headers.set("Subject", `[EXTERNAL] ${headers.get("Subject") ?? ""}`);
    headers.set("References", "<tracking.1@vendor.example>");
    headers.set("To", "undisclosed-recipients:;");
  },
};

scenario(
  {
    given: "the signature service puts [EXTERNAL] before subjects, adds References and rewrites To",
    when: "Alice recalls a message to Bob",
    then: "it is recalled: nothing is matched by its subject",
    rules: ["R3", "R10", "R12"],
    source: "O; chosen",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (recalledAllTheSame)"], drops: ["bob: Success"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const host = await ownHost(rewrites);
    const on = await run.tenant({ ...roundTrip(host.address), ...RICH_TEXT_ALWAYS });
    await host.start(on);
    const original = await run.send(on);
    const headers = await headersOf(on, "bob");
    expect(headers.get("Subject")).toBe("[EXTERNAL] Budget");
    expect(headers.get("References")).toBe("<tracking.1@vendor.example>");

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    return { on, request };
  },
);
