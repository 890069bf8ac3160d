// A sandbox that runs checks, asked over HTTP.
import { onTestFinished } from "vitest";
import { startSandbox } from "../../src/sandbox.ts";
import type { SandboxOptions } from "../../src/sandbox-types.ts";

export interface Check {
  readonly id: string;
  readonly state: string;
  readonly verdict: string | null;
  readonly problem: string | null;
  readonly planned: readonly { readonly id: string; readonly trials: number }[];
  readonly trials: readonly { readonly caseId: string; readonly outcome: string; readonly sentence: string }[];
  readonly run: {
    readonly cases: readonly { readonly id: string; readonly outcome: string; readonly sentence: string }[];
    readonly baseline?: { readonly id: string; readonly newlyPassing: readonly { readonly id: string }[] };
  } | null;
}

export async function sandboxWithChecks(options: SandboxOptions = {}) {
  const on = await startSandbox({ freePorts: true, ...options });
  onTestFinished(() => on.stop());
  const ask = (path: string, method = "GET", body?: object) =>
    fetch(on.url + path, {
      method,
      ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
  const json = async <T>(path: string, method?: string, body?: object) => (await ask(path, method, body)).json() as T;
  const ended = async (id: string): Promise<Check> => {
    for (;;) {
      const check = await json<Check>(`/api/checks/${id}`);
      if (check.state !== "running") return check;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  /** Begins a run and waits for its end. */
  const run = async (body: object): Promise<Check> => ended((await json<Check>("/api/checks", "POST", body)).id);
  return { on, ask, json, ended, run };
}
