// The contract every case is written against: one file per case under cases/GROUP/, named as what must hold
// (cases/wire/dots-arrive.ts), exporting one Case; cases/catalogue.ts lists them all. A stranger's product is judged by
// these, so a case must never blame it for anything else than what its requirement says.
import type { Lab } from "../lab/lab.ts";
import type { Form, Level, Requirement, ServiceLevel, TenantSetting } from "../run.ts";

export interface Case {
  /** "WIRE-01": stable for ever; a number that was given up is not given again. */
  readonly id: string;
  readonly title: string;
  readonly requirement: Requirement;
  readonly level: Level;
  /** One sentence each, for lists and reports. */
  readonly sends: string;
  readonly judges: string;
  /** Where it is run; ["mime"] at the default level and setting unless given. One call of `run` for each. */
  readonly settings?: readonly CaseSetting[];
  /** Not while other mail is under way: it breaks the smart host's connection, or takes the tenant down. */
  readonly alone?: true;
  /** Its recalls, from end to end, are what the verdict is made of: a plain message to one mailbox that has not read it. */
  readonly decidesVerdict?: true;
  /** Mailboxes it asks for by `lab.recipient`, at most; 1 unless given. */
  readonly recipients?: number;
  /**
   * Throws CaseFailure (`lab.fail`) where the requirement does not hold. Anything else thrown is a defect of the check
   * itself and ends the run.
   */
  run(lab: Lab): Promise<void>;
}

/** The form follows: "tnef" where the tenant has rich text. */
export interface CaseSetting {
  /** "default" unless given. */
  readonly tenant?: TenantSetting;
  /** "2026-09" unless given. */
  readonly serviceLevel?: ServiceLevel;
}

/** In both forms: as the sender has it (MIME), and rich text always (TNEF). */
export const BOTH_FORMS: readonly CaseSetting[] = [{ tenant: "default" }, { tenant: "rich text" }];

export const formOf = ({ tenant = "default" }: CaseSetting): Form => (tenant.startsWith("rich text") ? "tnef" : "mime");
