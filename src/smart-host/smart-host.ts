// A third party in the mail flow: takes mail from a tenant, does what its behaviours say, hands it back. It knows nothing
// of the tenant. The next hop's transaction is spoken while the client speaks its own (MAIL, RCPT, DATA), so the next
// hop's replies are the client's, per recipient too, and no 250 is this host's own promise (but see behaviours/delay.ts).
import type { FaultList } from "../faults/fault-list.ts";
import { withFaults } from "../faults/on-listener.ts";
import type { Activity } from "../runtime/activity.ts";
import type { Clock, Instant } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { type ListenerOptions, type ListenerWatch, listen } from "../smtp/listener.ts";
import { reply, type SmtpReply } from "../smtp/reply.ts";
import type { ListenerHandler, MessageSink, SmtpLimits, SmtpSession } from "../smtp/session.ts";
import type { Behaviour } from "./behaviours/behaviour.ts";
import { DeferredMail } from "./deferred-mail.ts";
import type { HandOverOptions } from "./hand-over-faults.ts";
import { ClientGone, Inflow } from "./inflow.ts";
import { NEXT_HOP_LOST, type NextHopOptions } from "./next-hop/dialog.ts";
import { NextHop, Transaction } from "./next-hop/next-hop.ts";
import { Relay, SERVER_ERROR } from "./relay.ts";
import { Spool } from "./spool.ts";

export interface SmartHostOptions {
  /** Address to listen on, and port; 0 takes a free one. */
  readonly host: string;
  readonly port: number;
  /** Name in greeting, EHLO and Received. */
  readonly hostname: string;
  readonly tls?: NonNullable<ListenerOptions["tls"]>;
  readonly limits?: SmtpLimits;
  /** Applied in this order. */
  readonly behaviours: readonly Behaviour[];
  /** What goes wrong here: hop "smartHost". */
  readonly faults?: FaultList;
  /** What faults of phase handOver show instead of the right certificate. */
  readonly wrongCertificate?: NonNullable<HandOverOptions["certificateFor"]>;
  /** The next hop. */
  readonly returnTo: NextHopOptions;
  readonly clock: Clock;
  readonly log: Log;
  /** A line for each message; "info" unless given. */
  readonly logMessagesAs?: "info" | "debug";
  readonly watch?: ListenerWatch;
  /** Told of each message in flight, beside the counter. */
  readonly activity?: Activity;
  /** Where delayed mail is kept; a new folder for temporary files when absent. What an earlier run left is sent. */
  readonly spoolFolder?: string;
}

export interface SmartHost {
  readonly port: number;
  /** Open connections. */
  readonly connections: number;
  /** Clients can connect. */
  readonly isListening: boolean;
  /** Messages being received, or being sent from the spool. */
  readonly inFlight: number;
  /** When mail in the spool is due next, by the clock given. */
  nextDue(): Instant | undefined;
  /** From the next message on. */
  setBehaviours(behaviours: readonly Behaviour[]): void;
  /** Mail kept for later is gone, with its files. */
  dropDelayed(): Promise<void>;
  /** Stops accepting; a message on its way may pass within `graceMs`. Mail that is not due stays in the spool. */
  close(graceMs?: number): Promise<void>;
}

export const SMART_HOST_LIMITS: SmtpLimits = {
  maxMessageBytes: 157_286_400,
  maxRecipients: 1000,
  maxHeaderBytes: 1_048_576,
  maxLineBytes: 65_536,
  maxConnections: 200,
  maxBadCommands: 10,
  idleTimeoutMs: 300_000,
};

