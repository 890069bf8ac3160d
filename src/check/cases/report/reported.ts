// The report mail of one recall, as it left and came back.
import type { CapturedLeg, Lab, Passage, RecallTrial } from "../../lab/lab.ts";
import { readMail } from "../../mail/read.ts";
import { sendArriving } from "../recalling.ts";

export interface Reported {
  readonly trial: RecallTrial;
  readonly report: Passage;
  readonly left: CapturedLeg;
}

/** Fails where it did not come back. */
export async function reportOfRecall(lab: Lab): Promise<Reported> {
  const sent = await sendArriving(lab, {});
  const trial = await lab.recall(sent);
  const report = await trial.report();
  const { left } = report;
  if (!left || report.returned.length === 0) lab.fail("The report mail did not come back: the smart host refused it.");
  return { trial, report, left };
}

/** Decoded, each part as a reader has it. */
export async function textsOf(bytes: Buffer): Promise<{ readonly type: string; readonly text: string }[]> {
  const { parts } = await readMail(bytes);
  return parts
    .filter(({ type }) => type.startsWith("text/"))
    .map(({ type, content }) => ({ type, text: content.toString("utf8").replace(/\s+$/, "") }));
}
