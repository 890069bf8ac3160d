import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";
import { RETRY_MS } from "./retry.ts";

export const deferredRecallsComeThrough: Case = {
  id: "ORDER-05",
  title: "The tenant defers the recall on its way back",
  requirement: {
    text: "A request that is deferred is handed over again, or deferred towards the tenant, which tries again.",
    source: "RFC 5321 §4.5.4.1",
  },
  level: "should",
  sends: "A message; then its recall, which the return hop answers with 451 the first time.",
  judges: "The original is recalled after the next try, and the report says so.",
  alone: true,
  async run(lab: Lab) {
    const to = lab.recipient();
    const sent = await sendArriving(lab, { to: [to], text: "Before the trouble.\r\n" });
    const trouble = { kind: "reply", reply: "451 4.3.2 Come back later" } as const;
    lab.fault({ hop: "return", phase: "endOfData", action: trouble, when: { nth: 1 } });
    const trial = await lab.recall(sent);
    await lab.advance(RETRY_MS);
    expectRight(lab, await trial.outcome(to));
  },
};
