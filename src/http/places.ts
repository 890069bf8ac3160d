// What is served at this address, for whoever looks around: the index of /api and the first page.
import { methodsOf, type Route } from "./nearest-path.ts";

export interface Place {
  readonly name: string;
  readonly path: string;
  readonly sentence: string;
}

/** Those of the surfaces that have a route. */
export function placesOf(organization: string, routes: readonly Route[]): readonly Place[] {
  const places: readonly Place[] = [
    { name: "description", path: "/openapi.json", sentence: "everything under /api, as OpenAPI 3.1" },
    { name: "api", path: "/api", sentence: "what the sandbox alone has; the index of it" },
    { name: "journeys", path: "/api/journeys", sentence: "what became of each message" },
    { name: "events", path: "/api/events", sentence: "what happens, as it happens (server-sent events)" },
    { name: "recalls", path: "/api/recalls", sentence: "each recall with its true reasons" },
    { name: "legs", path: "/api/legs", sentence: "each crossing of a connector, with transcript and bytes" },
    { name: "internet", path: "/api/internet", sentence: "mail that reached domains outside" },
    { name: "onPremises", path: "/api/on-premises", sentence: "mail that reached mailboxes on premises" },
    { name: "outbox", path: "/api/outbox", sentence: "mail that waits before it leaves, to be taken back" },
    {
      name: "ediscovery",
      path: "/api/ediscovery",
      sentence: "mail of all mailboxes, with what is held though its owner deleted it",
    },
    { name: "settings", path: "/api/settings", sentence: "every setting and what it is now" },
    { name: "graph", path: "/v1.0", sentence: "mailboxes, as Microsoft Graph has them; /beta too" },
    {
      name: "exchangeAdmin",
      path: `/adminapi/beta/${organization}/InvokeCommand`,
      sentence: "cmdlets, as Exchange Online runs them",
    },
    { name: "powershell", path: "/powershell/RecallSandbox.psm1", sentence: "cmdlets, as a module for PowerShell" },
    { name: "metrics", path: "/metrics", sentence: "for Prometheus" },
    { name: "health", path: "/readyz", sentence: "whether mail is taken, or why not" },
  ];
  return places.filter(
    ({ path }) => methodsOf(path, routes).length > 0 || routes.some((route) => route.path.startsWith(`${path}/`)),
  );
}
