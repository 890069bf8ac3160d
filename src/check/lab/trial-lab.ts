// The Lab of one trial: its mail, its mailboxes, its findings.
import { setTimeout } from "node:timers/promises";
import type { RecallLanguage } from "../../agents/recall/wire/texts.ts";
import type { Fault } from "../../faults/fault.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { newMessageId } from "../../runtime/ids.ts";
import { formatReply } from "../../smtp/reply.ts";
import type { Case } from "../cases/case.ts";
import { messageIdIn } from "../examiner/captured.ts";
import type { TracedMail } from "../examiner/traced-mail.ts";
import type { Finding, Form, ServiceLevel, TenantSetting } from "../run.ts";
import type { Bench } from "./bench.ts";
import { compose } from "./compose.ts";
import { CaseFailure, CaseSkipped } from "./failure.ts";
import { submitByOutlook, submitBySmtp } from "./hand-over.ts";
import type { CaseMail, Injected, Injection, Lab, OwnHost, Passage, RecallTrial, Sent } from "./lab.ts";
import { Mailboxes, passesOf } from "./mailboxes.ts";
import { passageOf } from "./passage.ts";
import { recallBy, type SeenTrial } from "./recall-trial.ts";
import { seededRandom } from "./seeded-random.ts";
import { answerTo, isRefused, neverAnswered, whyItNeverLeft, whyMissing } from "./why-missing.ts";

/** Without traffic for so long, nothing more is expected. Real milliseconds. */
const QUIET_MS = 500;
/** The reply of a host to what it handed back already. Real milliseconds. */
const CAPTURED_MS = 1000;

export interface TrialFacts {
  readonly of: Case;
  readonly form: Form;
  readonly tenant: TenantSetting;
  readonly serviceLevel: ServiceLevel;
  /** Mailboxes that are this trial's. */
  readonly recipients: readonly string[];
  /** Nobody else's mail goes there. */
  readonly hasOwnRecipients: boolean;
}

export class TrialLab implements Lab {
  readonly form: Form;
  readonly tenant: TenantSetting;
  readonly serviceLevel: ServiceLevel;
  readonly signal: AbortSignal;
  readonly findings: Finding[] = [];
  /** Everything it sent, in order, for evidence. */
  readonly mails: { readonly mail: TracedMail; readonly sent: Sent }[] = [];
  readonly recalls: SeenTrial[] = [];
  readonly #bench: Bench;
  readonly #facts: TrialFacts;
  readonly #random: () => number;
  readonly #names = new Map<string, string>();
  readonly mailboxes: Mailboxes;
  readonly #undo: (() => Promise<void> | void)[] = [];

  constructor(bench: Bench, facts: TrialFacts, signal: AbortSignal) {
    this.#bench = bench;
    this.#facts = facts;
    this.signal = signal;
    this.form = facts.form;
    this.tenant = facts.tenant;
    this.serviceLevel = facts.serviceLevel;
    this.#random = seededRandom(`${bench.seed} ${facts.of.id} ${facts.tenant} ${facts.serviceLevel}`);
    this.mailboxes = new Mailboxes(bench, signal);
  }

  get from(): string {
    return this.#bench.from;
  }

  get extensions(): ReadonlySet<string> {
    return this.#bench.extensions;
  }

  get loopHeader(): { readonly name: string; readonly value: string } {
    return this.#bench.loopHeader;
  }

  get host(): OwnHost {
    return this.#bench.host as OwnHost;
  }

  random(): number {
    return this.#random();
  }

