// A lesson: one thing in the tenant or its smart host that makes recall fail, or saves it; applied live and taken back.
import type { Fault, Service, SmartHost } from "../../api/answers.ts";

export type CmdletObject = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, unknown>>;

/** What lessons look at. */
export interface Tenant {
  /** Undefined: the built-in one does not run. */
  readonly smartHost: SmartHost | undefined;
  readonly service: Service;
  readonly domain: string;
  readonly rules: readonly CmdletObject[];
  readonly remoteDomains: readonly CmdletObject[];
  readonly inboundConnectors: readonly CmdletObject[];
  readonly organizationConfig: CmdletObject;
  readonly faults: readonly Fault[];
}

export type Step =
  | { readonly cmdlet: string; readonly parameters: Parameters }
  | { readonly method: "PUT" | "POST" | "DELETE"; readonly path: string; readonly body?: unknown };

/** "breaks": a recall that would work doesn't. "saves": one that would fail works. "harmless": recall still works. */
export type Effect = "breaks" | "saves" | "harmless";

export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly effect: Effect;
  /** What is done; what comes of it. */
  readonly sentences: readonly [string, string];
  isOn(tenant: Tenant): boolean;
  /** Why it can't be given here. */
  whyNot?(tenant: Tenant): string | undefined;
  apply(tenant: Tenant): readonly Step[];
  takeBack(tenant: Tenant): readonly Step[];
}

export const on = (cmdlet: string, parameters: Parameters): Step => ({ cmdlet, parameters });
