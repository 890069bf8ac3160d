// What most cases of RECALL, REPORT and ORDER do: a message arrives, is recalled, and its page is looked at.
import type { CaseMail, Lab, RecallOutcome, RecallTrial, Sent } from "../lab/lab.ts";

export interface Recalled {
  readonly sent: Sent;
  readonly trial: RecallTrial;
  readonly outcome: RecallOutcome;
}

export type Generation = "A" | "B";

/** A: classic Outlook asks. B: the API. docs/recall.md R1, R2 */
export const clientOf = (generation: Generation): { readonly client?: "outlook" } =>
  generation === "A" ? { client: "outlook" } : {};

/** Sends as the generation's client does, unless `mail` says otherwise. Fails where the message does not arrive. */
export async function sendArriving(lab: Lab, mail: CaseMail): Promise<Sent> {
  const sent = await lab.send(mail);
  await expectArrival(lab, sent, sent.recipients);
  return sent;
}

export async function expectArrival(lab: Lab, sent: Sent, recipients: readonly string[]): Promise<void> {
  const arrived = await Promise.all(recipients.map((recipient) => lab.delivered(sent, recipient)));
  const missing = recipients.filter((_, index) => !arrived[index]);
  if (missing.length === 0) return;
  const { laps } = await lab.returned(sent);
  const loops =
    laps.length > 0 ? ": it went round until its hop count was over, for its loop header does not come back" : "";
  lab.fail(`The ${sent.what} never reached the mailbox of ${some(missing)}${loops}. Nothing is there to recall.`);
}

/** The message arrives, and is recalled for `recipient` (the first). */
export async function sendAndRecall(
  lab: Lab,
  generation: Generation,
  mail: CaseMail = {},
  recipient = mail.to?.[0] ?? lab.recipient(),
): Promise<Recalled> {
  const sent = await lab.send({ ...clientOf(generation), ...mail });
  const arrived = await lab.delivered(sent, recipient);
  if (lab.signal.aborted) await expectArrival(lab, sent, [recipient]);
  // Even of what never arrives: how it fails belongs to the verdict.
  const trial = await lab.recall(sent, clientOf(generation));
  const outcome = await trial.outcome(recipient);
  if (!arrived) await expectArrival(lab, sent, [recipient]);
  return { sent, trial, outcome };
}

/** Recalled, and the page says so. */
export function expectRight(lab: Lab, { recalled, status, right, why }: RecallOutcome, who = "The original"): void {
  const reason = `${why.replace(/\.$/, "")}.`;
  if (!recalled) lab.fail(`${who} stays in the mailbox, and the report says "${status}": ${reason}`);
  lab.expect(right, `${who} was recalled, but the report says "${status}": ${reason}`);
}

/** "bob@contoso.com and 3 others" */
export function some(addresses: readonly string[]): string {
  const [first = "", ...others] = addresses;
  return others.length === 0 ? first : `${first} and ${others.length} other${others.length > 1 ? "s" : ""}`;
}
