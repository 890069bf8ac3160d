// A smart host that the check starts for itself: a preset, for a first look and for the check's own tests.

import { FaultList } from "../faults/fault-list.ts";
import { FaultError } from "../faults/possible.ts";
import { silentLog } from "../runtime/log.ts";
import { wrongCertificates } from "../runtime/wrong-certificates.ts";
import { composeBehaviours } from "../smart-host/compose.ts";
import { BehaviourError } from "../smart-host/options.ts";
import { presetBehaviours } from "../smart-host/presets.ts";
import { startSmartHost } from "../smart-host/smart-host.ts";
import type { OwnHost } from "./lab/lab.ts";
import { type BuiltInHost, CheckError } from "./options.ts";
import type { Tenant } from "./tenant/tenant.ts";

export interface StartedHost extends OwnHost {
  readonly port: number;
  readonly faults: FaultList;
}

const HOSTNAME = "smarthost.recall-check.example";

/** Throws CheckError where there is no such preset, behaviour or fault. */
export async function startBuiltInHost(chosen: BuiltInHost, tenant: Tenant): Promise<StartedHost> {
  const { certificates, clock, activity, ports } = tenant;
  const faults = new FaultList(clock);
  const wrongCertificate = wrongCertificates(certificates.ca, [HOSTNAME, "localhost"]);
  const behaviours = asked(chosen, faults, tenant);
  const listen = (port: number) =>
    startSmartHost({
      ...{ host: "127.0.0.1", port, hostname: HOSTNAME, clock, activity, log: silentLog },
      ...{ behaviours, faults, wrongCertificate },
      tls: { ...certificates.smartHost, ca: [certificates.ca.cert] },
      returnTo: {
        ...{ host: "127.0.0.1", servername: "localhost", port: ports.return, ca: [certificates.ca.cert] },
        ...certificates.smartHost,
      },
    });
  let running = await listen(0);
  const { port } = running;
  return {
    ...{ port, faults },
    stop: () => running.close(0),
    async start() {
      running = await listen(port);
    },
  };
}

function asked({ preset, behaviours = [], faults: wanted = [] }: BuiltInHost, faults: FaultList, tenant: Tenant) {
  try {
    for (const fault of wanted) (fault.hop === "smartHost" ? faults : tenant.faults).add(fault);
    return [...(preset === undefined ? [] : presetBehaviours(preset)), ...composeBehaviours(behaviours)];
  } catch (error) {
    throw error instanceof BehaviourError || error instanceof FaultError ? new CheckError(error.message) : error;
  }
}

/** Presets that write a signature into mail. */
const SIGNING = new Set(["signature", "keep-tnef", "unpack-tnef", "stamp-text-part-only"]);

export const signs = ({ preset = "" }: BuiltInHost): boolean => SIGNING.has(preset);
