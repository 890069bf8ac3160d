// What a recall scenario declares; for its test, for the table in docs/recall.md, and for the mutation run.

/** Service level and generation of the request. */
export type Place = "2023-04 A" | "2023-04 B" | "2024-08 A" | "2024-08 B" | "2026-09 A" | "2026-09 B";

/** But for B in 2023, which there was none of. */
export const EVERYWHERE: readonly Place[] = ["2023-04 A", "2024-08 A", "2024-08 B", "2026-09 A", "2026-09 B"];
export const FROM_2024: readonly Place[] = EVERYWHERE.slice(1);
export const IN_2023: readonly Place[] = EVERYWHERE.slice(0, 1);
/** Requests of the service, which Graph makes too. */
export const BY_THE_SERVICE: readonly Place[] = ["2024-08 B", "2026-09 B"];
export const BY_OUTLOOK: readonly Place[] = ["2023-04 A", "2024-08 A", "2026-09 A"];

export interface Outcome {
  readonly at: readonly Place[];
  /** Which of several ways, "copy in Drafts". */
  readonly case?: string;
  /** The report in the end, "bob: failed (notFound)"; mailboxes of contoso.com by their local parts. None: no recall was registered. */
  readonly report: readonly string[];
  /** Who drops the request in the trace, "bob: Success"; another detail than the service's as it stands. */
  readonly drops?: readonly string[];
  /** Instead of a report: what the client is told. */
  readonly refused?: string;
}

export interface ScenarioData {
  readonly given: string;
  readonly when: string;
  readonly then: string;
  /** Of docs/recall.md, those that decide here. */
  readonly rules: readonly `R${number}`[];
  /** D: documented by Microsoft; V: by a vendor; S: said by users; O: seen on real mail; C: seen on Exchange Server; or "chosen". */
  readonly source: string;
  readonly outcomes: readonly Outcome[];
}
