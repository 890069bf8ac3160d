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
      ignored: (property, reason) => {
        // What was thought to be modelled until the file was read as a whole.
        const isTaken = (one: ImportFinding) => one.object === object && one.property === property;
        const before = this.findings.findIndex((one) => isTaken(one) && one.status === "modelled");
        if (before >= 0) this.findings.splice(before, 1);
        this.findings.push({ object, property, status: "ignored", reason });
      },
    };
  }
}

export interface ObjectReport {
  modelled(property: string): void;
  approximated(property: string, reason: string): void;
  ignored(property: string, reason: string): void;
}
