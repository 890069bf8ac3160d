// Mail-flow rules as Get-TransportRule shows them.
import type { CmdletObject } from "../../api/exchange.ts";

export interface Rule extends CmdletObject {
  readonly Name: string;
  readonly Guid: string;
  readonly Priority: number;
  readonly State: "Enabled" | "Disabled";
  readonly Mode: "Enforce" | "Audit" | "AuditAndNotify";
  readonly Description: string;
  readonly Comments: string | null;
}

export const MODES: readonly Rule["Mode"][] = ["Enforce", "Audit", "AuditAndNotify"];

export const MODE_WORDS: Readonly<Record<Rule["Mode"], string>> = {
  Enforce: "Enforce",
  Audit: "Test without Policy Tips",
  AuditAndNotify: "Test with Policy Tips",
};

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** "If the message:", "Take the following actions:", "Except if the message:", each with its lines. */
export function sectionsOf(description: string): readonly Section[] {
  const sections: { title: string; lines: string[] }[] = [];
  for (const line of description.split(/\r?\n/)) {
    if (line.startsWith("\t")) sections.at(-1)?.lines.push(line.trim());
    else if (line.trim() !== "") sections.push({ title: line.trim().replace(/:$/, ""), lines: [] });
  }
  return sections;
}

/** The priority that a rule has when it was dropped where another one stands; undefined: it stays. */
export function droppedAt(rules: readonly Rule[], dragged: string, onto: string): number | undefined {
  const from = rules.find(({ Name }) => Name === dragged);
  const to = rules.find(({ Name }) => Name === onto);
  return from && to && from !== to ? to.Priority : undefined;
}
