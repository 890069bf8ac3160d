// What a check is told: the command line's options, as values.
import type { Fault } from "../faults/fault.ts";
import type { Form } from "./run.ts";

export const PROFILES = {
  recall: ["ID", "HDR", "TNEF", "RECALL", "REPORT", "ORDER", "LOOP"],
  wire: ["WIRE"],
  mime: ["MIME", "PACK"],
  full: ["WIRE", "MIME", "TNEF", "ID", "HDR", "RECALL", "REPORT", "ORDER", "LOOP", "PACK"],
} as const;
export type ProfileName = keyof typeof PROFILES;

export interface CheckOptions {
  /** One of both. */
  readonly smartHost?: { readonly host: string; readonly port: number };
  readonly builtIn?: BuiltInHost;
  /** Where the tenant listens for returning mail; port 0 takes a free one. */
  readonly returnTo: { readonly host: string; readonly port: number };
  /** "full" unless given. */
  readonly profile?: ProfileName;
  /** Case ids or groups, "WIRE-01", "MIME"; go before the profile. */
  readonly only?: readonly string[];
  readonly strict?: boolean;
  /** contoso.com unless given. */
  readonly domain?: string;
  /** alice@DOMAIN unless given. */
  readonly from?: string;
  /** Instead of a mailbox for each case. */
  readonly recipients?: readonly string[];
  readonly auth?: { readonly username: string; readonly password: string };
  /** "opportunistic" unless given. */
  readonly tls?: "none" | "opportunistic" | "required";
  /** PEM: who signs the smart host's certificate, verified then; and who signs what it shows on return. */
  readonly ca?: string;
  /** PEM: shown to the smart host. */
  readonly clientCertificate?: { readonly cert: string; readonly key: string };
  /** Stamped by the smart host; else the tenant's rule stamps a marker of its own. */
  readonly loopHeader?: { readonly name: string; readonly value: string };
  readonly edits?: readonly DeclaredEdit[];
  /** Messages per second handed to the smart host at most; no limit unless given. */
  readonly rate?: number;
  /** For each trial: real milliseconds of waiting, while the check itself has nothing to do. 30,000. */
  readonly timeoutMs?: number;
  /** Of all choices that are left to chance; of the clock unless given. */
  readonly seed?: number;
  /** Names the run, as `runId` gives it. */
  readonly id?: string;
  /** Names a build in reports. */
  readonly build?: string;
  readonly form?: Form;
  readonly onProgress?: (progress: CheckProgress) => void;
  readonly signal?: AbortSignal;
}

/** A smart host that the check starts for itself. */
export interface BuiltInHost {
  readonly preset?: string;
  /** Beside the preset's, as `smart-host --behaviour` takes them. */
  readonly behaviours?: readonly string[];
  /** Of hop smartHost; others are the tenant's. */
  readonly faults?: readonly Omit<Fault, "id">[];
}

export interface DeclaredEdit {
  readonly kind: "signature";
  /** Text that begins and ends the block; learned of a calibration message where they lack. */
  readonly begin?: string;
  readonly end?: string;
}

export type CheckProgress =
  | { readonly kind: "started"; readonly cases: number; readonly trials: number; readonly smartHost: string }
  | { readonly kind: "trial"; readonly id: string; readonly outcome: string; readonly sentence: string }
  | { readonly kind: "stage"; readonly tenant: string; readonly serviceLevel: string };

/** The check could not run: one sentence with the cause and the next step. Exit code 2. */
export class CheckError extends Error {
  override readonly name = "CheckError";
}
