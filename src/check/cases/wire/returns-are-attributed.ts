import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const returnsAreAttributed: Case = {
  id: "WIRE-17",
  title: "Attribution on the way back",
  requirement: {
    text: "What comes back is attributed to the inbound connector: without it, it is a stranger's mail.",
    source: "docs/recall.md R10",
  },
  level: "must",
  sends: "A message.",
  judges: "The inbound connector for the smart host takes it.",
  async run(lab: Lab) {
    const sent = await lab.send({ raw: message(lab, ["Back home."]) });
    const { first } = await lab.returned(sent);
    lab.expect(
      first.connector !== "",
      `Mail came back from ${first.peer} and no inbound connector claims it: the tenant takes it for a stranger's, and recalls are not trusted.`,
    );
  },
};
