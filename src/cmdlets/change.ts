// How every cmdlet changes the configuration: all of it or nothing, with -WhatIf and the warnings that come with a change.
import { isDeepStrictEqual } from "node:util";
import type { Organization } from "../organization/organization.ts";
import { formatDuration } from "../organization/units.ts";
import type { CmdletResult, CmdletServices } from "./cmdlet.ts";

export interface OrganizationChange {
  /** In the history of the configuration: "Set-RemoteDomain". */
  readonly cmdlet: string;
  /** With `WhatIf` as the caller gave it. */
  readonly given: { readonly WhatIf?: boolean };
  /** `Setting remote domain "Default".` */
  readonly whatIf: string;
  /** The object, where a change that changes nothing is worth a warning: of Set cmdlets. */
  readonly object?: string;
  /** Of what was given, beside those of the change. */
  readonly warnings?: readonly string[];
  /** Throws where the change can't be; it is run on what is newest, more than once. @throws CmdletError */
  edit(organization: Organization): Organization;
}

export async function changeOrganization(
  { cmdlet, given, whatIf, object, warnings = [], edit }: OrganizationChange,
  { configurations }: CmdletServices,
): Promise<CmdletResult> {
  const before = configurations.latest();
  const after = edit(before);
  if (given.WhatIf === true) return { objects: [], confirmation: `What if: ${whatIf}` };
  if (object !== undefined && isDeepStrictEqual(after, before)) {
    const nothing = `The command completed successfully but no settings of '${object}' have been modified.`;
    return { objects: [], warnings: [nothing, ...warnings] };
  }
  const { service } = await configurations.change(edit, cmdlet);
  const late = `The change takes effect after ${formatDuration(service.propagationDelayMs)} (service.propagationDelay).`;
  return { objects: [], warnings: [...(service.propagationDelayMs > 0 ? [late] : []), ...warnings] };
}

/** Of cmdlets that change something. */
export const CONFIRMATION = {
  Confirm: { type: "switch", aliases: ["cf"], sentence: "Asks before it acts." },
  WhatIf: { type: "switch", aliases: ["wi"], sentence: "Says what would be done, and does nothing." },
} as const;
