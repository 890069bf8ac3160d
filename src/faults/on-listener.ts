// Faults of a listener: what its clients meet. Without faults every call goes straight to the handler.
// On "smartHost" mail that is lost got its 250 and is gone; on "return" it was taken and the client never reads its 250,
// so that it comes again: RFC 5321 §4.5.4.1 has clients keep what was not acknowledged.
import { isPositive, reply, type SmtpReply } from "../smtp/reply.ts";
import type { ListenerHandler, MessageSink, SmtpSession } from "../smtp/session.ts";
import type { FaultPhase } from "./fault.ts";
import type { FaultList, FaultyMail } from "./fault-list.ts";
import { BodyFlow, CONNECTION_CUT, suffer } from "./suffer.ts";

type Place = { readonly faults: FaultList; readonly hop: "smartHost" | "return" };
type Soon<T> = T | Promise<T>;

const LOST = reply(250, "2.6.0", "Queued mail for delivery");

export function withFaults(handler: ListenerHandler, faults: FaultList, hop: Place["hop"]): ListenerHandler {
  const before = <T>(phase: FaultPhase, session: SmtpSession, mail: FaultyMail, goOn: () => Soon<T>) => {
    const effects = faults.applying(hop, phase, mail);
    if (effects.length === 0) return goOn();
    return suffer(effects, () => session.cut?.()).then((answer): Soon<T | SmtpReply> => answer ?? goOn());
  };
  return {
    ...handler,
    onConnect(session) {
      const goOn = () => handler.onConnect?.(session);
      return faults.isEmpty ? goOn() : before("connect", session, {}, goOn);
    },
    onMailFrom(session, from) {
      const goOn = () => handler.onMailFrom?.(session, from);
      return faults.isEmpty ? goOn() : before("mail", session, { sender: from.address }, goOn);
    },
    onRcptTo(session, to) {
      const goOn = () => handler.onRcptTo?.(session, to);
      if (faults.isEmpty) return goOn();
      return before("rcpt", session, { sender: session.envelope.from, recipients: [to.address] }, goOn);
    },
    onData(session) {
      if (faults.isEmpty) return handler.onData(session);
      const faulty = (sink: MessageSink | SmtpReply) =>
        "code" in sink ? sink : new FaultySink(sink, session, { faults, hop });
      return before<MessageSink | SmtpReply>("data", session, mailOf(session), () => {
        const taken = handler.onData(session);
        return taken instanceof Promise ? taken.then(faulty) : faulty(taken);
      });
    },
  };
}

const mailOf = ({ envelope }: SmtpSession): FaultyMail => ({
  sender: envelope.from,
  recipients: envelope.recipients.map(({ address }) => address),
});

class FaultySink implements MessageSink {
  readonly #sink: MessageSink;
  readonly #session: SmtpSession;
  readonly #place: Place;
  readonly #mail: FaultyMail;
  readonly #flow: BodyFlow | undefined;
  #isOver = false;

  constructor(sink: MessageSink, session: SmtpSession, place: Place) {
    this.#sink = sink;
    this.#session = session;
    this.#place = place;
    this.#mail = mailOf(session);
    const effects = place.faults.applying(place.hop, "body", this.#mail);
    this.#flow = effects.length > 0 ? new BodyFlow(effects) : undefined;
  }

  write(chunk: Buffer): void | Promise<void> {
    return this.#flow ? this.#writeLate(this.#flow, chunk) : this.#sink.write(chunk);
  }

  async #writeLate(flow: BodyFlow, chunk: Buffer): Promise<void> {
    for await (const piece of flow.pass(chunk)) {
      if (this.#isOver) return;
      await this.#sink.write(piece);
    }
    // The listener aborts the message when the connection is closed.
    if (flow.isOver) this.#session.cut?.();
  }

  async end(): Promise<SmtpReply> {
    const { faults, hop } = this.#place;
    if (this.#flow?.isCut) return this.#giveUp(CONNECTION_CUT, "cut");
    const effects = faults.applying(hop, "endOfData", this.#mail);
    let isCut = false;
    const answer = await suffer(effects, () => {
      isCut = true;
    });
    if (answer) return this.#giveUp(answer, isCut ? "cut" : "answer");
    if (!effects.some(({ kind }) => kind === "lose")) return this.#sink.end();
    if (hop === "smartHost") return this.#giveUp(LOST, "answer");
    const taken = await this.#sink.end();
    if (isPositive(taken)) this.#session.cut?.();
    return taken;
  }

  abort(): void {
    this.#isOver = true;
    this.#sink.abort();
  }

  /** The message was not taken. */
  #giveUp(answer: SmtpReply, how: "cut" | "answer"): SmtpReply {
    this.#sink.abort();
    if (how === "cut") this.#session.cut?.();
    return answer;
  }
}
