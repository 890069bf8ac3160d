// Search-AdminAuditLog: which cmdlet changed what, and who ran it.
import type { AdminAuditEntry } from "../organization/admin-audit-log.ts";
import { type CmdletObject, defineCmdlet } from "./cmdlet.ts";

const DAY_MS = 86_400_000;

export const searchAdminAuditLog = defineCmdlet({
  name: "Search-AdminAuditLog",
  synopsis: "Shows who ran which cmdlet that changed something, and when.",
  parameters: {
    Cmdlets: { type: "strings", sentence: "Only entries of these cmdlets." },
    StartDate: { type: "dateTime", sentence: "From here on; two weeks back when it isn't given." },
    EndDate: { type: "dateTime", sentence: "Up to here; now when it isn't given." },
    ObjectIds: { type: "strings", sentence: "Only changes of these objects." },
    UserIds: { type: "strings", sentence: "Only what these administrators ran." },
    ResultSize: { type: "resultSize", sentence: "How many entries at most; 1000 when it isn't given." },
  },
  async run(given, { adminAudit, clock }) {
    const entries = await adminAudit.search({
      from: given.StartDate ?? clock.now() - 14 * DAY_MS,
      to: given.EndDate ?? clock.now(),
      ...(given.Cmdlets && { cmdlets: given.Cmdlets }),
      ...(given.ObjectIds && { objects: given.ObjectIds }),
      ...(given.UserIds && { callers: given.UserIds }),
      limit: Math.min(given.ResultSize ?? 1000, 250_000),
    });
    return { objects: entries.map(show) };
  },
});

function show({ id, at, caller, cmdlet, object, parameters, error }: AdminAuditEntry): CmdletObject {
  return {
    ObjectModified: object,
    CmdletName: cmdlet,
    CmdletParameters: Object.entries(parameters).map(([name, value]) => `${name}: ${inWords(value)}`),
    ModifiedProperties: [],
    Caller: caller,
    ExternalAccess: false,
    Succeeded: error === undefined,
    Error: error ?? "None",
    RunDate: new Date(at),
    Identity: String(id),
    IsValid: true,
    ObjectState: "New",
  };
}

const inWords = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