  recipient(name = "recipient"): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const { recipients, of } = this.#facts;
    const next = recipients[this.#names.size % Math.max(recipients.length, 1)];
    if (next === undefined || (this.#names.size >= recipients.length && this.#facts.hasOwnRecipients))
      throw new Error(`${of.id} asks for more recipients than it declares (recipients: ${recipients.length})`);
    this.#names.set(name, next);
    return next;
  }

  async send(mail: CaseMail): Promise<Sent> {
    await this.#bench.turn(this.signal);
    const to = mail.to ?? [this.recipient()];
    const recipients = [...new Set([...to, ...(mail.bcc ?? [])])];
    const composed = await compose(mail, {
      from: mail.from ?? this.from,
      to,
      messageId: newMessageId(this.#bench.domain),
      date: this.#bench.tenant.clock.now(),
      subject: this.#facts.of.title,
    });
    const envelopeId = `${this.#facts.of.id}.${Math.floor(this.#random() * 1e9).toString(36)}`;
    const traced = this.trace(composed.messageId, recipients, "original", { envelopeId, content: composed.bytes });
    const handedOver = { from: mail.from ?? this.from, recipients, bytes: composed.bytes, envelopeId };
    if (mail.client === "outlook") await submitByOutlook(this.#bench.tenant, handedOver);
    else await submitBySmtp(this.#bench.tenant, mail, handedOver);
    return traced;
  }

  /** From now on what comes back is known to be of this message. */
  trace(
    messageId: string,
    recipients: readonly string[],
    what: string,
    more: { readonly envelopeId?: string; readonly content?: Buffer; readonly hasOwnRecipients?: boolean } = {},
  ): Sent {
    const of = { messageId, recipients, what: this.#nameOf(what) };
    const mail = this.#bench.examiner.register({ hasOwnRecipients: this.#facts.hasOwnRecipients, ...of, ...more });
    this.mails.push({ mail, sent: of });
    return of;
  }

  #nameOf(what: string): string {
    const same = this.mails.filter(({ sent }) => sent.what.replace(/ \d+$/, "") === what).length;
    return same === 0 ? what : `${what} ${same + 1}`;
  }

  async inject(mail: Injection): Promise<Injected> {
    await this.#bench.turn(this.signal);
    const to = mail.to ?? [this.recipient()];
    const messageId = messageIdIn(HeaderBlock.parse(splitMessage(mail.content).headers));
    const sent = this.trace(messageId, to, "original", { content: mail.content });
    const given = { ...mail, from: mail.from ?? this.from, recipients: to };
    const { replies, accepted, transcript, tls } = await this.#bench.inject(given, this.signal);
    const traced = this.mailOf(sent);
    traced.addLeft(
      {
        ...{ direction: "out", at: this.#bench.tenant.clock.now(), connector: "", tls: tls ?? null, certificate: null },
        ...{ sender: given.from, recipients: to, transcript, bytes: mail.content, networkMessageId: "" },
        peer: `${this.#bench.smartHost.host}:${this.#bench.smartHost.port}`,
        reply: replies.at(-1) ? formatReply(replies.at(-1) as never) : "",
      },
      -1,
    );
    return { ...sent, replies, accepted };
  }

  dialogue(steps: readonly (string | Buffer)[]) {
    return this.#bench.dialogue(steps, this.signal);
  }

  async returned(sent: Sent | Injected, { count = 1 }: { readonly count?: number } = {}): Promise<Passage> {
    const mail = this.mailOf(sent);
    const found = await this.#bench.examiner.until(() => {
      if (mail.left.length === 0)
        return whyItNeverLeft(mail, this.#bench.examiner) === undefined ? undefined : this.passageOf(mail, sent);
      const passage = this.passageOf(mail, sent);
      return passage.returned.length >= count || isRefused(mail) ? passage : undefined;
    }, this.signal);
    const passage = found ?? this.passageOf(mail, sent);
    if (passage.returned.length < count) throw new CaseFailure(whyMissing(mail, this.#bench, count));
    if (!found && !passage.left) throw new CaseFailure(neverAnswered(mail));
    return passage;
  }

  /** As `returned`, but mail that stayed in the tenant for good is a passage too. */
  async returnedOrKept(sent: Sent): Promise<Passage> {
    const mail = this.mailOf(sent);
    const kept = await this.#bench.examiner.until(() => {
      if (mail.left.length > 0) return false;
      return whyItNeverLeft(mail, this.#bench.examiner) === undefined ? undefined : true;
    }, this.signal);
    return kept ? this.passageOf(mail, sent) : this.returned(sent);
  }

  /** Behind a cut-through host a message may be back, and recalled, before its own leg is written. */
  async captured(): Promise<void> {
    const isWritten = ({ mail }: { readonly mail: TracedMail }) =>
      mail.left.length > 0 || whyItNeverLeft(mail, this.#bench.examiner) !== undefined;
    const soon = AbortSignal.timeout(CAPTURED_MS);
    await this.#bench.examiner.until(() => this.mails.every(isWritten) || undefined, soon);
  }

  /** Mail that an agent of the tenant made: evidence of this trial. */
  adopt(mail: TracedMail): void {
    const { messageId, recipients, what } = mail.traced;
    if (!this.mails.some((known) => known.mail === mail))
      this.mails.push({ mail, sent: { messageId, recipients, what } });
  }

  async seen(sent: Sent | Injected): Promise<Passage> {
    const mail = this.mailOf(sent);
    // Of this message: others of the run are never quiet.
    for (let before = ""; before !== this.#stateOf(mail) && !this.signal.aborted; ) {
      before = this.#stateOf(mail);
      await setTimeout(QUIET_MS, undefined, { signal: this.signal }).catch(() => undefined);
    }
    await this.#bench.examiner.settled();
    return this.passageOf(mail, sent);
  }

  #stateOf(mail: TracedMail): string {
    const events = passesOf(mail).reduce((sum, pass) => sum + this.#bench.examiner.eventsOf(pass).length, 0);
    return `${mail.left.length} ${mail.returned.length} ${events}`;
  }

  delivered(sent: Sent | Injected, recipient: string): Promise<boolean> {
    return this.mailboxes.delivered(this.mailOf(sent), recipient);
  }

  has(sent: Sent | Injected, recipient: string): Promise<boolean> {
    return this.mailboxes.has(this.mailOf(sent), recipient);
  }

  read(sent: Sent, recipient: string): Promise<void> {
    return this.mailboxes.read(this.mailOf(sent), recipient);
  }

  answer(sent: Sent): Promise<"taken" | "deferred" | "refused" | undefined> {
    const mail = this.mailOf(sent);
    return this.#bench.examiner.until(() => answerTo(mail, this.#bench.examiner), this.signal);
  }

  dsns(sent: Sent): Promise<readonly Buffer[]> {
    return this.mailboxes.dsns(this.mailOf(sent), this.from);
  }

  recall(
    sent: Sent,
    options: { readonly client?: "outlook"; readonly language?: RecallLanguage } = {},
  ): Promise<RecallTrial> {
    return recallBy(this, this.#bench, this.mailOf(sent), options);
  }

  fault(fault: Omit<Fault, "id">): void {
    const { tenant, host } = this.#bench;
    const list = fault.hop === "smartHost" ? host?.faults : tenant.faults;
    if (!list) throw new CaseSkipped("The smart host is not the check's own: nothing can be made to go wrong on it.");
    const isOfSome = fault.sender !== undefined || fault.recipient !== undefined;
    const added = isOfSome
      ? [list.add(fault)]
      : this.#facts.recipients.map((recipient) => list.add({ ...fault, recipient }));
    this.#undo.push(() => {
      for (const { id } of added) list.remove(id);
    });
  }

  advance(ms: number): Promise<void> {
    return this.#bench.tenant.advance(ms);
  }

  fail(sentence: string): never {
    throw new CaseFailure(sentence);
  }

  expect(holds: boolean, sentence: string): asserts holds {
    if (!holds) throw new CaseFailure(sentence);
  }

  note(sentence: string): void {
    this.findings.push({ kind: "note", sentence });
  }

  /** What was set for this trial alone is taken back. */
  async done(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo();
  }

  skip(reason: string): never {
    throw new CaseSkipped(reason);
  }

  passageOf(mail: TracedMail, sent: Sent): Passage {
    const { domain, edits } = this.#bench;
    return passageOf(mail, sent, {
      tenantName: `mail.${domain}`,
      edits: edits(),
      missing: whyMissing(mail, this.#bench, 1),
    });
  }

  mailOf(sent: Sent | Injected): TracedMail {
    const found = this.mails.find((one) => one.sent.messageId === sent.messageId && one.sent.what === sent.what);
    if (!found) throw new Error(`${sent.what} was not sent by this trial`);
    return found.mail;
  }
}
