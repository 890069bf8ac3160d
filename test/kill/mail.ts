// The mail of the kill test: every message is the same bytes on every attempt, and different from every other.
import { toWire } from "../support/raw-smtp.ts";

export interface PlannedMail {
  /** With angle brackets. */
  readonly messageId: string;
  /** One sender per lane, since a lane is a connection and its user. */
  readonly lane: number;
  readonly from: string;
  readonly to: readonly string[];
}

export interface Plan {
  readonly mailboxes: readonly string[];
  readonly mails: readonly PlannedMail[];
  wire(mail: PlannedMail): Buffer;
}

export const LANES = 16;
/** Every so many messages go to three mailboxes, or are larger than the store keeps in one piece. */
const SHARED_EVERY = 10;
const LARGE_EVERY = 100;
const LARGE_BYTES = 150_000;
const USUAL_BYTES = 1500;

const LINE = "The quick brown fox jumps over the lazy dog, and the message is still only filling.\r\n";

export function planMail(count: number, random: () => number): Plan {
  const mailboxes = Array.from({ length: 20 }, (_, index) => `user${index + 1}`);
  const pick = () => mailboxes[Math.floor(random() * mailboxes.length)] ?? "user1";
  const date = new Date().toUTCString().replace("GMT", "+0000");
  const run = Math.floor(random() * 2 ** 40).toString(36);
  const mails = Array.from({ length: count }, (_, index): PlannedMail => {
    const to = new Set([pick()]);
    while (index % SHARED_EVERY === 0 && to.size < 3) to.add(pick());
    const lane = index % LANES;
    const from = address(mailboxes[lane] ?? "user1");
    return { messageId: `<${index}.${run}@kill.contoso.com>`, lane, from, to: [...to].map(address) };
  });
  return {
    mailboxes,
    mails,
    wire(mail) {
      const index = Number.parseInt(mail.messageId.slice(1), 10);
      const size = index % LARGE_EVERY === LARGE_EVERY - 1 ? LARGE_BYTES : USUAL_BYTES;
      const head = `From: <${mail.from}>\r\nTo: <${mail.to.join(">, <")}>\r\nSubject: kill ${index}\r\nDate: ${date}\r\nMessage-ID: ${mail.messageId}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n`;
      return toWire(Buffer.from(`${head}${mail.messageId}\r\n${LINE.repeat(Math.ceil(size / LINE.length))}`));
    },
  };
}

const address = (name: string) => `${name}@contoso.com`;

/** Repeatable for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
