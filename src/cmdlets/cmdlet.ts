// What a cmdlet is: its parameters as declared data, and what it does with them once they are bound.
import type { HistoricalSearches } from "../journey/historical-search/historical-searches.ts";
import type { MailboxAuditLog } from "../mailbox/audit-log.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { AdminAuditLog } from "../organization/admin-audit-log.ts";
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import type { SettingValues } from "../organization/settings.ts";
import type { Clock } from "../runtime/clock.ts";
import type { PassIndex } from "../trace/search-trace.ts";
import type { TrackingLog } from "../trace/tracking-log.ts";
import type { Quarantine } from "../transport/quarantine/quarantine.ts";
import type { Transport } from "../transport/transport.ts";

export interface CmdletServices {
  readonly configurations: Pick<ConfigurationStore, "current" | "latest" | "change" | "times">;
  /** How long deleted items are kept; where mail may go. */
  readonly configuration: {
    readonly retention: { readonly recoverableItemsMs: number };
    readonly settings: SettingValues;
  };
  readonly mailboxes: Pick<MailboxStore, "folders" | "folderTotals" | "topSubjects" | "list" | "moveIn" | "write">;
  readonly audit: Pick<MailboxAuditLog, "search">;
  readonly adminAudit: Pick<AdminAuditLog, "add" | "search">;
  /** Who runs the cmdlet, an address. */
  readonly caller: string;
  readonly journeys: PassIndex;
  readonly tracking: Pick<TrackingLog, "ofMessages">;
  readonly quarantine: Pick<Quarantine, "list" | "release" | "remove">;
  readonly historicalSearches: Pick<HistoricalSearches, "submit" | "list" | "find" | "cancel" | "fileUrl">;
  readonly clock: Pick<Clock, "now">;
  /** Mail of the service's own; connectors tried. */
  readonly generated: Pick<Transport, "submit" | "validate">;
}

/** The types that parameters are converted to, under .NET's names where they differ. */
export interface ParameterTypes {
  string: string;
  /** One value or a list. */
  strings: readonly string[];
  /** MultiValuedProperty of something that is changed: @{Add=…;Remove=…} edits it. */
  multiValued: ListEdit;
  /** Name, address, GUID, …; $null is as if it weren't there. */
  identity: string;
  /** Infinity for "Unlimited". */
  resultSize: number;
  /** Infinity for "Unlimited". */
  unlimitedInt: number;
  /** "Unlimited", or a size as Get prints it. */
  unlimitedSize: string;
  /** Milliseconds UTC. */
  dateTime: number;
  /** Dashed, lower case. */
  guid: string;
  int: number;
  boolean: boolean;
  /** Milliseconds. */
  timeSpan: number;
  switch: boolean;
  /** "10 MB", "22.5 MB (23,592,960 bytes)", or bytes: in bytes. */
  size: number;
  bytes: Uint8Array;
  /** SecureString or text. */
  secret: string;
  hashtables: readonly Readonly<Record<string, unknown>>[];
}

export type ListEdit = { readonly replace: readonly string[] } | { add: readonly string[]; remove: readonly string[] };

export interface ParameterDeclaration {
  readonly type: keyof ParameterTypes;
  readonly mandatory?: true;
  /** Place of an argument without a name, from 1. */
  readonly position?: number;
  /** What it takes from a pipeline: the object itself, or its property of this name or an alias. */
  readonly pipeline?: "value" | "name" | "both";
  readonly aliases?: readonly string[];
  /** For help and docs. */
  readonly sentence?: string;
  /** What the sandbox does with it; "must" when absent. "accept": kept and shown, without effect. */
  readonly priority?: "must" | "should" | "accept";
  /** $null is a value of its own. */
  readonly nullable?: true;
  /** Of a number or a time span. */
  readonly min?: number;
  readonly max?: number;
  /** Values taken, in any case; bound as they are spelled here. */
  readonly values?: readonly string[];
  /** Where messages name it: "MailboxIdParameter". */
  readonly dotNetType?: string;
}

export type Parameters = Readonly<Record<string, ParameterDeclaration>>;

/** Absent is not null: only what the caller named is there. */
export type Arguments<P extends Parameters> = {
  readonly [N in keyof P as P[N] extends { mandatory: true } ? N : never]: ParameterTypes[P[N]["type"]];
} & {
  readonly [N in keyof P as P[N] extends { mandatory: true } ? never : N]?: ParameterTypes[P[N]["type"]];
};

/** A property's value; the wire says its type beside it. A number is an Int32 unless it says otherwise. */
export type CmdletValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Typed
  | CmdletObject
  | readonly string[]
  | readonly CmdletObject[];

export interface CmdletObject {
  readonly [property: string]: CmdletValue;
}

/** A value whose .NET type its JSON form doesn't tell. */
export class Typed {
  readonly type: "System.Guid" | "System.Int16" | "System.Int64" | "System.UInt32";
  readonly value: string | number;

  constructor(type: Typed["type"], value: string | number) {
    this.type = type;
    this.value = value;
  }
}

export const guid = (text: string): Typed => new Typed("System.Guid", text);

export interface CmdletResult {
  readonly objects: readonly CmdletObject[];
  readonly warnings?: readonly string[];
  /** "What if: …" */
  readonly confirmation?: string;
}

export interface Cmdlet {
  readonly name: string;
  /** What it does, in a sentence: for help, docs and the PowerShell module. */
  readonly synopsis: string;
  readonly parameters: Parameters;
  /** `given` as bound to `parameters`. */
  run(given: Readonly<Record<string, unknown>>, services: CmdletServices): Promise<CmdletResult>;
}

export function defineCmdlet<const P extends Parameters>(cmdlet: {
  readonly name: string;
  readonly synopsis: string;
  readonly parameters: P;
  run(given: Arguments<P>, services: CmdletServices): Promise<CmdletResult>;
}): Cmdlet {
  return cmdlet as unknown as Cmdlet;
}
