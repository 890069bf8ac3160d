// What the WIRE cases share: messages as bytes, and what a leg's dialogue said.
import { formatRfc5322Date } from "../../../mime/date.ts";
import { formatReply } from "../../../smtp/reply.ts";
import type { CapturedLeg, Injected, Lab, Sent } from "../../lab/lab.ts";
import { readMail, textOf } from "../../mail/read.ts";

/** Plain ASCII unless the lines say otherwise. Message-ID, Date, From and To are the trial's. */
export function message(lab: Lab, lines: readonly string[], fields: readonly string[] = []): Buffer {
  const unique = Math.floor(lab.random() * 1e12).toString(36);
  const head = [
    `From: <${lab.from}>`,
    `To: <${lab.recipient()}>`,
    "Subject: How mail is spoken",
    `Date: ${formatRfc5322Date(Date.UTC(2026, 10, 26, 12))}`,
    `Message-ID: <wire.${unique}@${lab.from.slice(lab.from.indexOf("@") + 1)}>`,
    ...fields,
  ];
  return Buffer.from([...head, "", ...lines].map((line) => `${line}\r\n`).join(""), "latin1");
}

/** Text that was written stands in what came back, in whatever encoding, whatever was added. */
export async function holds(leg: CapturedLeg, text: string): Promise<boolean> {
  return (await textsOf(leg)).replace(/\r\n/g, "\n").includes(text.replace(/\r\n/g, "\n"));
}

/** All that a reader sees as the message, decoded. */
export async function textsOf({ bytes }: CapturedLeg): Promise<string> {
  const { parts } = await readMail(bytes);
  return parts
    .filter(({ isBody }) => isBody)
    .map(textOf)
    .join("\r\n");
}

/** What came back at first of a message to several, when all of them have it or it is clear that some never will. */
export async function passedTo(lab: Lab, sent: Sent, recipients: readonly string[]) {
  for (const address of recipients) await lab.delivered(sent, address);
  const { returned } = await lab.seen(sent);
  const reached = returned.flatMap((leg) => leg.recipients.map((address) => address.toLowerCase()));
  return { returned, reached, missing: recipients.filter((address) => !reached.includes(address.toLowerCase())) };
}

/** "NOTIFY=FAILURE ORCPT=…" of the RCPT line for an address, "" where none is known. */
export function rcptParameters(leg: CapturedLeg, address: string): string {
  const wanted = `<${address.toLowerCase()}>`;
  const line = leg.transcript.find((said) => /^C: RCPT TO:/i.test(said) && said.toLowerCase().includes(wanted));
  return line?.slice(line.indexOf(">") + 1).trim() ?? "";
}

export function mailParameters(leg: CapturedLeg): string {
  const line = leg.transcript.find((said) => /^C: MAIL FROM:/i.test(said));
  return line?.slice(line.indexOf(">") + 1).trim() ?? "";
}

/** Fails unless the smart host took it. */
export function expectAccepted(lab: Lab, { accepted, replies }: Injected, what: string): void {
  const last = replies.at(-1);
  lab.expect(accepted, `The smart host did not take ${what}: ${last ? formatReply(last) : "it said nothing"}.`);
}

export const short = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
