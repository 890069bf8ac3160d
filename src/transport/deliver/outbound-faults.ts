// Faults of hop "outbound": what the tenant meets as client of a next hop, for one message. In phases connect, mail,
// rcpt and data the tenant hears the fault instead of asking; at the end of the data the next hop has taken the message,
// and the tenant hears otherwise. The mail stays in its queue whatever happens: RFC 5321 §4.5.4.1.
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { FaultPhase } from "../../faults/fault.ts";
import type { FaultEffect, FaultList } from "../../faults/fault-list.ts";
import { BodyFlow, ContentCut, suffer } from "../../faults/suffer.ts";
import type { SendResult } from "../../smtp/client.ts";
import { isPositive, reply, type SmtpReply } from "../../smtp/reply.ts";

const CONNECTION_LOST = reply(451, "4.4.2", "The connection was lost");

/** Nothing when no fault is in force. */
export function outboundFaults(faults: FaultList | undefined, item: MailItem): OutboundFaults | undefined {
  return faults === undefined || faults.isEmpty ? undefined : new OutboundFaults(faults, item);
}

export class OutboundFaults {
  readonly #faults: FaultList;
  readonly #item: MailItem;
  #flow: BodyFlow | undefined;
  #ending: readonly FaultEffect[] = [];
  #isCut = false;
  #wasTaken = false;

  constructor(faults: FaultList, item: MailItem) {
    this.#faults = faults;
    this.#item = item;
  }

  /** The next hop took the message, whatever the tenant believes. */
  get wasTaken(): boolean {
    return this.#wasTaken;
  }

  /** What the tenant hears instead of asking, if anything. */
  async instead(phase: FaultPhase, recipient?: string): Promise<SmtpReply | undefined> {
    let isCut = false;
    const answer = await suffer(this.#applying(phase, recipient), () => {
      isCut = true;
    });
    return isCut ? CONNECTION_LOST : answer;
  }

  /** The content as it flows. Throws ContentCut where the connection is to end. */
  async *content(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const effects = this.#applying("body");
    if (effects.length > 0) this.#flow = new BodyFlow(effects);
    for await (const chunk of chunks) {
      if (this.#flow) yield* this.#flow.pass(chunk);
      else yield chunk;
      if (this.#flow?.isOver) this.#cut();
    }
    if (this.#flow?.isCut) this.#cut();
    this.#ending = this.#applying("endOfData");
    await suffer(
      this.#ending.filter(({ kind }) => kind !== "reply"),
      () => this.#cut(),
    );
  }

  /** What the tenant believes of what the next hop answered. */
  async heard(result: SendResult): Promise<SendResult> {
    if (this.#isCut) return withReply(result, CONNECTION_LOST);
    this.#wasTaken = isPositive(result.reply);
    const answer = await suffer(
      this.#ending.filter(({ kind }) => kind === "reply"),
      () => {},
    );
    const believed = this.#ending.some(({ kind }) => kind === "lose") ? CONNECTION_LOST : answer;
    return believed && this.#wasTaken ? withReply(result, believed) : result;
  }

  #cut(): never {
    this.#isCut = true;
    throw new ContentCut();
  }

  #applying(phase: FaultPhase, recipient?: string): readonly FaultEffect[] {
    const recipients = recipient === undefined ? this.#item.recipients.map(({ address }) => address) : [recipient];
    return this.#faults.applying("outbound", phase, { sender: this.#item.sender, recipients });
  }
}

function withReply(result: SendResult, believed: SmtpReply): SendResult {
  const recipients = result.recipients.map((one) => (one.reply === result.reply ? { ...one, reply: believed } : one));
  return { ...result, reply: believed, recipients };
}
