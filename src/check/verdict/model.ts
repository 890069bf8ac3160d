// Whether a recall would be right at a service level under a setting of the tenant, of what was seen of original and
// request: the rules of docs/recall.md in one place, for legs that were captured once.
import type { Form, ServiceLevel, TenantSetting } from "../run.ts";
import type { Observation } from "./observation.ts";

export interface SeenRecall {
  readonly original: Observation;
  readonly request: Observation;
}

export interface Foreseen {
  /** The copy is removed. */
  readonly recalled: boolean;
  /** And the report page says so. */
  readonly reported: boolean;
  readonly why: string;
}

export const formUnder = (tenant: TenantSetting): Form => (tenant.startsWith("rich text") ? "tnef" : "mime");
const exempts = (tenant: TenantSetting): boolean => tenant.endsWith("exemption");

/** @param seen in the form that the setting makes of mail. */
export function foresee(level: ServiceLevel, tenant: TenantSetting, seen: SeenRecall): Foreseen {
  const obstacle =
    whyOriginalStays(level, seen.original) ?? (exempts(tenant) ? undefined : whyRequestFails(level, seen.request));
  if (obstacle) return { recalled: false, reported: false, why: obstacle };
  if (level === "2023-04" && !exempts(tenant)) {
    const why =
      "The original is recalled, and the report says it was outside: at 2023-04 a request that leaves counts so";
    return { recalled: true, reported: false, why };
  }
  const how = exempts(tenant) ? "the request never leaves" : "the request comes back as what it was";
  return { recalled: true, reported: true, why: `The original is found, and ${how}` };
}

/** R12: by Message-ID, then search key; at 2023-04 by search key only. */
function whyOriginalStays(level: ServiceLevel, original: Observation): string | undefined {
  if (original.loops) return "Mail loops until 5.4.14: the loop header does not come back";
  if (!original.cameBack) return "The original does not come back";
  if (original.keepsSearchKey) return undefined;
  if (level === "2023-04")
    return "The original comes back without its search key, by which alone it is found at 2023-04";
  if (original.keepsMessageId) return undefined;
  return "The original comes back with another Message-ID and without its search key: it can't be found";
}

/** R10, R11. */
function whyRequestFails(level: ServiceLevel, request: Observation): string | undefined {
  if (request.loops) return "The request loops until 5.4.14: the loop header does not come back";
  if (!request.cameBack) return "The request does not come back";
  if (!request.keepsMessageId) return "The request comes back with another Message-ID: nobody knows it any more";
  if (!request.isAttributed) return "The request comes back without attribution to a connector: it is not trusted";
  if (request.hasRecallClass) return undefined;
  if (level === "2023-04")
    return "The request comes back without its class in TNEF, by which alone it is known at 2023-04";
  if (request.keepsMark) return undefined;
  return "The request comes back without its recallreportgenerated header and without its class in TNEF: it is ordinary mail";
}
