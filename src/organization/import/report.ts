// What became of each object of an export: what the sandbox does as the tenant did, what it does otherwise, what it can't.

export type ImportStatus = "modelled" | "approximated" | "ignored";

export interface ImportFinding {
  /** 'transport rule "Signatures"' */
  readonly object: string;
  /** As the cmdlet spells it. */
  readonly property: string;
  readonly status: ImportStatus;
  /** Of what isn't modelled. */
  readonly reason?: string;
}

export class ImportReport {
  readonly findings: ImportFinding[] = [];

  of(object: string): ObjectReport {
    return {
      modelled: (property) => void this.findings.push({ object, property, status: "modelled" }),
      approximated: (property, reason) => void this.findings.push({ object, property, status: "approximated", reason }),
      ignored: (property, reason) => void this.findings.push({ object, property, status: "ignored", reason }),
    };
  }
}

export interface ObjectReport {
  modelled(property: string): void;
  approximated(property: string, reason: string): void;
  ignored(property: string, reason: string): void;
}
