import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message, short, textsOf } from "./support.ts";

export const eightBitPasses: Case = {
  id: "WIRE-05",
  title: "8-bit text",
  requirement: {
    text: "Who offers 8BITMIME takes 8-bit bodies and hands them on as they are, or encodes them by the rules.",
    source: "RFC 6152 §3",
  },
  level: "must",
  sends: "A UTF-8 text in 8bit, with BODY=8BITMIME.",
  judges: "The decoded text is the same.",
  async run(lab: Lab) {
    if (!lab.extensions.has("8BITMIME")) lab.skip("The smart host does not offer 8BITMIME.");
    const text = "Grüße aus Köln, żółć, 東京";
    const fields = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"];
    const content = message(lab, [Buffer.from(text).toString("latin1")], fields);
    const sent = await lab.inject({ content, mailParameters: "BODY=8BITMIME" });
    expectAccepted(lab, sent, "8-bit text that it offers to take");
    const { first } = await lab.returned(sent);
    const back = await textsOf(first);
    lab.expect(back.includes(text), `8-bit text came back as ${short(back)}: its bytes are lost on the way.`);
  },
};
