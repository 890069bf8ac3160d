// Cmdlets of Exchange Online, run by the sandbox: what the page shows and changes of the configuration goes through them.
import { ask } from "./http.ts";

export type CmdletObject = Readonly<Record<string, unknown>>;
export type Parameters = Readonly<Record<string, unknown>>;

export interface Answered<T> {
  readonly objects: readonly T[];
  readonly warnings: readonly string[];
  /** "What if: …" */
  readonly confirmation: string | undefined;
  /** Where the next page is; undefined on the last one. */
  readonly next: string | undefined;
}

export interface Page {
  readonly size?: number;
  /** `next` of the page before. */
  readonly at?: string | undefined;
}

/** As curl would ask it. */
export const INVOKE = "/adminapi/beta/contoso.com/InvokeCommand";

export const envelopeOf = (cmdlet: string, parameters: Parameters) => ({
  CmdletInput: { CmdletName: cmdlet, Parameters: parameters },
});

/** @throws RefusalError in the service's words */
export async function invoke<T = CmdletObject>(
  cmdlet: string,
  parameters: Parameters = {},
  { size = 1000, at = INVOKE }: Page = {},
): Promise<Answered<T>> {
  const answer = await ask(at, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: `odata.maxpagesize=${size}` },
    body: JSON.stringify(envelopeOf(cmdlet, parameters)),
  });
  const body = (await answer.json()) as Readonly<Record<string, unknown>>;
  return {
    objects: body.value as readonly T[],
    warnings: (body["@adminapi.warnings"] ?? []) as readonly string[],
    confirmation: body["@adminapi.confirmationmessage"] as string | undefined,
    next: pathOf(body["@odata.nextLink"]),
  };
}

/** The link names the server as it sees itself; a page asks where it came from. */
function pathOf(link: unknown): string | undefined {
  if (typeof link !== "string") return undefined;
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** The command that runs the same cmdlet, quoted for a POSIX shell. */
export function curlInvoke(cmdlet: string, parameters: Parameters, origin: string, hasToken: boolean): string {
  const token = hasToken ? ` -H "Authorization: Bearer $RECALL_SANDBOX_TOKEN"` : "";
  const body = JSON.stringify(envelopeOf(cmdlet, parameters)).replaceAll("'", String.raw`'\''`);
  return `curl -s${token} -H 'Content-Type: application/json' -d '${body}' ${origin}${INVOKE}`;
}
