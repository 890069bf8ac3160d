// A tenant for cmdlets in memory: what one changes, the next shows.

import type { CmdletObject, CmdletServices } from "../../../src/cmdlets/cmdlet.ts";
import { CmdletError } from "../../../src/cmdlets/cmdlet-error.ts";
import { runCmdlet } from "../../../src/cmdlets/run-cmdlet.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import type { Organization } from "../../../src/organization/organization.ts";

export const NOON = Date.UTC(2026, 10, 20, 12);

export interface TestTenant {
  readonly organization: Organization;
  /** Addresses whose folders were made. */
  readonly folders: readonly string[];
  run(cmdlet: string, parameters?: object): Promise<readonly CmdletObject[]>;
  one(cmdlet: string, parameters?: object): Promise<CmdletObject>;
  warnings(cmdlet: string, parameters?: object): Promise<readonly string[]>;
  confirmation(cmdlet: string, parameters?: object): Promise<string | undefined>;
  /** The text of the refusal. */
  refusal(cmdlet: string, parameters?: object): Promise<string>;
}

export function tenantOf(config: string | object): TestTenant {
  const { settings, organization: loaded } = loadConfiguration(config);
  let organization = loaded;
  const folders: string[] = [];
  const services = {
    configurations: {
      latest: () => organization,
      current: () => organization,
      times: () => ({ created: NOON, changed: NOON }),
      change: async (edit: (before: Organization) => Organization) => {
        organization = edit(organization);
        return organization;
      },
    },
    configuration: { retention: { recoverableItemsMs: 14 * 86_400_000 }, settings },
    mailboxes: {
      folders: {
        ensure: async (made: readonly { address: string }[]) =>
          void folders.push(...made.map(({ address }) => address)),
        wellKnown: () => ({ id: 1 }),
        all: () => [
          { id: 1, parentId: null, name: "Top" },
          { id: 2, parentId: 1, name: "Inbox" },
          { id: 3, parentId: 2, name: "Projects" },
        ],
      },
    },
    adminAudit: { add: async () => {}, search: async () => [] },
    caller: "admin@contoso.com",
    clock: { now: () => NOON },
  } as unknown as CmdletServices;
  const run = async (cmdlet: string, parameters: object = {}) => runCmdlet(cmdlet, { ...parameters }, services);
  return {
    get organization() {
      return organization;
    },
    folders,
    run: async (cmdlet, parameters) => (await run(cmdlet, parameters)).objects,
    one: async (cmdlet, parameters) => {
      const { objects } = await run(cmdlet, parameters);
      const [object] = objects;
      if (!object || objects.length !== 1) throw new Error(`${cmdlet} shows ${objects.length} objects`);
      return object;
    },
    warnings: async (cmdlet, parameters) => (await run(cmdlet, parameters)).warnings ?? [],
    confirmation: async (cmdlet, parameters) => (await run(cmdlet, parameters)).confirmation,
    refusal: async (cmdlet, parameters) => {
      const refused = await run(cmdlet, parameters).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refused instanceof CmdletError) return refused.message;
      throw refused ?? new Error(`${cmdlet} was not refused`);
    },
  };
}
