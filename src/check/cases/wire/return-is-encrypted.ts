import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const returnIsEncrypted: Case = {
  id: "WIRE-15",
  title: "TLS on the way back",
  requirement: {
    text: "Mail comes back over TLS where the tenant offers it; Exchange Online connectors usually insist.",
    source: "RFC 3207 §4",
  },
  level: "should",
  sends: "A message.",
  judges: "The connection it comes back on is encrypted.",
  async run(lab: Lab) {
    const sent = await lab.send({ raw: message(lab, ["Not a postcard."]) });
    const { first } = await lab.returned(sent);
    lab.expect(
      first.tls !== null,
      "Mail came back without TLS, which the tenant offers: a connector with RequireTls refuses it.",
    );
    lab.note(`It came back over ${first.tls}.`);
  },
};
