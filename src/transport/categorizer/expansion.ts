// A message to very many is categorized in parts: Exchange expands a large group a thousand members at a time too
// (ExpansionSizeLimit). Each part is one commit with the next hops of its recipients; until the last, the message keeps its
// row in the submission queue, which says how far it came: a stop in between loses nobody, and who is met twice is known
// by the ledger of deliveries.
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import type { TrackingEvent } from "../../trace/events.ts";
import { CategorizerRun, cloneItem } from "./categorizer-run.ts";

const RECIPIENTS_PER_PART = 1000;

/** Was it begun, with onSubmitted behind it? */
export function isResumed(item: MailItem): boolean {
  return item.data.expandedUpTo !== undefined;
}

export class Expansion {
  readonly #run: CategorizerRun;
  /** Before its groups are expanded, as onSubmitted left it. */
  readonly #submitted: MailItem | undefined;
  readonly #expandedUpTo: string | undefined;
  /** Whom agents put in for the whole message. */
  readonly #added: Set<string>;
  #own: ReadonlySet<string> | undefined;

  constructor(run: CategorizerRun) {
    const [item, another] = run.items;
    this.#run = run;
    const { expandedUpTo, addedRecipients = "[]", ...data } = item?.data ?? {};
    this.#submitted = item && !another ? { ...cloneItem(item), data } : undefined;
    this.#expandedUpTo = expandedUpTo;
    this.#added = new Set(JSON.parse(addedRecipients));
  }

  /** The run itself, or one run for each thousand recipients: each is to be committed before the next is asked for. */
  *parts(): Generator<CategorizerRun, void, void> {
    const [item] = this.#run.items;
    const isWhole = this.#expandedUpTo === undefined && (item?.recipients.length ?? 0) <= RECIPIENTS_PER_PART;
    if (!item || !this.#submitted || isWhole) return yield this.#run;
    const recipients = behind(item.recipients, this.#expandedUpTo);
    const expanded = takeExpandEvents(this.#run);
    // What else comes of resolving, NDRs and approval requests among it, was committed with the first part.
    if (this.#expandedUpTo !== undefined) this.#run.forgetOutcome();
    let part = this.#run;
    for (let at = 0; at === 0 || at < recipients.length; at += RECIPIENTS_PER_PART) {
      if (at > 0) part = new CategorizerRun(part.continued ?? part.queued, part);
      const own = recipients.slice(at, at + RECIPIENTS_PER_PART);
      this.#own = new Set(own.map(({ address }) => address));
      part.items = [{ ...cloneItem(this.#submitted), recipients: own }];
      for (const event of expanded) trackOwn(part, event, own);
      if (at + RECIPIENTS_PER_PART < recipients.length) part.rest = this.#restBehind(own);
      yield part;
    }
  }

  /** Whom agents put in beside a part's own recipients, at onResolved, comes in the first part only. */
  addOnce(part: CategorizerRun): void {
    const own = this.#own;
    if (!own) return;
    const before = new Set(this.#added);
    for (const item of part.items) {
      for (const { address } of item.recipients) if (!own.has(address)) this.#added.add(address);
      item.recipients = item.recipients.filter(({ address }) => own.has(address) || !before.has(address));
    }
    part.items = part.items.filter((item) => item.recipients.length > 0);
    if (part.rest) part.rest.data.addedRecipients = JSON.stringify([...this.#added]);
  }

  #restBehind(own: readonly EnvelopeRecipient[]): MailItem | undefined {
    const submitted = this.#submitted;
    return submitted && { ...submitted, data: { ...submitted.data, expandedUpTo: own.at(-1)?.address ?? "" } };
  }
}

/** Recipients behind that address; all of them where the group has changed meanwhile and it is gone. */
function behind(recipients: readonly EnvelopeRecipient[], address: string | undefined): readonly EnvelopeRecipient[] {
  return recipients.slice(recipients.findIndex((recipient) => recipient.address === address) + 1);
}

/** What is too wide for one row of the trace is told part by part. */
function takeExpandEvents(run: CategorizerRun): TrackingEvent[] {
  const wide = run.events.filter(({ event }) => event.recipients.length > RECIPIENTS_PER_PART);
  for (const entry of wide) run.events.splice(run.events.indexOf(entry), 1);
  return wide.map(({ event }) => event);
}

function trackOwn(part: CategorizerRun, event: TrackingEvent, own: readonly EnvelopeRecipient[]): void {
  const [item] = part.items;
  const members = own.filter(({ history }) => history?.some(({ address }) => address === event.context));
  if (item && members.length > 0) part.track(item, { ...event, recipients: members.map(({ address }) => address) });
}
