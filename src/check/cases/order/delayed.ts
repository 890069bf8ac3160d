// A message is held up somewhere, its recall is not: what became of it.
import type { Lab } from "../../lab/lab.ts";
import { clientOf, expectRight, type Generation } from "../recalling.ts";

/** Real milliseconds: longer than a request takes, shorter than any patience. */
export const HELD_UP_MS = 1500;

/** Sends, recalls at once, and waits for the end. */
export async function recallAtOnce(lab: Lab, generation: Generation, to = lab.recipient()): Promise<void> {
  const sent = await lab.send({ to: [to], text: "Too early for a recall?\r\n", ...clientOf(generation) });
  const trial = await lab.recall(sent, clientOf(generation));
  expectRight(lab, await trial.outcome(to));
}
