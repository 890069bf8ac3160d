// A smart host that the check starts for itself: a preset, for a first look and for the check's own tests.
import { silentLog } from "../runtime/log.ts";
import { composeBehaviours } from "../smart-host/compose.ts";
import { BehaviourError } from "../smart-host/options.ts";
import { presetBehaviours } from "../smart-host/presets.ts";
import { type SmartHost, startSmartHost } from "../smart-host/smart-host.ts";
import { type BuiltInHost, CheckError } from "./options.ts";
import type { Tenant } from "./tenant/tenant.ts";

export async function startBuiltInHost({ preset, behaviours = [] }: BuiltInHost, tenant: Tenant): Promise<SmartHost> {
  const { certificates, clock, activity, ports } = tenant;
  try {
    return await startSmartHost({
      ...{ host: "127.0.0.1", port: 0, hostname: "smarthost.recall-check.example", clock, activity, log: silentLog },
      tls: { ...certificates.smartHost, ca: [certificates.ca.cert] },
      behaviours: [...(preset === undefined ? [] : presetBehaviours(preset)), ...composeBehaviours(behaviours)],
      returnTo: {
        ...{ host: "127.0.0.1", servername: "localhost", port: ports.return, ca: [certificates.ca.cert] },
        ...certificates.smartHost,
      },
    });
  } catch (error) {
    throw error instanceof BehaviourError ? new CheckError(error.message) : error;
  }
}

/** Presets that write a signature into mail. */
const SIGNING = new Set(["signature", "keep-tnef", "unpack-tnef", "stamp-text-part-only"]);

export const signs = ({ preset = "" }: BuiltInHost): boolean => SIGNING.has(preset);
