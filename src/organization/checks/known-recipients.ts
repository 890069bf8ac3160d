// Whoever is named somewhere in the configuration must be somebody, of a kind that makes sense there.
import type { Draft } from "../draft.ts";
import type { Path } from "../located.ts";
import { didYouMean } from "../nearest.ts";
import type { Report } from "./check.ts";

export type RecipientKind = "mailbox" | "group" | "contact";

export interface Named {
  readonly addresses: readonly string[] | undefined;
  readonly path: Path;
  readonly kinds: readonly RecipientKind[];
  /** Said where nothing similar is known. */
  readonly otherwise?: string;
}

/** By every address, lower case. */
export type Recipients = ReadonlyMap<string, RecipientKind>;

export function refuseUnknown(named: Named, recipients: Recipients, draft: Draft, report: Report): void {
  const { addresses = [], path, kinds, otherwise = "" } = named;
  for (const [index, address] of addresses.entries()) {
    const kind = recipients.get(address);
    if (draft.refused.has(address) || (kind !== undefined && kinds.includes(kind))) continue;
    const what = `\`${address}\` is no ${inWords(kinds)} here`;
    if (kind !== undefined) report([...path, index], `${what}, but a ${kind}`);
    else report([...path, index], `${what}${didYouMean(address, ofKinds(recipients, kinds)) || otherwise}`);
  }
}

function inWords(kinds: readonly RecipientKind[]): string {
  return kinds.length === 1 ? `${kinds[0]}` : `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}`;
}

function ofKinds(recipients: Recipients, kinds: readonly RecipientKind[]): string[] {
  return [...recipients].filter(([, kind]) => kinds.includes(kind)).map(([address]) => address);
}
