// Messages in a test's hands: what was sent or delivered, and what others sent.
import type { JourneyQuery } from "../journey/journey.ts";
import { bracketed } from "../journey/search-conditions.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { Message, Recall, RecallOptions, Sandbox, SentMessage } from "./api.ts";
import { UnknownMessageError } from "./errors.ts";
import type { HandedOver } from "./hand-over.ts";
import { requestRecall } from "./recall.ts";
import { asQuery } from "./search.ts";

export class Messages {
  readonly #on: Composed;
  readonly #sandbox: Sandbox;
  /** Mailboxes that signed in, by Message-ID: they recall unless another is named. */
  readonly #senders = new Map<string, string>();

  constructor(on: Composed, sandbox: Sandbox) {
    this.#on = on;
    this.#sandbox = sandbox;
  }

  async sent({ by, ...handedOver }: HandedOver): Promise<SentMessage> {
    const message = await this.delivered(handedOver);
    if (by !== undefined) this.#senders.set(message.messageId, by);
    return this.#recallable(message);
  }

  async delivered({ networkMessageId }: HandedOver): Promise<Message> {
    const [found] = (await this.#on.journeys.list({ id: networkMessageId }, { limit: 1 })).journeys;
    if (!found) return this.#held(networkMessageId);
    return this.#message(found.id, found.messageId, found.subject);
  }

  /** Its journey begins when it leaves the Outbox. */
  async #held(networkMessageId: string): Promise<Message> {
    const [found] = await this.#on.outbox.list({ networkMessageId, limit: 1 });
    if (!found) throw new UnknownMessageError(`No journey has the pass ${networkMessageId}, which was accepted`);
    return this.#message(networkMessageId, found.messageId, found.subject);
  }

  async find(id: string): Promise<SentMessage> {
    const found = await this.#on.journeys.find(id);
    if (found) return this.#recallable(this.#message(found.id, found.messageId, found.subject));
    throw new UnknownMessageError(`No message ${id} came in; messages are known by Message-ID or journey id`);
  }

  async recall(message: Message, options?: RecallOptions): Promise<Recall> {
    const sender = this.#senders.get(message.messageId);
    const { recall, replacement } = await requestRecall(this.#on, message, { sender, ...options });
    return replacement === undefined ? recall : Object.assign(recall, { replacement: await this.sent(replacement) });
  }

  #recallable(message: Message): SentMessage {
    return { ...message, recall: (options) => this.recall(message, options) };
  }

  #message(journeyId: string, messageId: string, subject: string): Message {
    const sandbox = this.#sandbox;
    const journey = async () => {
      const found = await sandbox.journey(journeyId);
      if (found) return found;
      throw new UnknownMessageError(`The journey of "${subject}" is gone: retention or a reset took it`);
    };
    return {
      sandbox,
      messageId: bracketed(messageId),
      journeyId,
      subject,
      journey,
      async wait(query: JourneyQuery | string, options) {
        await sandbox.wait({ ...asQuery(query), id: journeyId }, options);
        return journey();
      },
      legs: () => sandbox.legs({ journeyId }),
    };
  }
}
