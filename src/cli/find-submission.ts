// Where a running sandbox takes submissions, and how its certificate is checked.
import { readFileSync } from "node:fs";
import { isLoopback } from "../organization/destinations.ts";
import type { SubmissionServer } from "../smtp/submit-mail.ts";
import type { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { CommandError } from "./terminal.ts";

export interface SubmissionOptions {
  /** --submission */
  readonly submission?: number;
  /** --ca */
  readonly ca?: string;
}

/** With port and authority both given, the sandbox is not asked over HTTP. */
export async function findSubmission(http: SandboxHttp, options: SubmissionOptions): Promise<SubmissionServer> {
  const api = new SandboxApi(http);
  const host = new URL(http.url).hostname.replace(/^\[(.*)\]$/, "$1");
  const port = options.submission ?? (await api.ports()).submission;
  if (options.ca !== undefined) return { host, port, authority: readAuthority(options.ca) };
  try {
    return { host, port, authority: await api.authority() };
  } catch (error) {
    // On one's own machine nobody stands in between.
    if (options.submission !== undefined && isLoopback(host)) return { host, port };
    throw error;
  }
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`Cannot read --ca ${file}: ${(error as Error).message}`);
  }
}
