import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const returnShowsACertificate: Case = {
  id: "WIRE-16",
  title: "A certificate on the way back",
  requirement: {
    text: "Exchange Online knows a service by the certificate that it shows, or by its address.",
    source: "docs/fidelity.md",
  },
  level: "info",
  sends: "A message.",
  judges: "The smart host shows a client certificate as it hands the message back.",
  async run(lab: Lab) {
    const sent = await lab.send({ raw: message(lab, ["Who are you?"]) });
    const { first } = await lab.returned(sent);
    lab.expect(
      first.certificate !== null,
      "No certificate was shown on the way back: the tenant can know this service by its address only (SenderIPAddresses).",
    );
    lab.note(`The certificate is made out to ${first.certificate}.`);
  },
};
