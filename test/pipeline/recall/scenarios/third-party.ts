// The tenant's mail flow with a third party in it, and the recipes by which recalls or reports stay away from it.
import { roundTrip } from "../../../support/smart-host.ts";

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

/** Nothing but recalls is kept from it: of what else there is, reports too. */
export const ROUTE_BUT_REPORTS = { ...ROUTE, exceptIfFrom: "Office365Reports@microsoft.com" };
