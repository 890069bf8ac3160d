import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { headersOf } from "./loop-header.ts";
import { messageRoundTrip } from "./round-trip.ts";

/** Of about a hundred that Exchange Online allows; a message may pass several services. */
const SANE = 10;

export const fewHopsAreAdded: Case = {
  id: "LOOP-07",
  title: "A pass adds few Received fields",
  requirement: {
    text: "Hops are counted by Received fields: what adds many lets innocent mail be taken for a loop.",
    source: "RFC 5321 §6.3",
  },
  level: "info",
  sends: "A plain message.",
  judges: `It came back with at most ${SANE} more Received fields than it left with.`,
  async run(lab: Lab) {
    const { passage } = await messageRoundTrip(lab);
    if (!passage.left) return;
    const count = (bytes: Buffer) => headersOf(bytes).all("Received").length;
    const added = count(passage.first.bytes) - count(passage.left.bytes);
    lab.expect(added <= SANE, `One pass added ${added} Received fields: after a few services mail counts as looping.`);
    lab.note(`One pass through the smart host added ${added} Received field${added === 1 ? "" : "s"}.`);
  },
};
