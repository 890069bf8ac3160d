// The user's side: submits every message until it has its 250. One without a reply is sent again as it was.
import { sleep } from "../support/processes.ts";
import { RawSmtp } from "../support/raw-smtp.ts";
import { PASSWORD } from "../support/round-trip.ts";
import { LANES, type Plan, type PlannedMail } from "./mail.ts";

const RETRY_MS = 50;
const SILENT_MS = 20_000;

export class Sender {
  readonly #plan: Plan;
  readonly #port: number;
  #isStopped = false;
  /** Messages with a 250 seen. */
  readonly accepted: PlannedMail[] = [];
  /** Attempts that ended without a reply, each sent again. */
  unanswered = 0;
  /** Final refusals; there should be none. */
  readonly refused: string[] = [];

  constructor(plan: Plan, port: number) {
    this.#plan = plan;
    this.#port = port;
  }

  /** Resolves when every message has its 250 or its refusal. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, (_, lane) => this.#work(lane)));
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #work(lane: number): Promise<void> {
    let smtp: RawSmtp | undefined;
    for (const mail of this.#plan.mails) {
      if (mail.lane !== lane) continue;
      for (let done = false; !done && !this.#isStopped; ) {
        smtp ??= await this.#connect(mail.from);
        if (!smtp) {
          await sleep(RETRY_MS);
          continue;
        }
        try {
          done = this.#judge(mail, await smtp.send({ ...mail, wire: this.#plan.wire(mail) }));
          if (!done) await sleep(RETRY_MS);
        } catch {
          this.unanswered += 1;
          smtp.destroy();
          smtp = undefined;
        }
      }
    }
    smtp?.quit();
  }

  /** Undefined while the tenant is down. */
  #connect(user: string): Promise<RawSmtp | undefined> {
    const auth = { user, password: PASSWORD };
    return RawSmtp.connect({ port: this.#port, tls: true, auth, timeoutMs: SILENT_MS }).catch(() => undefined);
  }

  /** @returns whether it needs no other attempt. */
  #judge(mail: PlannedMail, { code, reply }: { code: number; reply: string }): boolean {
    if (code === 250) this.accepted.push(mail);
    else if (code >= 500) this.refused.push(`${mail.messageId} ${reply}`);
    return code === 250 || code >= 500;
  }
}
