import { HeaderBlock } from "../../../mime/header-block.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message } from "./support.ts";

export const traceIsAdded: Case = {
  id: "WIRE-24",
  title: "A Received field",
  requirement: {
    text: "A server that takes a message puts a Received field on top and changes none of those below.",
    source: "RFC 5321 §4.4",
  },
  level: "should",
  sends: "A message with the trace of an earlier way.",
  judges: "A field was added on top; the others stand as they were, in order.",
  async run(lab: Lab) {
    const trace = ["a", "b"].map(
      (name) => `Received: from ${name}.example by relay-${name}.example with ESMTP; Thu, 26 Nov 2026 12:00:00 +0000`,
    );
    const sent = await lab.inject({ content: message(lab, ["A long way."], trace) });
    expectAccepted(lab, sent, "a message that came a long way");
    const { first } = await lab.returned(sent);
    const received = HeaderBlock.parse(splitMessage(first.bytes).headers).all("Received");
    const [a, b] = ["relay-a.example", "relay-b.example"].map((name) =>
      received.findIndex((value) => value.includes(name)),
    );
    lab.expect(
      a !== undefined && b !== undefined && a >= 0 && a < b,
      "The Received fields of the way before are gone, or in another order: loops are found by them.",
    );
    lab.expect(
      received.length > trace.length,
      "The smart host added no Received field: loops through it can't be seen.",
    );
  },
};
