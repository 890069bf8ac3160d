// A scene of the demo: a tenant, a message, its recall, and what a user sees of it over HTTP.
import type { DemoTenant, TenantConfig } from "./tenant.ts";

export interface Scene {
  readonly id: string;
  readonly title: string;
  /** In the words of `describe`. */
  readonly expected: string;
  /** Starts a tenant, plays, and says what was seen: never what was expected. */
  play(start: (config: TenantConfig) => Promise<DemoTenant>): Promise<Seen>;
}

export interface Seen {
  readonly outcome: Outcome;
  /** What the report says of the recipient, in `reportWord`'s words. */
  readonly report: string;
  /** Claims of the scene beside outcome and report, each with what to say where it does not hold. */
  readonly claims: readonly Claim[];
  /** One sentence; true when all is as expected. */
  readonly why: string;
  /** The sandbox's own sentence about the recipient: why, when it is not. */
  readonly trueReason: string | null;
}

export type Outcome = "recalled" | "original stays" | "never arrives" | "never arrives, NDR 5.4.14" | "never seen";

export interface Claim {
  readonly holds: boolean;
  readonly otherwise: string;
}

export function describe({ outcome, report, claims }: Seen): string {
  const broken = claims.filter(({ holds }) => !holds).map(({ otherwise }) => otherwise);
  return [outcome, `report: ${report}`, ...broken].join("; ");
}
