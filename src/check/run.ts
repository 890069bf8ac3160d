// What one run of the check found: the shape of --json, of saved runs and of every report. JSON as it is.
import type { Comparison } from "../journey/compare/comparison.ts";

export const GROUPS = ["WIRE", "MIME", "TNEF", "ID", "HDR", "RECALL", "REPORT", "ORDER", "LOOP", "PACK"] as const;
export type Group = (typeof GROUPS)[number];

/** must: a verdict depends on it. should: --strict counts it. info: told, never counted. */
export type Level = "must" | "should" | "info";

/** NON-STRICT: a should did not hold. */
export const OUTCOMES = ["OK", "NON-STRICT", "INFORMATIONAL", "FAILED", "SKIPPED"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The form in which mail crosses the connector. */
export type Form = "mime" | "tnef";

export const SERVICE_LEVELS = ["2026-09", "2024-08", "2023-04"] as const;
export type ServiceLevel = (typeof SERVICE_LEVELS)[number];

/** What the customer set up: nothing more than the connectors, the remote domain, the rule that exempts recalls. */
export const TENANT_SETTINGS = ["default", "rich text", "exemption", "rich text and exemption"] as const;
export type TenantSetting = (typeof TENANT_SETTINGS)[number];

export interface Requirement {
  /** "Body lines that begin with a dot arrive with it." */
  readonly text: string;
  /** "RFC 5321 §4.5.2", "docs/recall.md R11". */
  readonly source: string;
}

export interface Run {
  readonly format: "recall-sandbox check 1";
  /** "20261126T201500Z-3f2a": names the run in baselines and matrices. */
  readonly id: string;
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly seed: number;
  readonly smartHost: SmartHostFacts;
  readonly settings: RunSettings;
  readonly cases: readonly CaseResult[];
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly verdict: Verdict;
  /** Sentences about the run as a whole: other people's mail, a calibration that found no signature. */
  readonly notices: readonly string[];
  /** Where an earlier run was given. */
  readonly baseline?: BaselineComparison;
  readonly exitCode: 0 | 1 | 2 | 3;
}

export interface SmartHostFacts {
  /** "127.0.0.1:10025"; "built-in: signature". */
  readonly address: string;
  /** First line of its greeting. */
  readonly greeting: string;
  /** EHLO keywords with their parameters. */
  readonly extensions: readonly string[];
  /** "4.3.1", as --build gave it; the columns of a matrix. */
  readonly build?: string;
}

export interface RunSettings {
  readonly profile: string;
  readonly only: readonly string[];
  readonly strict: boolean;
  readonly domain: string;
  readonly from: string;
  readonly return: string;
  readonly edits: readonly string[];
  readonly loopHeader: string;
  readonly timeoutMs: number;
}

export interface CaseResult {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly requirement: Requirement;
  readonly level: Level;
  /** What it sends, and how it judges: one sentence each. */
  readonly sends: string;
  readonly judges: string;
  /** The worst of its trials. */
  readonly outcome: Outcome;
  /** Why: of the worst trial. */
  readonly sentence: string;
  readonly trials: readonly Trial[];
  readonly ms: number;
}

/** The case in one form, under one setting of the tenant. */
export interface Trial {
  readonly form: Form;
  readonly tenant: TenantSetting;
  readonly serviceLevel: ServiceLevel;
  readonly outcome: Outcome;
  readonly sentence: string;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly ms: number;
}

export interface Finding {
  readonly kind: "failure" | "warning" | "note";
  readonly sentence: string;
}

/** One message on its way through the smart host. */
export interface Evidence {
  /** "original", "request", "report", or what the case calls it. */
  readonly what: string;
  readonly messageId: string;
  readonly legs: readonly EvidenceLeg[];
  /** Of what left with what came back first. */
  readonly comparison?: Comparison;
  /** What the tenant says of the recall at the end. */
  readonly recall?: readonly {
    readonly address: string;
    readonly status: string;
    readonly trueReason: string | null;
  }[];
}

export interface EvidenceLeg {
  readonly direction: "out" | "in";
  readonly at: string;
  readonly connector: string;
  readonly peer: string;
  readonly tls: string | null;
  readonly certificate: string | null;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly reply: string;
  readonly transcript: readonly string[];
  /** Names the content in `RunRecord.contents`, and its file in a report. */
  readonly sha256: string;
  readonly size: number;
  /** How a returning leg was known; absent on leaving ones. */
  readonly linkedBy?: LinkedBy;
}

/** design: strongest first. */
export const LINKS = ["recipient", "envelope id", "Message-ID", "network message id", "similarity"] as const;
export type LinkedBy = (typeof LINKS)[number];

/** Verdict names as published. */
export const VERDICTS = [
  "Transparent",
  "With rich text",
  "With exemption",
  "With rich text or exemption",
  "With rich text and exemption",
  "Not compatible",
] as const;
export type VerdictName = (typeof VERDICTS)[number];

export interface Verdict {
  /** At the default level, the worse of both generations; absent: too little was run, and why says so. */
  readonly name?: VerdictName;
  readonly sentence: string;
  readonly perLevel: readonly LevelVerdict[];
  /** What the customer must do, with the exact cmdlets; empty when nothing. */
  readonly advice: readonly { readonly sentence: string; readonly cmdlets: readonly string[] }[];
}

export interface LevelVerdict {
  readonly serviceLevel: ServiceLevel;
  readonly generation: "A" | "B";
  /** Absent: recall of that generation does not exist at this level. */
  readonly name?: VerdictName;
  readonly why: string;
  /** By tenant setting: is the original recalled, and does the report say so. */
  readonly outcomes: readonly {
    readonly tenant: TenantSetting;
    readonly recalled: boolean;
    readonly reported: boolean;
    readonly why: string;
  }[];
}

export interface Changed {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  /** Absent: the baseline has no such case. */
  readonly before?: Outcome;
  readonly after: Outcome;
  readonly sentence: string;
}

/** The run beside an earlier one: `--baseline`. */
export interface BaselineComparison {
  /** Of the earlier run. */
  readonly id: string;
  /** Its build, else its id. */
  readonly name: string;
  /** Does not hold, and held or was not judged before. */
  readonly newlyFailing: readonly Changed[];
  readonly newlyPassing: readonly Changed[];
  /** Was judged and is skipped now. */
  readonly noLongerJudged: readonly Changed[];
  readonly verdict: { readonly before: VerdictName | "none"; readonly after: VerdictName | "none" };
}

/** A run with the bytes that its legs name, by SHA-256. */
export interface RunRecord {
  readonly run: Run;
  readonly contents: ReadonlyMap<string, Buffer>;
}
