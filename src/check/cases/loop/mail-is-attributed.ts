import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { messageRoundTrip, recallRoundTrips } from "./round-trip.ts";

export const mailIsAttributed: Case = {
  id: "LOOP-05",
  title: "Returning mail belongs to a connector",
  requirement: {
    text: "A request is honoured only if the connection on which it came back belongs to an inbound connector of type OnPremises.",
    source: "docs/recall.md R10",
  },
  level: "must",
  sends: "A message, then another and its recall.",
  judges: "The tenant attributed each connection on which something came back, by address or certificate.",
  recipients: 1,
  async run(lab: Lab) {
    const message = await messageRoundTrip(lab);
    expectAttributed(lab, message);
    if (message.passage.laps.length > 0) return;
    if (!(await lab.delivered(message.passage.sent, lab.recipient()))) return;
    for (const trip of await recallRoundTrips(lab)) expectAttributed(lab, trip);
  },
};

function expectAttributed(lab: Lab, { what, passage }: Awaited<ReturnType<typeof messageRoundTrip>>): void {
  const { connector, peer, certificate } = passage.first;
  if (connector !== "") return;
  lab.fail(
    `The ${what} came back from ${peer} (certificate: ${certificate ?? "none"}), which no inbound connector knows: it is a stranger's mail, and a recall in it is not trusted.`,
  );
}