export async function startSmartHost(options: SmartHostOptions): Promise<SmartHost> {
  const { hostname, clock, log, behaviours } = options;
  const nextHop = new NextHop(options.returnTo, hostname);
  const inFlight = countInFlight(options.activity);
  const spool = new Spool(options.spoolFolder);
  const deferred = new DeferredMail({ spool, nextHop, clock, log, begin: inFlight.begin });
  const relay = new Relay({
    hostname,
    behaviours,
    nextHop,
    ...(options.faults && { handOver: handOverOf(options, options.faults) }),
    deferred,
    clock,
    log,
    ...(options.logMessagesAs && { logMessagesAs: options.logMessagesAs }),
  });
  const handler = createHandler(nextHop, relay, inFlight.begin, log);
  const listener = await listen({
    hostname,
    host: options.host,
    port: options.port,
    limits: { ...(options.limits ?? SMART_HOST_LIMITS), ...takesBareLf(behaviours) },
    handler: options.faults ? withFaults(handler, options.faults, "smartHost") : handler,
    log: (level, message, details) => log[level](details, message),
    ...(options.tls && { tls: options.tls }),
    ...(options.watch && { watch: options.watch }),
  });
  if (options.spoolFolder !== undefined) await deferred.resume();
  return {
    port: listener.port,
    get connections() {
      return listener.connections;
    },
    get isListening() {
      return listener.isListening;
    },
    get inFlight() {
      return inFlight.count;
    },
    nextDue: () => deferred.nextDue,
    setBehaviours: (changed) => relay.setBehaviours(changed),
    dropDelayed: () => deferred.drop(),
    async close(graceMs) {
      await listener.close(graceMs);
      await deferred.close();
      nextHop.close();
    },
  };
}

function handOverOf({ hostname, returnTo, wrongCertificate }: SmartHostOptions, faults: FaultList): HandOverOptions {
  return { faults, hostname, returnTo, ...(wrongCertificate && { certificateFor: wrongCertificate }) };
}

/** What the next hop knows of a client's connection. */
interface ClientState {
  transaction: Transaction | undefined;
  isGone: boolean;
}

function createHandler(nextHop: NextHop, relay: Relay, begin: () => () => void, log: Log): ListenerHandler {
  const states = new WeakMap<SmtpSession, ClientState>();
  const stateOf = (session: SmtpSession): ClientState => {
    const state = states.get(session) ?? { transaction: undefined, isGone: false };
    states.set(session, state);
    return state;
  };
  return {
    async onMailFrom(session) {
      const state = stateOf(session);
      // The client gave its last transaction up: RSET, or EHLO.
      await state.transaction?.cancel();
      const begun = await nextHop.begin(relay.envelope(session.envelope));
      if (!(begun instanceof Transaction)) return forClient(begun);
      if (state.isGone) await begun.cancel();
      else state.transaction = begun;
      return undefined;
    },
    async onRcptTo(session, to) {
      const { transaction } = stateOf(session);
      if (!transaction) return NEXT_HOP_LOST;
      const recipient = relay.recipient(to);
      return recipient && forClient(await transaction.rcpt(recipient));
    },
    onData(session) {
      const state = stateOf(session);
      const transaction = state.transaction;
      state.transaction = undefined;
      return transaction ? receive(session, transaction, relay, begin(), log) : NEXT_HOP_LOST;
    },
    onClose(session) {
      const state = stateOf(session);
      state.isGone = true;
      void state.transaction?.cancel();
    },
  };
}

function receive(
  session: SmtpSession,
  transaction: Transaction,
  relay: Relay,
  ended: () => void,
  log: Log,
): MessageSink {
  const inflow = new Inflow();
  const done = relay
    .relay(session, transaction, inflow)
    .catch((err: unknown) => {
      if (!(err instanceof ClientGone)) log.error({ err }, "a message could not be relayed");
      void transaction.cancel();
      return SERVER_ERROR;
    })
    .finally(() => {
      inflow.discard();
      ended();
    });
  return {
    write: (chunk) => inflow.write(chunk),
    async end() {
      inflow.end();
      return forClient(await done);
    },
    abort: () => inflow.abort(),
  };
}

/** RFC 5321 §3.8: 421 would end the client's own connection, which is none of the next hop's business. */
function forClient(answer: SmtpReply): SmtpReply {
  return answer.code === 421 ? reply(451, answer.enhanced, answer.text) : answer;
}

const takesBareLf = (behaviours: readonly Behaviour[]): Pick<SmtpLimits, "takesBareLf"> =>
  behaviours.some((behaviour) => behaviour.takesBareLf) ? { takesBareLf: true } : {};

function countInFlight(activity: Activity | undefined) {
  const counter = {
    count: 0,
    begin: () => {
      const ended = activity?.begin();
      counter.count += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        counter.count -= 1;
        ended?.();
      };
    },
  };
  return counter;
}
