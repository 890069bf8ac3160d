import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";
import { RETRY_MS } from "./retry.ts";

export const lateCopiesStayAway: Case = {
  id: "ORDER-06",
  title: "A copy comes back after the recall",
  requirement: {
    text: "A second copy is dropped, also when the first was recalled meanwhile.",
    source: "docs/recall.md R12",
  },
  level: "info",
  sends: "A message that comes back once more a minute after its recall.",
  judges: "The mailbox does not have it again.",
  alone: true,
  async run(lab: Lab) {
    if (!lab.host) lab.skip("A second copy at the right time needs a smart host of the check's own.");
    const to = lab.recipient();
    lab.fault({
      hop: "smartHost",
      phase: "handOver",
      action: { kind: "duplicate", afterMs: RETRY_MS / 2 },
      when: { nth: 1 },
    });
    const sent = await sendArriving(lab, { to: [to], text: "Twice.\r\n" });
    const trial = await lab.recall(sent);
    expectRight(lab, await trial.outcome(to));
    await lab.advance(RETRY_MS);
    await lab.seen(sent);
    lab.expect(
      !(await lab.has(sent, to)),
      "A copy that came late is in the mailbox again, after it had been recalled.",
    );
  },
};
