// A mail-flow rule as data: conditions, exceptions and actions under the names of their cmdlet parameters, in camelCase.
import type { RuleActions } from "./actions.ts";
import type { RuleConditions } from "./conditions.ts";

export interface TransportRule {
  readonly name: string;
  /** GUID; absent: the one that its name makes (rule-id.ts). A cmdlet that renames it writes it down. */
  readonly immutableId?: string;
  /** Its place in the list, from 0. */
  readonly priority: number;
  readonly enabled: boolean;
  readonly mode: "Enforce" | "Audit" | "AuditAndNotify";
  /** Milliseconds UTC. */
  readonly activationDate?: number;
  readonly expiryDate?: number;
  readonly senderAddressLocation: "Header" | "Envelope" | "HeaderOrEnvelope";
  /** Default "Resolved". */
  readonly recipientAddressType?: "Original" | "Resolved";
  /** What a rule that can't be evaluated does with the message: nothing, or it waits. Default "Ignore". */
  readonly ruleErrorAction?: "Ignore" | "Defer";
  readonly comments?: string;
  /** Kept and shown. */
  readonly setAuditSeverity?: "DoNotAudit" | "Low" | "Medium" | "High";
  readonly ruleSubType?: "None" | "Dlp";
  readonly useLegacyRegex?: boolean;
  readonly conditions: RuleConditions;
  readonly exceptions: RuleConditions;
  readonly actions: RuleActions;
}
