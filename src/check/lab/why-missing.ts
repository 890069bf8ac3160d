// Why a message did not come back, in a sentence that names the cause as far as it can be seen.
import type { Examiner } from "../examiner/examiner.ts";
import type { TracedMail } from "../examiner/traced-mail.ts";
import type { Bench } from "./bench.ts";

const ENDS = new Set(["FAIL", "DELIVER", "DROP", "DUPLICATEDELIVER"]);

/** It stays in the tenant for good: no connector took it. */
export function whyItNeverLeft(mail: TracedMail, examiner: Examiner): string | undefined {
  const end = eventsOf(mail, examiner).find(
    ({ eventId, source }) => ENDS.has(eventId) || (eventId === "DEFER" && source === "STOREDRIVER"),
  );
  return end && `${end.eventId}: ${end.detail}`;
}

export const isRefused = ({ left }: TracedMail): boolean =>
  left.length > 0 && left.every(({ reply }) => reply.startsWith("5"));

/** What became of the way out. */
export function answerTo(mail: TracedMail, examiner: Examiner): "taken" | "deferred" | "refused" | undefined {
  const events = eventsOf(mail, examiner);
  if (events.some(({ eventId }) => eventId === "FAIL")) return "refused";
  if (mail.left.some(({ reply }) => reply.startsWith("2"))) return "taken";
  return events.some(({ eventId, source }) => eventId === "DEFER" && source !== "STOREDRIVER") ? "deferred" : undefined;
}

export function whyMissing(mail: TracedMail, { examiner, timeoutMs }: Bench, count: number): string {
  const { what } = mail.traced;
  const [left] = mail.left;
  if (!left) {
    const lastTry = eventsOf(mail, examiner).findLast(({ eventId }) => eventId === "DEFER");
    if (lastTry) return `The smart host did not take the ${what}: ${lastTry.detail}.`;
    return `The ${what} never reached the smart host: ${whyItNeverLeft(mail, examiner) ?? "it is still under way"}.`;
  }
  if (isRefused(mail)) return `The smart host refused the ${what}: ${left.reply}.`;
  const came = mail.returned.length;
  const within = `${timeoutMs / 1000} s`;
  if (came > 0) return `Only ${came} of ${count} copies of the ${what} came back within ${within}.`;
  return `The smart host took the ${what} (${left.reply}), and nothing came back within ${within}.`;
}

/** It came back, and the tenant still waits for the reply to its end of data. RFC 5321 §4.5.3.2.6 */
export const neverAnswered = ({ traced }: TracedMail): string =>
  `The ${traced.what} came back, but the smart host had not answered for it when the time of the case was over.`;

const eventsOf = (mail: TracedMail, examiner: Examiner) => [...mail.passes].flatMap((pass) => examiner.eventsOf(pass));
