// `smart-host`: the built-in third party alone, as a process of its own, for a tenant that runs elsewhere.
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { type Command, Option } from "commander";
import { FaultList } from "../faults/fault-list.ts";
import { formatFault, readFault } from "../faults/fault-text.ts";
import { FaultError } from "../faults/possible.ts";
import { loadOrCreateAuthority } from "../runtime/certificates.ts";
import { type Clock, createClock } from "../runtime/clock.ts";
import { createLog, type Log, type LogLevel } from "../runtime/log.ts";
import { type WrongCertificate, wrongCertificates } from "../runtime/wrong-certificates.ts";
import type { Behaviour } from "../smart-host/behaviours/behaviour.ts";
import { BEHAVIOURS, composeBehaviours } from "../smart-host/compose.ts";
import { BehaviourError } from "../smart-host/options.ts";
import { PRESET_NAMES, PRESETS, presetBehaviours } from "../smart-host/presets.ts";
import { type SmartHostOptions, startSmartHost } from "../smart-host/smart-host.ts";
import { wantsColour } from "./style.ts";
import { CommandError, type Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";

interface SmartHostCommandOptions {
  readonly listen: string;
  readonly return: string;
  readonly hostname: string;
  readonly preset: string;
  readonly behaviour?: readonly string[];
  readonly fault?: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly ca?: string;
  readonly spool?: string;
  readonly logLevel: LogLevel;
  readonly json?: true;
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "silent"];

const EXAMPLES = `
Examples:
  recall-sandbox smart-host --preset signature
  recall-sandbox smart-host --listen 127.0.0.1:0 --return 127.0.0.1:2528 --preset re-serialises --json
  recall-sandbox smart-host --behaviour delay=90s --behaviour duplicate=10m --spool ./spool
  recall-sandbox smart-host --behaviour 'reject=451 4.7.1 Come back later'
  recall-sandbox smart-host --behaviour re-encode-winmail=quoted-printable --behaviour 'rename-winmail=mail.bin;application/octet-stream'
  recall-sandbox smart-host --fault endOfData=lose,nth=2 --fault 'mail=reply:451 4.7.1 Come back later,every=5'
  recall-sandbox smart-host --preset signature --tls-cert vendor.pem --tls-key vendor.key --ca data/tls/ca.pem`;

export function registerSmartHost(program: Command, terminal: Terminal): void {
  program
    .command("smart-host")
    .description("run the built-in smart host alone, until Ctrl-C")
    .option("--listen <host:port>", "where it takes mail; port 0 takes a free one", "127.0.0.1:2526")
    .option("--return <host:port>", "where it hands mail back", "127.0.0.1:2528")
    .option("--hostname <name>", "its name in greetings and Received fields", "smarthost.contoso.com")
    .addOption(new Option("--preset <name>", "what it does to mail").choices(PRESET_NAMES).default("transparent"))
    .option("--behaviour <name[=option]>", "one thing more, after the preset's; may be repeated", collect)
    .option("--fault <phase=action[,when]>", "what goes wrong, and when; may be repeated (docs/faults.md)", collect)
    .option("--tls-cert <file>", "PEM: certificate for STARTTLS, and as client of the return hop")
    .option("--tls-key <file>", "PEM: its key")
    .option("--ca <file>", "PEM: who signs the return hop's certificate; TLS is then a must")
    .option("--spool <dir>", "where delayed mail is kept; what an earlier run left there is sent")
    .addOption(new Option("--log-level <level>", "what is logged on standard error").choices(LEVELS).default("info"))
    .option("--json", "print one JSON line when ready")
    .addHelpText("after", `${catalogue()}\n${EXAMPLES}`)
    .action((options: SmartHostCommandOptions) => runSmartHost(terminal, options));
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function catalogue(): string {
  const presets = Object.entries(PRESETS).map(([name, { summary }]) => row(name, summary));
  const behaviours = BEHAVIOURS.map(({ name, usage = "", summary }) => row(name + usage, summary));
  return ["", "Presets:", ...presets, "", "Behaviours:", ...behaviours].join("\n");
}

const row = (left: string, right: string): string => `  ${left.padEnd(32)} ${right}`;

async function runSmartHost(terminal: Terminal, options: SmartHostCommandOptions): Promise<void> {
  const log = createLog({
    level: options.logLevel,
    pretty: terminal.isLogInteractive,
    colours: wantsColour(terminal.env),
  });
  const at = address(options.listen, "--listen");
  const clock = createClock();
  const smartHost = await startSmartHost({
    ...at,
    hostname: options.hostname,
    behaviours: behavioursOf(options),
    ...faultsOf(options, clock, log),
    ...tlsOf(options),
    clock,
    log,
    ...(options.spool !== undefined && { spoolFolder: options.spool }),
  }).catch((error: unknown) => {
    throw explainBind(error, options.listen);
  });
  if (options.json) terminal.out(JSON.stringify({ ready: true, port: smartHost.port }));
  else {
    terminal.out(
      `The smart host listens on ${at.host}:${smartHost.port} (${options.preset}) and hands mail back to ${options.return}.`,
    );
  }
  await untilStopped(terminal, { stop: () => smartHost.close() }, log);
}

function behavioursOf({ preset, behaviour = [] }: SmartHostCommandOptions): Behaviour[] {
  try {
    return [...presetBehaviours(preset), ...composeBehaviours(behaviour)];
  } catch (error) {
    throw error instanceof BehaviourError ? new CommandError(error.message) : error;
  }
}

function faultsOf({ fault = [], hostname }: SmartHostCommandOptions, clock: Clock, log: Log) {
  const faults = new FaultList(clock, (one) => log.info(`on purpose: ${formatFault(one)}`));
  try {
    for (const text of fault) faults.add(ofSmartHost(text));
  } catch (error) {
    throw error instanceof FaultError ? new CommandError(`--fault: ${error.message}`) : error;
  }
  // An authority of its own is unknown to every tenant.
  const wrongCertificate = async (which: WrongCertificate) => {
    const ca = await loadOrCreateAuthority(mkdtempSync(join(tmpdir(), "smart-host-tls-")));
    return await wrongCertificates(ca, [hostname])(which);
  };
  return { faults, wrongCertificate };
}

function ofSmartHost(text: string) {
  const fault = readFault(text, "smartHost");
  if (fault.hop !== "smartHost")
    throw new FaultError(`"${text}" is the tenant's: \`recall-sandbox fault add\` sets it there`);
  if (fault.action.kind === "certificate" && fault.action.use === "other-name")
    throw new FaultError(
      "certificate:other-name is of a tenant's built-in smart host; here give --tls-cert another one's",
    );
  return fault;
}

function tlsOf(options: SmartHostCommandOptions): Pick<SmartHostOptions, "tls" | "returnTo"> {
  const { tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new CommandError("--tls-cert and --tls-key belong together: give both or none.");
  }
  const own = tlsCert && tlsKey ? { cert: pem(tlsCert, "--tls-cert"), key: pem(tlsKey, "--tls-key") } : undefined;
  const ca = options.ca === undefined ? undefined : [pem(options.ca, "--ca")];
  try {
    createSecureContext({ ...own });
    if (ca) new X509Certificate(ca[0] ?? "");
  } catch (error) {
    throw new CommandError(
      `--tls-cert, --tls-key and --ca must be PEM files that fit together: ${(error as Error).message}`,
    );
  }
  const returnTo = { ...address(options.return, "--return"), ...own, ...(ca && { ca }) };
  if (returnTo.port === 0) throw new CommandError(`--return needs a port: "${options.return}"`);
  return { returnTo, ...(own && { tls: { ...own, ...(ca && { ca }) } }) };
}

function pem(file: string, option: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${option}: cannot read ${file}: ${(error as Error).message}`);
  }
}

/** "127.0.0.1:2526", "[::1]:2526". */
function address(text: string, option: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535)
    throw new CommandError(`${option} must be host:port, such as 127.0.0.1:2526, not "${text}"`);
  return { host: match[1] ?? match[2] ?? "", port };
}

function explainBind(error: unknown, listen: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return new CommandError(`${listen} is taken. Choose another port, or a free one: --listen 127.0.0.1:0`);
  if (code === "EACCES") return new CommandError(`${listen} may not be used by this user; choose a port above 1023.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new CommandError(`${listen} is not an address of this machine.`);
  return error;
}
