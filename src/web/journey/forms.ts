// Which form of the message belongs to an entry of the timeline.
import type { MessageForm } from "../api/answers.ts";
import type { Entry } from "./timeline.ts";

/** The form that crossed, came in or was delivered there; else the one that the pass began with. */
export function formOf(
  entry: Entry,
  forms: readonly MessageForm[],
  firstPass: string | undefined,
): MessageForm | undefined {
  const leg = forms.find(({ key }) => key === `leg-${entry.legId}`);
  if (leg) return leg;
  const ofPass = forms.filter(({ networkMessageId }) => networkMessageId === entry.networkMessageId);
  if (entry.event?.eventId === "DELIVER") {
    const delivered = ofPass.filter(({ kind }) => kind === "delivered");
    const theirs = delivered.find(({ mailboxes }) => mailboxes.some((one) => entry.recipients.includes(one)));
    if (theirs ?? delivered[0]) return theirs ?? delivered[0];
  }
  const came = ofPass.find(({ kind }) => kind === "returned");
  if (came) return came;
  const submitted = forms.find(({ kind }) => kind === "submitted");
  return entry.networkMessageId === firstPass ? (submitted ?? ofPass[0]) : (ofPass[0] ?? submitted);
}

/** "as it left over To the signature service" */
export function nameOfForm({ kind, place, mailboxes }: MessageForm): string {
  const others = mailboxes.length > 1 ? ` +${mailboxes.length - 1}` : "";
  const names = {
    submitted: `as its sender has it (${place})`,
    left: `as it left over ${place}`,
    returned: place === "" ? "as it came in" : `as it came in over ${place}`,
    delivered: `in the mailbox of ${mailboxes[0]}${others} (${place})`,
  };
  return names[kind];
}
