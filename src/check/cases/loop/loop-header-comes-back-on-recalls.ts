import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectLoopHeader } from "./loop-header.ts";
import { recallRoundTrips } from "./round-trip.ts";

export const loopHeaderComesBackOnRecalls: Case = {
  id: "LOOP-02",
  title: "The loop header comes back on requests and reports",
  requirement: {
    text: "What the service made itself comes back marked like any mail, even where the product leaves it alone.",
    source: "docs/recall.md R8, R9",
  },
  level: "must",
  sends: "A message and its recall: the request and the report mail pass through the smart host.",
  judges: "Both came back with the field and its value.",
  async run(lab: Lab) {
    for (const trip of await recallRoundTrips(lab)) expectLoopHeader(lab, trip);
  },
};
