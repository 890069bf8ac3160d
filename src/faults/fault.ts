// A fault: what goes wrong, on which hop, in which phase, and when. The same everywhere: YAML, HTTP, command line, check.

/** Where it goes wrong. "outbound": the tenant as client of the next hop; "return": its listener for what comes back. */
export const HOPS = ["smartHost", "outbound", "return"] as const;
export type FaultHop = (typeof HOPS)[number];

export const PHASES = ["connect", "mail", "rcpt", "data", "body", "endOfData", "handOver"] as const;
/**
 * connect: the connection as a whole, its greeting. mail, rcpt, data: that command's reply. body: while the content
 * flows. endOfData: the reply after it. handOver: the smart host's own connection to its next hop.
 */
export type FaultPhase = (typeof PHASES)[number];

export type FaultAction =
  /** Answers so: "451 4.7.1 Come back later". 421 closes the connection. */
  | { readonly kind: "reply"; readonly reply: string }
  /** A token bucket: what comes beyond gets 421 4.7.0. */
  | { readonly kind: "rateLimit"; readonly perMinute: number; readonly burst?: number }
  /** Real milliseconds before the phase goes on. */
  | { readonly kind: "pause"; readonly ms: number }
  /** The content crawls. */
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  /** The connection ends; in phase body after so many bytes. */
  | { readonly kind: "cut"; readonly afterBytes?: number }
  /** endOfData: answered with 250, then gone (smartHost); or taken, and the 250 never heard (return, outbound). */
  | { readonly kind: "lose" }
  /** handOver: once more, so much later by the host's clock. */
  | { readonly kind: "duplicate"; readonly afterMs?: number }
  /** handOver: so much later by the host's clock, after a 250 of its own. */
  | { readonly kind: "late"; readonly ms: number }
  /** handOver: shows a certificate that nobody trusts, or one of another name; or none; or speaks without TLS. */
  | { readonly kind: "certificate"; readonly use: "untrusted" | "other-name" | "none" | "no-tls" }
  /** handOver: connects from another loopback address, 127.0.0.2 to 127.0.0.254. */
  | { readonly kind: "sourceAddress"; readonly address: string };

export interface FaultSchedule {
  /** The nth time that it would apply, from 1; several: any of these. */
  readonly nth?: number | readonly number[];
  /** Each so many times. */
  readonly every?: number;
  /** Of so many times at most. */
  readonly times?: number;
  /** By chance, 0 to 1, of the seed: the same seed, the same schedule. */
  readonly probability?: number;
  readonly seed?: number;
}

export interface Fault {
  /** Names it in lists; given when it is added. */
  readonly id: string;
  readonly hop: FaultHop;
  readonly phase: FaultPhase;
  readonly action: FaultAction;
  /** Every time unless given. */
  readonly when?: FaultSchedule;
  /** Only mail from or to this address, in any case; "*@contoso.com" for a domain, "<>" for the null sender. */
  readonly sender?: string;
  readonly recipient?: string;
}
