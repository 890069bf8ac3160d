import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectLoopHeader } from "./loop-header.ts";
import { messageRoundTrip } from "./round-trip.ts";

export const loopHeaderComesBack: Case = {
  id: "LOOP-01",
  title: "The loop header comes back on mail",
  requirement: {
    text: "Mail comes back with the header field that says that the smart host is done with it, whoever stamped it.",
    source: "docs/recall.md R9",
  },
  level: "must",
  sends: "A plain message.",
  judges: "The first copy that came back has the field with its value.",
  async run(lab: Lab) {
    expectLoopHeader(lab, await messageRoundTrip(lab));
  },
};
