// The tenant's mail flow with a third party in it, and the recipes by which recalls or reports stay away from it.
import { onTestFinished } from "vitest";
import type { NewFault } from "../../../../src/faults/fault-list.ts";
import { silentLog } from "../../../../src/runtime/log.ts";
import type { Sandbox } from "../../../../src/sandbox.ts";
import type { Behaviour } from "../../../../src/smart-host/behaviours/behaviour.ts";
import { loopMarker } from "../../../../src/smart-host/behaviours/loop-marker.ts";
import { startSmartHost } from "../../../../src/smart-host/smart-host.ts";

import { roundTrip } from "../../../support/smart-host.ts";
import { closedPort } from "../../../support/transport.ts";

type Parts = Record<string, unknown>;

/** Connectors and rule of a signature service, with the built-in smart host as that service. */
export const through = (preset: string, more: Parts = {}): Parts => ({
  ...roundTrip("builtin"),
  smartHost: { preset },
  ...more,
});

/** Set-RemoteDomain -TNEFEnabled $true for the tenant's own domain. */
export const RICH_TEXT_ALWAYS = { remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }] };

/** The rule of roundTrip(). */
export const [ROUTE] = roundTrip("builtin").transportRules as [Parts];

/** The rule that routes to the service but for recalls: the exception that vendors advise. */
export const ROUTE_BUT_RECALLS: Parts = {
  ...ROUTE,
  exceptIfHeaderMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
  exceptIfHeaderMatchesPatterns: ["true", "false"],
};

/** The other advice, a rule above: what is a recall already counts as processed. */
export const MARK_RECALLS: Parts = {
  name: "Recalls skip the service",
  headerContainsMessageHeader: "x-ms-exchange-recallreportgenerated",
  headerContainsWords: ["true", "false"],
  setHeaderName: "X-Sandbox-Signature",
  setHeaderValue: "true",
};

/** The same for report mails. */
export const MARK_REPORTS: Parts = {
  name: "Recall reports skip the service",
  headerContainsMessageHeader: "X-MS-Exchange-Generated-Message-Source",
  headerContainsWords: ["Transport Message Recall Routing Agent"],
  setHeaderName: "X-Sandbox-Signature",
  setHeaderValue: "true",
};

/** Nothing but recalls goes to the service. */
export const ROUTE_RECALLS_ONLY: Parts = {
  ...ROUTE,
  headerMatchesMessageHeader: "X-MS-Exchange-RecallReportGenerated",
  headerMatchesPatterns: ["true", "false"],
};

/** The request is lost at the smart host, which had answered 250. */
export const SWALLOWS: NewFault = { hop: "smartHost", phase: "endOfData", action: { kind: "lose" } };

/** A smart host of the test's own: an address for a connector now, the host itself once there is a tenant to return mail to. */
export async function ownHost(...behaviours: Behaviour[]) {
  const port = await closedPort();
  return {
    address: `127.0.0.1:${port}`,
    async start({ certificates, ports, clock, activity }: Sandbox): Promise<void> {
      const host = await startSmartHost({
        host: "127.0.0.1",
        port,
        hostname: "smarthost.contoso.com",
        tls: { ...certificates.smartHost, ca: [certificates.ca.cert] },
        behaviours: [...behaviours, loopMarker()],
        returnTo: { host: "127.0.0.1", port: ports.return, ca: [certificates.ca.cert], ...certificates.smartHost },
        clock,
        activity,
        log: silentLog,
      });
      onTestFinished(() => host.close(0));
    },
  };
}
