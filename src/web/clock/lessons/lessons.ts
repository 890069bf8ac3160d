// All lessons, and how they are put in force: over the interfaces that everybody has.
import type { Answers, Fault } from "../../api/answers.ts";
import { cmdletText } from "../../api/cmdlet-text.ts";
import { type CmdletObject, invoke } from "../../api/exchange.ts";
import { get, send } from "../../api/http.ts";
import type { Lesson, Step, Tenant } from "./lesson.ts";
import { SERVICE_LESSONS } from "./service-lessons.ts";
import { SMART_HOST_LESSONS } from "./smart-host-lessons.ts";
import { TENANT_LESSONS } from "./tenant-lessons.ts";

export const LESSONS: readonly Lesson[] = [...SMART_HOST_LESSONS, ...TENANT_LESSONS, ...SERVICE_LESSONS];

const objects = async (cmdlet: string): Promise<readonly CmdletObject[]> => (await invoke(cmdlet)).objects;

export async function readTenant(): Promise<Tenant> {
  const [smartHost, service, ports, index, faults, rules, remoteDomains, inboundConnectors, [organizationConfig = {}]] =
    await Promise.all([
      get<Answers["getSmartHost"]>("/api/smart-host"),
      get<Answers["getService"]>("/api/service"),
      get<Answers["listPorts"]>("/api/ports"),
      get<Answers["index"]>("/api"),
      get<{ readonly faults: readonly Fault[] }>("/api/faults"),
      objects("Get-TransportRule"),
      objects("Get-RemoteDomain"),
      objects("Get-InboundConnector"),
      objects("Get-OrganizationConfig"),
    ]);
  return {
    smartHost: ports.smartHost === 0 ? undefined : smartHost,
    service,
    domain: index.organization,
    faults: faults.faults,
    ...{ rules, remoteDomains, inboundConnectors, organizationConfig },
  };
}

export async function carryOut(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if ("cmdlet" in step) await invoke(step.cmdlet, step.parameters);
    else await send(step.method, step.path, step.body);
  }
}

/** As one types it. */
export function stepText(step: Step, origin: string): string {
  if ("cmdlet" in step) return cmdletText(step.cmdlet, step.parameters);
  const body = step.body === undefined ? "" : ` --json '${JSON.stringify(step.body)}'`;
  return `curl -s -X ${step.method}${body} ${origin}${step.path}`;
}
