// What the WIRE cases share: messages as bytes, and what a leg's dialogue said.
import { formatRfc5322Date } from "../../../mime/date.ts";
import { formatReply } from "../../../smtp/reply.ts";
import type { CapturedLeg, Injected, Lab } from "../../lab/lab.ts";

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

/** From the blank line on, behind it. */
export function bodyOf(bytes: Buffer): Buffer {
  const at = bytes.indexOf("\r\n\r\n");
  return at < 0 ? Buffer.alloc(0) : bytes.subarray(at + 4);
}

/** Text that was written stands in what came back, whatever was added. */
export const holds = (leg: CapturedLeg, text: string): boolean =>
  bodyOf(leg.bytes).toString("latin1").replace(/\r\n/g, "\n").includes(text.replace(/\r\n/g, "\n"));

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
