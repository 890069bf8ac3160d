// Every port of the configuration: free, ours already, or whose.
import { createServer } from "node:net";
import type { Configuration } from "../../organization/configuration.ts";
import { environmentName, type SettingName } from "../../organization/settings.ts";
import { type Finding, messageOf, ok, problem } from "./finding.ts";
import { portOwner } from "./port-owner.ts";

/** A busy machine may take its time; a program that is no recall-sandbox says so sooner, or is mute. */
const ASK_MS = 5000;
const NAMES = ["submission", "inbound", "return", "smartHost", "internet", "onPremises", "http"] as const;

/** @param heldBy process that runs on the data folder that is looked at. */
export async function checkPorts(configuration: Configuration, heldBy: string | undefined): Promise<Finding[]> {
  const { listeners, smartHost, http } = configuration;
  const running = await runningPorts(listeners.host, listeners.http, http.token);
  const names = NAMES.filter((name) => name !== "smartHost" || smartHost.enabled);
  return Promise.all(
    names.flatMap((name) => {
      const port = listeners[name];
      return port === undefined ? [] : [checkPort(name, listeners.host, port, running, heldBy)];
    }),
  );
}

async function checkPort(
  name: (typeof NAMES)[number],
  host: string,
  port: number,
  running: ReadonlySet<number>,
  heldBy: string | undefined,
): Promise<Finding> {
  const check = `port ${name}`;
  if (port === 0) return ok(check, "0: a free one is taken");
  const at = `${host}:${port}`;
  const setting: SettingName = `listeners.${name}`;
  const other = `set ${setting} in the configuration (or ${environmentName(setting)}), or use --ports 0`;
  const error = await tryToListen(host, port);
  if (error === undefined) return ok(check, `${at} is free`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EACCES") return problem(check, `${at} is not for this user`, `Choose one above 1023: ${other}.`);
  if (code === "EADDRNOTAVAIL")
    return problem(check, `${host} is no address of this machine`, "Set listeners.host to 127.0.0.1.");
  if (code !== "EADDRINUSE") return problem(check, `${at}: ${messageOf(error)}`, `Another port: ${other}.`);
  if (!running.has(port)) {
    const owner = await portOwner(port);
    const whose = owner ? `process ${owner.pid} (${owner.name})` : "another program";
    return problem(check, `${at} is taken by ${whose}`, `Stop it, or ${other}.`);
  }
  if (heldBy !== undefined) return ok(check, `${at} is where the running recall-sandbox listens (process ${heldBy})`);
  return problem(
    check,
    `${at} is taken by a recall-sandbox with another data folder`,
    `To run a second one beside it: ${other}.`,
  );
}

/** Bound for a moment only, and never while somebody else has it. */
function tryToListen(host: string, port: number): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Ports of a recall-sandbox that answers there; one that demands another token is nobody we know. */
async function runningPorts(host: string, http: number, token: string | undefined): Promise<ReadonlySet<number>> {
  if (http === 0) return new Set();
  const base = `http://${host.includes(":") ? `[${host}]` : host}:${http}`;
  const ask = async (path: string) => {
    const headers = { ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
    const response = await fetch(base + path, { headers, signal: AbortSignal.timeout(ASK_MS), redirect: "error" });
    return response.ok ? ((await response.json()) as Record<string, unknown>) : {};
  };
  try {
    if ((await ask("/healthz")).status !== "ok") return new Set();
    const ports = Object.values(await ask("/api/ports")).filter((port) => typeof port === "number" && port > 0);
    return new Set([...(ports as number[]), http]);
  } catch {
    return new Set();
  }
}
