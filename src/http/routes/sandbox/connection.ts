// /api, /api/ports and /api/ca.pem: what there is, and what a mail client needs to reach and to trust the listeners.
import { packageVersion } from "../../../runtime/package-files.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const PORTS = ["submission", "inbound", "return", "smartHost", "internet", "http"] as const;

export function addConnection(
  api: Api,
  services: Pick<HttpServices, "ports" | "certificates" | "configurations">,
): void {
  api.add(
    {
      id: "index",
      method: "get",
      path: "/",
      group: "connection",
      summary: "What is served here, and where",
      answer: z.object({
        name: z.string(),
        version: z.string(),
        organization: z.string(),
        links: z.record(z.string(), z.string()),
      }),
    },
    () => ({
      name: "recall-sandbox",
      version: packageVersion(),
      organization: services.configurations.current().name,
      links: {
        description: "/openapi.json",
        journeys: "/api/journeys",
        events: "/api/events",
        graph: "/v1.0",
        exchangeAdmin: `/adminapi/beta/${services.configurations.current().name}/InvokeCommand`,
        metrics: "/metrics",
        health: "/readyz",
      },
    }),
  );
  api.add(
    {
      id: "listPorts",
      method: "get",
      path: "/ports",
      group: "connection",
      summary: "The port of each listener; 0 where there is none",
      answer: z.object(Object.fromEntries(PORTS.map((name) => [name, z.int().optional()]))).openapi("Ports"),
    },
    () => services.ports as Record<string, number>,
  );
  api.add(
    {
      id: "getAuthority",
      method: "get",
      path: "/ca.pem",
      group: "connection",
      summary: "Certificate of the sandbox's own authority, PEM",
      answerType: "application/x-pem-file",
    },
    ({ c }) => c.body(services.certificates.ca.cert, 200, { "Content-Type": "application/x-pem-file" }),
  );
}
