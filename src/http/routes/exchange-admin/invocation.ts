// One cmdlet run for a client: the envelope, what its headers ask for, and the page of the result it gets.
import type { Context } from "hono";
import { z } from "zod";
import { CmdletError } from "../../../cmdlets/cmdlet-error.ts";
import { runCmdlet } from "../../../cmdlets/run-cmdlet.ts";
import { isAddress } from "../../../organization/address.ts";
import { bearerOf, namesIn } from "../../access-token.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { type Page, pageOf, pageWarning } from "./paging.ts";
import { resultBody } from "./result-body.ts";
import { readParameters } from "./wire-value.ts";

/** What an error is about is told as text, the identity mostly. */
const TARGET = "System.String";
const STATUS = { BadRequest: 400, NotFound: 404, Forbidden: 403 } as const;

/** What else clients send is passed over, as the service does. */
export const envelope = z.object({
  CmdletInput: z.object({
    CmdletName: z.string().min(1),
    Parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});

export type Envelope = z.infer<typeof envelope>;

export interface Invocation {
  /** As the client asked for it: next links lead back there. */
  readonly url: URL;
  /** By name in any case. */
  header(name: string): string | undefined;
  /** Who asks, by the token; undefined: it names nobody. */
  readonly caller: string | undefined;
}

/** An administrator needs no mailbox: any address will do. */
export function callerOf(c: Context): string | undefined {
  const names = namesIn(bearerOf(c) ?? "").map((name) => name.toLowerCase());
  return names.find((name) => isAddress(name));
}

export interface InvocationAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

/** @throws HttpError where the cmdlet refuses. */
export async function invoke(
  { CmdletInput }: Envelope,
  request: Invocation,
  services: HttpServices,
): Promise<InvocationAnswer> {
  const parameters = readParameters(CmdletInput.Parameters ?? {});
  const page = pageOf(request, services.clock.now());
  const {
    objects,
    warnings = [],
    confirmation,
  } = await run(CmdletInput.CmdletName, parameters, page, request.caller, services);
  const hasMore = objects.length > page.from + page.size;
  const body = resultBody(
    {
      context: `${request.url.origin}${request.url.pathname.replace(/\/[^/]*$/, "")}/$metadata#Collection(Exchange.GenericHashTable)`,
      objects: objects.slice(page.from, page.from + page.size),
      warnings: isQuiet(request, parameters) ? [] : [...warnings, ...(hasMore ? pageWarning(page) : [])],
      confirmation,
      nextLink: hasMore ? page.next : undefined,
    },
    { select: selected(request.url), format: formatOf(request) },
  );
  const applied = page.isAskedFor ? { "Preference-Applied": `odata.maxpagesize=${page.size}` } : {};
  return { headers: { ...cmdletNameHeader(CmdletInput.CmdletName), ...applied }, body };
}

async function run(
  name: string,
  parameters: Record<string, unknown>,
  page: Page,
  caller: string | undefined,
  services: HttpServices,
) {
  // Every page shows the same moment: what came since is on none of them.
  const { configurations, configuration, mailboxes, audit, adminAudit, journeys, tracking } = services;
  const { quarantine, historicalSearches, generated } = services;
  const clock = { now: () => page.asOf };
  return runCmdlet(name, parameters, {
    configurations,
    configuration,
    mailboxes,
    audit,
    adminAudit,
    caller: caller ?? `admin@${configurations.latest().name}`,
    journeys,
    tracking,
    quarantine,
    historicalSearches,
    clock,
    generated,
  }).catch((error: unknown) => {
    if (!(error instanceof CmdletError)) throw error;
    throw new HttpError(STATUS[error.category], error.category, error.line, {
      headers: { ...cmdletNameHeader(name), "x-ExceptionType": error.dotNetType, "x-ExceptionTargetType": TARGET },
    });
  });
}

function cmdletNameHeader(name: string): Record<string, string> {
  return { "Cmdlet-Name": name.replace(/[^\w-]/g, "").slice(0, 100) };
}

/** -WarningAction SilentlyContinue, as parameter or as header. */
function isQuiet(request: Invocation, parameters: Readonly<Record<string, unknown>>): boolean {
  const given = Object.entries(parameters).find(([name]) => name.toLowerCase() === "warningaction")?.[1];
  return /^(?:silentlycontinue|ignore)$/i.test(String(given ?? request.header("warningaction") ?? "").trim());
}

function formatOf(request: Invocation): "json" | "clixml" {
  return request.header("x-responseformat")?.trim().toLowerCase() === "clixml" ? "clixml" : "json";
}

function selected(url: URL): ReadonlySet<string> | undefined {
  const names = (url.searchParams.get("$select") ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.some(Boolean) ? new Set(names) : undefined;
}
