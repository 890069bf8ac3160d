// What the cases with trouble on the way back share.
import type { Lab } from "../../lab/lab.ts";
import { message } from "./support.ts";

/** The smart host answers for it: it defers the message towards the tenant, or hands it over again. */
export async function comesThrough(lab: Lab, text: readonly string[], trouble: string): Promise<void> {
  const sent = await lab.send({ raw: message(lab, text) });
  const answer = await lab.answer(sent);
  if (answer === "deferred") {
    lab.note("The smart host deferred the message towards the tenant, which keeps it.");
    return;
  }
  lab.expect(answer !== "refused", `${trouble}, and the smart host refused the message for good.`);
  if (answer === undefined)
    lab.skip("The smart host had not answered for the message when the time of the case was over.");
  lab.expect(
    await lab.delivered(sent, lab.recipient()),
    `${trouble}; the smart host had taken the message, and did not hand it over again before the time of the case was over: it is lost, or tried again much later (then give the case more time, --timeout).`,
  );
}
