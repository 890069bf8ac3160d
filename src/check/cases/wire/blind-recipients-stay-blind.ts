import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { CapturedLeg, Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { passedTo } from "./support.ts";

export const blindRecipientsStayBlind: Case = {
  id: "WIRE-13",
  title: "Blind recipients",
  requirement: {
    text: "Who is named by the envelope only gets the message, and no field names him.",
    source: "RFC 5322 §3.6.3",
  },
  level: "must",
  sends: "A message to one recipient of its header and one of the envelope only.",
  judges: "Both get it; no header field of what comes back names the blind one.",
  recipients: 2,
  async run(lab: Lab) {
    const [open, blind] = [lab.recipient("open"), lab.recipient("blind")];
    const sent = await lab.send({ subject: "Not for all eyes", text: "Nobody else knows.", to: [open], bcc: [blind] });
    const { returned, missing } = await passedTo(lab, sent, [open, blind]);
    lab.expect(missing.length === 0, `It was not handed back for ${missing.join(" and ")}.`);
    const isForBoth = (leg: CapturedLeg) =>
      leg.recipients.some((address) => address.toLowerCase() === open.toLowerCase());
    const shown = returned.filter(isForBoth).some(({ bytes }) => {
      const { fields } = HeaderBlock.parse(splitMessage(bytes).headers);
      return fields.some(
        ({ name, raw }) => !/^received$/i.test(name) && raw.toLowerCase().includes(blind.toLowerCase()),
      );
    });
    lab.expect(!shown, `A header field of what ${open} got names the blind recipient ${blind}.`);
  },
};
