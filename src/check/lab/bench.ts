// What all trials of a run share.

import type { FaultList } from "../../faults/fault-list.ts";
import type { DeclaredEdits } from "../../journey/compare/comparison.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { Examiner } from "../examiner/examiner.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Injection, OwnHost } from "./lab.ts";

export interface InjectionResult {
  readonly replies: readonly SmtpReply[];
  readonly accepted: boolean;
  readonly transcript: readonly string[];
  readonly tls?: string;
}

export interface Bench {
  readonly tenant: Tenant;
  readonly examiner: Examiner;
  readonly host: (OwnHost & { readonly faults: FaultList }) | undefined;
  readonly smartHost: { readonly host: string; readonly port: number };
  readonly extensions: ReadonlySet<string>;
  readonly domain: string;
  readonly from: string;
  readonly loopHeader: { readonly name: string; readonly value: string };
  /** Learned, when they are declared. */
  readonly edits: () => DeclaredEdits | undefined;
  readonly seed: number;
  readonly timeoutMs: number;
  inject(
    mail: Injection & { readonly from: string; readonly recipients: readonly string[] },
    signal: AbortSignal,
  ): Promise<InjectionResult>;
  dialogue(steps: readonly (string | Buffer)[], signal: AbortSignal): Promise<readonly SmtpReply[]>;
  /** Resolves when the next message may be handed over. */
  turn(signal: AbortSignal): Promise<void>;
}
