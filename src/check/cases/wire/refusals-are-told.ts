import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const refusalsAreTold: Case = {
  id: "WIRE-19",
  title: "5xx of the tenant",
  requirement: {
    text: "A message that the next hop refuses is refused towards the sender, or its sender gets a notification.",
    source: "RFC 5321 §4.2.5",
  },
  level: "must",
  sends: "A message whose return the tenant answers with 550.",
  judges: "The smart host answers 5xx itself, or the sender gets an NDR.",
  async run(lab: Lab) {
    lab.fault({ hop: "return", phase: "endOfData", action: { kind: "reply", reply: "550 5.7.1 Not wanted here" } });
    const sent = await lab.send({ raw: message(lab, ["Nobody wants this."]) });
    const isTold = (await lab.answer(sent)) === "refused" || (await lab.dsns(sent)).length > 0;
    lab.expect(
      isTold,
      "The tenant refused what came back with 550, and its sender was never told: the message vanished.",
    );
  },
};
