// /api/service: which state of the service is emulated, switched while the sandbox runs. docs/recall.md "Service levels"
import type { ServiceLevel } from "../../../organization/organization.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const LEVELS = ["2023-04", "2024-08", "2026-09"] as const satisfies readonly ServiceLevel[];

const SUMMARIES: Readonly<Record<ServiceLevel, string>> = {
  "2023-04":
    "Only classic Outlook recalls; the original is found by its search key, and the report counts who is behind a connector as outside.",
  "2024-08": "The service makes requests of its own, which name the original by its Message-ID.",
  "2026-09": "As 2024-08; requests name their original to trusted partners, too.",
};

const level = z.enum(LEVELS);
const service = z
  .object({
    level: level.describe("in force"),
    pending: level.nullable().describe("set already, in force after service.propagationDelay; else null"),
    configured: level.describe("what the file says"),
    levels: z.array(z.object({ name: level, summary: z.string() })),
  })
  .openapi("Service", { description: "Which state of the real service's recall is emulated." });

const choice = z.strictObject({ level }).openapi({ example: { level: "2023-04" } });

export function addService(api: Api, services: Pick<HttpServices, "configurations" | "configuration">): void {
  const { configurations } = services;
  // Asked anew: the file may be read again.
  const configured = () => services.configuration.settings["service.level"];
  const read = () => {
    const [now, latest] = [configurations.current().service.level, configurations.latest().service.level];
    const levels = LEVELS.map((name) => ({ name, summary: SUMMARIES[name] }));
    return { level: now, pending: latest === now ? null : latest, configured: configured(), levels };
  };
  const use = async (chosen: ServiceLevel) => {
    if (configurations.latest().service.level !== chosen)
      await configurations.change(
        (organization) => ({ ...organization, service: { ...organization.service, level: chosen } }),
        "service.level",
      );
    return read();
  };
  api.add(
    {
      id: "getService",
      method: "get",
      path: "/service",
      group: "configuration",
      summary: "Which state of the service is emulated, and which could be",
      answer: service,
    },
    read,
  );
  api.add(
    {
      id: "switchService",
      method: "put",
      path: "/service",
      group: "configuration",
      summary: "Another state of the service is emulated, from the next message and the next recall on",
      description: "Until a reset, or until the configuration file says something else about it.",
      body: choice,
      answer: service,
    },
    ({ body }) => use(body.level),
  );
  api.add(
    {
      id: "restoreService",
      method: "delete",
      path: "/service",
      group: "configuration",
      summary: "The state of the service that the configuration file names is emulated again",
      answer: service,
    },
    () => use(configured()),
  );
}
