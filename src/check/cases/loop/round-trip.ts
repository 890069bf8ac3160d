// The three kinds of mail that go round in a recall, as each came back first.
import type { Lab, Passage } from "../../lab/lab.ts";
import { expectArrival } from "../recalling.ts";

export interface RoundTrip {
  /** "message", "request", "report". */
  readonly what: string;
  readonly passage: Passage;
}

/** The message alone, judged by its first pass: it may loop. */
export async function messageRoundTrip(lab: Lab): Promise<RoundTrip> {
  return { what: "message", passage: await lab.returned(await lab.send({})) };
}

/** Request and report; what the tenant makes itself, products may treat apart. */
export async function recallRoundTrips(lab: Lab): Promise<RoundTrip[]> {
  const sent = await lab.send({});
  await expectArrival(lab, sent, [lab.recipient()]);
  const trial = await lab.recall(sent);
  return [
    { what: "recall request", passage: await trial.request() },
    { what: "report mail", passage: await trial.report() },
  ];
}
