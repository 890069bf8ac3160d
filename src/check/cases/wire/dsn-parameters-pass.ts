import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { mailParameters, message, rcptParameters } from "./support.ts";

export const dsnParametersPass: Case = {
  id: "WIRE-09",
  title: "Parameters of delivery status notifications",
  requirement: {
    text: "Who offers DSN hands NOTIFY, ORCPT, RET and ENVID on to a next hop that offers it too.",
    source: "RFC 3461 §5.2.1",
  },
  level: "should",
  sends: "A message with RET=HDRS, ENVID, NOTIFY=FAILURE,DELAY and ORCPT.",
  judges: "All four arrive at the return hop.",
  async run(lab: Lab) {
    if (!lab.extensions.has("DSN")) lab.skip("The smart host does not offer DSN: the sender's wishes end there.");
    const to = lab.recipient();
    const sent = await lab.send({
      raw: message(lab, ["Tell me only of failures."]),
      to: [to],
      notify: ["FAILURE", "DELAY"],
      ret: "HDRS",
    });
    const { left, first } = await lab.returned(sent);
    const [asked, back] = [left, first].map((leg) => (leg ? `${mailParameters(leg)} ${rcptParameters(leg, to)}` : ""));
    for (const name of ["RET", "ENVID", "NOTIFY", "ORCPT"]) {
      const value = new RegExp(`\\b${name}=(\\S+)`, "i").exec(asked ?? "")?.[1];
      lab.expect(
        value === undefined || new RegExp(`\\b${name}=`, "i").test(back ?? ""),
        `${name} was sent (${name}=${value}) and did not come back: the sender's wishes about notifications are lost.`,
      );
    }
  },
};
