// Node, system clock, memory, open files, container: what the machine gives.
import { existsSync, readFileSync, statSync } from "node:fs";
import { isLoopback } from "../../organization/destinations.ts";
import { formatDuration } from "../../organization/units.ts";
import { packageFile } from "../../runtime/package-files.ts";
import { bytes, type Finding, ok, type Patient, problem, warning } from "./finding.ts";

const NEEDED = [22, 18] as const;
const DAY_MS = 86_400_000;
const MB = 2 ** 20;
/** Measured: 180 MB after 10,000 messages, 325 MB with TLS to and from a smart host. */
const COMFORT = 512 * MB;
const LEAST = 192 * MB;
/** Submission, inbound, return, smart host, internet: each may have its maxConnections, and a little is for files. */
const LISTENERS = 5;
const OTHER_FILES = 100;

export function checkNode(): Finding {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
  return isEnough
    ? ok("node", `Node ${version}`)
    : problem(
        "node",
        `Node ${version}`,
        `Install Node ${NEEDED.join(".")} or newer, or run \`npm ci\`: it brings one.`,
      );
}

/** Against the package's own files: they can't come from the future. */
export function checkSystemClock(now = Date.now()): Finding {
  const installed = statSync(packageFile("package.json")).mtimeMs;
  const seen = `${new Date(now).toISOString().slice(0, 19)}Z`;
  if (now >= installed - DAY_MS) return ok("system clock", seen);
  return problem(
    "system clock",
    `${seen}, before this program was installed`,
    "Set the clock of the machine: certificates are not valid yet at this time.",
  );
}

export function checkMemory(available = process.availableMemory()): Finding {
  const seen = `${bytes(available)} available`;
  if (available >= COMFORT) return ok("memory", seen);
  const advice = `A sandbox under load takes about ${bytes(COMFORT * 0.65)}: end other programs, or give the container more.`;
  return available >= LEAST ? warning("memory", seen, advice) : problem("memory", seen, advice);
}

/** Node has raised its own limit to what it may have, so that this process sees what `up` would. */
export function checkOpenFiles({ configuration }: Patient, limit = openFileLimit()): Finding[] {
  if (limit === undefined) return [];
  const connections = configuration?.limits.maxConnections ?? 500;
  const wanted = LISTENERS * connections + OTHER_FILES;
  const seen = `${limit === Number.POSITIVE_INFINITY ? "unlimited" : limit}`;
  if (limit >= wanted) return [ok("open files", seen)];
  const fits = Math.max(1, Math.floor((limit - OTHER_FILES) / LISTENERS));
  return [
    warning(
      "open files",
      `${seen}, less than ${LISTENERS} listeners with limits.maxConnections ${connections} may need (${wanted})`,
      `Raise it (\`ulimit -Hn ${wanted}\`, LimitNOFILE in systemd, --ulimit in docker), or set limits.maxConnections to ${fits}.`,
    ),
  ];
}

function openFileLimit(): number | undefined {
  try {
    const soft = /^Max open files\s+(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return soft === "unlimited" ? Number.POSITIVE_INFINITY : Number(soft ?? Number.NaN) || undefined;
  } catch {
    return undefined;
  }
}

/** What mail lives by may be ahead of real time: somebody advanced it. */
export function describeOffset(offsetMs: number): Finding {
  if (offsetMs === 0) return ok("mail's clock", "real time");
  return warning(
    "mail's clock",
    `${formatDuration(Math.round(offsetMs / 60_000) * 60_000)} ahead of real time, as it was advanced`,
    "Dates of mail are in the future of other programs. It never goes back: a new --data folder starts at real time.",
  );
}

/** `foreign`: a smart host of somebody else's is configured. */
export function checkContainer({ configuration }: Patient, isInside = isContainer()): Finding[] {
  const host = configuration?.listeners.host ?? "127.0.0.1";
  const foreign = configuration?.organization.outboundConnectors.some(
    ({ enabled, smartHosts }) => enabled && smartHosts.some((smartHost) => smartHost !== "builtin"),
  );
  if (isInside && isLoopback(host)) {
    return [
      warning(
        "container",
        `runs in one, and listens on ${host} of that container only`,
        "Ports that docker publishes reach nothing there: share the host's network (network_mode: host), or the other container's.",
      ),
    ];
  }
  if (isInside) return [ok("container", "runs in one")];
  if (!foreign || !isLoopback(host)) return [];
  return [
    ok(
      "container",
      `none here; a smart host in one calls this machine host.docker.internal, and reaches ${host} only with the host's network`,
    ),
  ];
}

export function isContainer(): boolean {
  return existsSync("/.dockerenv") || existsSync("/run/.containerenv");
}
