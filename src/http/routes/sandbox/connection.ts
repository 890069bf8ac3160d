// /api/ports and /api/ca.pem: what a mail client needs to reach the listeners and to trust them.
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const port = (sentence: string) => z.int().min(0).max(65_535).describe(sentence);

const ports = z
  .object({
    submission: port("mail clients: STARTTLS and AUTH"),
    inbound: port("mail from everywhere else"),
    return: port("smart hosts giving mail back"),
    smartHost: port("the built-in smart host; 0: it does not run"),
    internet: port("the sink for every other domain"),
    onPremises: port("the sink for mailboxes on premises; absent where listeners.onPremises names no port").optional(),
    http: port("this server"),
  })
  .openapi("Ports", { description: "Where each listener is bound." });

export function addConnection(api: Api, services: Pick<HttpServices, "ports" | "certificates">): void {
  api.add(
    {
      id: "listPorts",
      method: "get",
      path: "/ports",
      group: "connection",
      summary: "Ports of all listeners",
      answer: ports,
    },
    () => services.ports,
  );
  api.add(
    {
      id: "getAuthority",
      method: "get",
      path: "/ca.pem",
      group: "connection",
      summary: "The authority that signed the listeners' certificates, as PEM: what a mail client has to trust",
      answerType: "application/x-pem-file",
    },
    ({ c }) => c.body(services.certificates.ca.cert, 200, { "Content-Type": "application/x-pem-file" }),
  );
}
