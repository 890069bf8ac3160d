import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { headersOf } from "./loop-header.ts";
import { messageRoundTrip } from "./round-trip.ts";

export const receivedFieldsStay: Case = {
  id: "LOOP-06",
  title: "Received fields stay",
  requirement: {
    text: "Who relays mail does not change or delete a Received field: by their number alone a loop ends.",
    source: "RFC 5321 §4.4",
  },
  level: "must",
  sends: "A plain message with the Received fields of the tenant.",
  judges: "Each Received field that left came back.",
  async run(lab: Lab) {
    const { passage } = await messageRoundTrip(lab);
    if (!passage.left) return;
    const came = headersOf(passage.first.bytes).all("Received").map(plain);
    const left = headersOf(passage.left.bytes).all("Received");
    const lost = left.find((field) => !came.includes(plain(field)));
    if (lost !== undefined)
      lab.fail(`A Received field did not come back (${lost.slice(0, 80)}…): a loop would have no end.`);
  },
};

const plain = (field: string): string => field.replace(/\s+/g, " ").trim();
