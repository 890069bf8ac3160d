import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";
import { RETRY_MS } from "./retry.ts";

export const recallsOutliveAnOutage: Case = {
  id: "ORDER-04",
  title: "The smart host is away as the recall leaves",
  requirement: {
    text: "A request waits like any mail until its next hop is there again.",
    source: "docs/recall.md R9",
  },
  level: "should",
  sends: "A message; then its recall, whose connection to the smart host fails the first time.",
  judges: "The original is recalled after the next try, and the report says so.",
  alone: true,
  async run(lab: Lab) {
    const to = lab.recipient();
    const sent = await sendArriving(lab, { to: [to], text: "Before the outage.\r\n" });
    lab.fault({ hop: "outbound", phase: "connect", action: { kind: "cut" }, when: { nth: 1 } });
    const trial = await lab.recall(sent);
    await lab.advance(RETRY_MS);
    expectRight(lab, await trial.outcome(to));
  },
};
