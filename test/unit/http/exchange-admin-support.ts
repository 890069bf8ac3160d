// InvokeCommand as tests ask it: a cmdlet by name, its parameters, and what its refusal says.
import { body, json, type TestServer } from "./support.ts";

export interface Result {
  readonly value: readonly Record<string, unknown>[];
  readonly "@adminapi.warnings": readonly string[];
  readonly "@odata.nextLink"?: string;
  readonly [name: string]: unknown;
}

export const INVOKE_COMMAND = "/adminapi/beta/contoso.com/InvokeCommand";

export function invoke(cmdlet: string, parameters?: object, headers: Record<string, string> = {}): RequestInit {
  const request = body({ CmdletInput: { CmdletName: cmdlet, ...(parameters && { Parameters: parameters }) } });
  return { ...request, headers: { ...request.headers, ...headers } };
}

export const run = (on: TestServer, cmdlet: string, parameters?: object, headers?: Record<string, string>) =>
  json<Result>(on.ask(INVOKE_COMMAND, invoke(cmdlet, parameters, headers)));

/** What one object shows; annotations aside. */
export async function one(on: TestServer, cmdlet: string, parameters?: object): Promise<Record<string, unknown>> {
  const { value } = await run(on, cmdlet, parameters);
  if (value.length !== 1) throw new Error(`${cmdlet} shows ${value.length} objects`);
  return Object.fromEntries(Object.entries(value[0] ?? {}).filter(([name]) => !name.includes("@")));
}

export async function names(on: TestServer, cmdlet: string, parameters?: object): Promise<unknown[]> {
  return (await run(on, cmdlet, parameters)).value.map((object) => object.Name);
}

/** "<error id>|<.NET type>|<text>" */
export async function refusal(on: TestServer, cmdlet: string, parameters?: object, status = 400): Promise<string> {
  const answer = await json<{ error: { details: { message: string }[] } }>(
    on.ask(INVOKE_COMMAND, invoke(cmdlet, parameters)),
    status,
  );
  return answer.error.details[0]?.message ?? "";
}
