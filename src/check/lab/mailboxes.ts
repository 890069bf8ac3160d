// What a trial's recipients have, as a client would see it.
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { TracedMail } from "../examiner/traced-mail.ts";
import type { Bench } from "./bench.ts";

const TERMINAL = new Set(["DELIVER", "FAIL", "DROP", "DUPLICATEDELIVER"]);

export class Mailboxes {
  readonly #bench: Bench;
  readonly #signal: AbortSignal;

  constructor(bench: Bench, signal: AbortSignal) {
    this.#bench = bench;
    this.#signal = signal;
  }

  async delivered(mail: TracedMail, recipient: string): Promise<boolean> {
    const settled = await this.#bench.examiner.until(() => {
      const ends = passesOf(mail).map((pass) => this.endOf(pass, recipient));
      if (ends.includes("DELIVER")) return true;
      // It may come back yet as long as a pass has no end.
      return ends.some((end) => end === "FAIL" || end === "DROP") ? false : undefined;
    }, this.#signal);
    return settled === true;
  }

  /** How a pass ended for a recipient; undefined while it has not, or went on over a connector. */
  endOf(networkMessageId: string, recipient: string): string | undefined {
    const events = this.#bench.examiner.eventsOf(networkMessageId);
    return events.findLast(({ eventId, recipients }) => TERMINAL.has(eventId) && includes(recipients, recipient))
      ?.eventId;
  }

  async has(mail: TracedMail, recipient: string): Promise<boolean> {
    return (await this.#copies(mail, recipient)).length > 0;
  }

  async read(mail: TracedMail, recipient: string): Promise<void> {
    const { tenant } = this.#bench;
    for (const copy of await this.#copies(mail, recipient))
      await tenant.mailboxes.setRead(recipient, copy.id, true, tenant.clock.now());
  }

  /** NDRs and others in the sender's Inbox that name the message; waits for the first. */
  async dsns(mail: TracedMail, sender: string): Promise<readonly Buffer[]> {
    const found = await this.#bench.examiner.until(async () => {
      const now = await this.#dsns(mail, sender);
      return now.length > 0 ? now : undefined;
    }, this.#signal);
    return found ?? [];
  }

  async #dsns(mail: TracedMail, sender: string): Promise<readonly Buffer[]> {
    const { mailboxes } = this.#bench.tenant;
    const found: Buffer[] = [];
    for (const item of await mailboxes.list(sender)) {
      if (item.sender !== "") continue;
      const bytes = await mailboxes.bytes(item);
      if (bytes?.includes(mail.traced.messageId)) found.push(bytes);
    }
    return found;
  }

  /** In the folders that clients see. */
  async #copies(mail: TracedMail, recipient: string): Promise<MailboxItem[]> {
    const { folders } = this.#bench.tenant.mailboxes;
    const items = await this.#bench.tenant.mailboxes.list(recipient);
    const passes = new Set(passesOf(mail));
    return items.filter((item) => {
      const folder = folders.get(item.folderId);
      return passes.has(item.networkMessageId) && folder !== undefined && folders.isWithin(folder, "msgfolderroot");
    });
  }
}

export const passesOf = (mail: TracedMail): string[] => [
  ...mail.passes,
  ...mail.returned.map(({ networkMessageId }) => networkMessageId),
];

function includes(recipients: readonly string[], recipient: string): boolean {
  return recipients.some((address) => address.toLowerCase() === recipient.toLowerCase());
}
