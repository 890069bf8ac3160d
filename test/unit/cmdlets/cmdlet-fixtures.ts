// Cmdlets on an organization in memory: no sandbox, no database.
import type { CmdletObject, CmdletResult, CmdletServices } from "../../../src/cmdlets/cmdlet.ts";
import { CmdletError } from "../../../src/cmdlets/cmdlet-error.ts";
import { runCmdlet } from "../../../src/cmdlets/run-cmdlet.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import type { Organization } from "../../../src/organization/organization.ts";

export interface CmdletsInMemory {
  readonly run: (name: string, parameters?: object) => Promise<CmdletResult>;
  /** The only object of the answer. */
  readonly one: (name: string, parameters?: object) => Promise<CmdletObject>;
  /** The text of the error that it ends in. */
  readonly refusal: (name: string, parameters?: object) => Promise<string>;
  readonly organization: () => Organization;
}

export function cmdletsOn(config: object): CmdletsInMemory {
  const configuration = loadConfiguration(config);
  let { organization } = configuration;
  const services = {
    configurations: {
      current: () => organization,
      latest: () => organization,
      times: () => ({ created: 0, changed: 0 }),
      change: async (edit: (before: Organization) => Organization) => {
        organization = edit(organization);
        return organization;
      },
    },
    configuration,
    adminAudit: { add: async () => {}, search: async () => [] },
    clock: { now: () => 0 },
    caller: "admin@contoso.com",
  } as unknown as CmdletServices;
  const run = (name: string, parameters: object = {}) =>
    runCmdlet(name, parameters as Readonly<Record<string, unknown>>, services);
  return {
    run,
    one: async (name, parameters) => {
      const { objects } = await run(name, parameters);
      if (objects.length !== 1 || !objects[0]) throw new Error(`${name} shows ${objects.length} objects`);
      return objects[0];
    },
    refusal: (name, parameters) =>
      run(name, parameters).then(
        () => "",
        (error: unknown) => {
          if (error instanceof CmdletError) return error.message;
          throw error;
        },
      ),
    organization: () => organization,
  };
}
