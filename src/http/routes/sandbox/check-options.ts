// What POST /api/checks asks for, as the check takes it; what is wrong is told as the command line tells it.
import type { CheckOptions } from "../../../check/options.ts";
import { authOf, authorityOf, editOf } from "../../../check/parse-values.ts";
import type { FinishOptions } from "../../../check/reports/finish-record.ts";
import { isAllowedDestination } from "../../../organization/destinations.ts";
import { problem } from "../../http-error.ts";
import type { z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import type { newCheck } from "./check-schemas.ts";

type Asked = z.output<typeof newCheck>;

/** @throws CheckError, or a problem: mail of a test must not reach strangers. */
export function optionsOf(
  asked: Asked,
  { ports, allowedDestinations }: Pick<HttpServices, "ports" | "allowedDestinations">,
): CheckOptions {
  const { builtIn, smartHost, returnPort } = asked;
  const what = settingsOf(asked);
  if ((builtIn === undefined) === (smartHost === undefined))
    throw problem(422, "Name one of both: builtIn, or smartHost as host:port.");
  if (smartHost === undefined)
    return { ...what, builtIn: { preset: builtIn as string }, returnTo: { host: "127.0.0.1", port: 0 } };
  const colon = smartHost.lastIndexOf(":");
  const at = { host: smartHost.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(smartHost.slice(colon + 1)) };
  if (at.port === 0 || at.port > 65_535) throw problem(422, `smartHost: ${at.port} is no port.`);
  if (!isAllowedDestination(at.host, at.port, allowedDestinations()))
    throw problem(
      422,
      `${smartHost} is not this machine, and allowedDestinations of the configuration does not name it: the check would send it mail, some of it malformed on purpose.`,
    );
  if (returnPort === undefined || returnPort === ports.return)
    throw problem(
      422,
      `returnPort: name a free port to which the smart host hands mail back during the check, such as 2530, and set it in the product. Port ${ports.return} is this sandbox's own.`,
    );
  return { ...what, smartHost: at, returnTo: { host: "127.0.0.1", port: returnPort } };
}

function settingsOf({ profile, only, tls, auth, ca, edits, build, timeoutMs }: Asked): Omit<CheckOptions, "returnTo"> {
  return {
    ...{ profile, tls, timeoutMs },
    ...(only && { only }),
    ...(auth && { auth: authOf(auth) }),
    ...(ca !== undefined && { ca: authorityOf(ca, "what was given") }),
    ...(edits && { edits: edits.map(editOf) }),
    ...(build !== undefined && { build }),
  };
}

/** @throws a problem where there is no such baseline. */
export function finishOf({ redact, baseline: id }: Asked, { checks }: Pick<HttpServices, "checks">): FinishOptions {
  if (id === undefined) return { redact };
  const baseline = checks.saved.find(id);
  if (!baseline) throw problem(422, `baseline: ${unknownRun(id)}`);
  return { redact, baseline };
}

export const unknownRun = (id: string): string => `There is no run ${id}; GET /api/checks lists them.`;
