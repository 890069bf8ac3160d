import { HeaderBlock } from "../../../mime/header-block.ts";
import { headerText } from "../../../mime/header-text.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message, short } from "./support.ts";

export const utf8AddressesPass: Case = {
  id: "WIRE-06",
  title: "Header fields in UTF-8",
  requirement: { text: "Who offers SMTPUTF8 hands UTF-8 header fields on as they are.", source: "RFC 6531 §3.3" },
  level: "should",
  sends: "A message with a subject in raw UTF-8, with SMTPUTF8.",
  judges: "The subject comes back in the same words.",
  async run(lab: Lab) {
    if (!lab.extensions.has("SMTPUTF8")) lab.skip("The smart host does not offer SMTPUTF8.");
    const subject = "Überraschung für 東京";
    const plain = message(lab, ["Hello"]).toString("latin1");
    const content = Buffer.from(
      plain.replace(/^Subject: .*$/m, `Subject: ${Buffer.from(subject).toString("latin1")}`),
      "latin1",
    );
    const sent = await lab.inject({ content, mailParameters: "BODY=8BITMIME SMTPUTF8" });
    expectAccepted(lab, sent, "UTF-8 header fields that it offers to take");
    const { first } = await lab.returned(sent);
    const back = headerText(HeaderBlock.parse(splitMessage(first.bytes).headers), "Subject");
    lab.expect(back.includes(subject), `The subject ${short(subject)} came back as ${short(back)}.`);
  },
};
