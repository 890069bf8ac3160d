// `up`: starts the sandbox, says where it listens, runs until a signal and stops with grace.
import { type Command, InvalidArgumentError, Option } from "commander";
import { loadConfiguration } from "../organization/load.ts";
import { environmentName } from "../organization/settings.ts";
import { configurationFiles } from "../organization/source.ts";
import { createLog, type Log, type LogLevel } from "../runtime/log.ts";
import { packageFile } from "../runtime/package-files.ts";
import type { Sandbox } from "../sandbox.ts";
import { exposure } from "./exposure.ts";
import { openBrowser } from "./open-browser.ts";
import { DEFAULT_DATA } from "./options.ts";
import { wantsColour } from "./style.ts";
import type { Terminal } from "./terminal.ts";
import { givenToken } from "./token.ts";
import { untilStopped } from "./until-stopped.ts";
import { textOf, watchFiles } from "./watch-files.ts";
import { buildWebPage } from "./web-page.ts";
import { welcome } from "./welcome.ts";

interface UpOptions {
  readonly config?: string;
  readonly data?: string;
  readonly ephemeral?: true;
  readonly ports?: "0";
  readonly listen?: string;
  readonly token?: string | true;
  readonly tokenFile?: string;
  readonly resetConfig?: true;
  readonly logLevel: LogLevel;
  readonly logFile?: string;
  readonly watch: boolean;
  readonly open?: true;
  readonly json?: true;
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "silent"];

const EXAMPLES = `
Examples:
  recall-sandbox up                                       the default tenant, kept in ./data
  recall-sandbox up --open                                the web page is opened in the browser
  recall-sandbox up --ephemeral --ports 0 --json          for a script: free ports, nothing kept
  recall-sandbox up --config config/exemption/config.yaml a changed file is read anew; kill -HUP does it, too
  recall-sandbox up --listen 0.0.0.0 --token              reachable from elsewhere, HTTP with a token
  RECALL_SANDBOX_LISTENERS_HTTP=9025 recall-sandbox up    one setting from the environment`;

export function registerUp(program: Command, terminal: Terminal): void {
  program
    .command("up")
    .description("start the sandbox and keep it running until Ctrl-C")
    .option("--config <file>", "YAML file (default: the package's config/default.yaml)")
    .option("--data <dir>", `folder that keeps mail, settings and certificates (default: ${DEFAULT_DATA})`)
    .addOption(new Option("--ephemeral", "keep nothing: a 250 is not on disk").conflicts("data"))
    .option("--ports <0>", "0: every listener takes a free port", onlyZero)
    .option("--listen <address>", "address to bind to; beyond loopback it takes a token, and says what it exposes")
    .option("--token [text]", "what HTTP requests must bring as bearer token; without a text one is made and printed")
    .addOption(new Option("--token-file <file>", "file with the token").conflicts("token"))
    .option("--reset-config", "let the file win over the settings that the data folder keeps")
    .addOption(new Option("--log-level <level>", "what is logged on standard error").choices(LEVELS).default("info"))
    .option("--log-file <file>", "append the log to a file, as JSON, instead of standard error")
    .option("--no-watch", "read a changed configuration file at SIGHUP only, not at once")
    .option("--open", "open the web page in the default browser")
    .option("--json", "print one JSON line when ready")
    .addHelpText("after", EXAMPLES)
    .action(async (options: UpOptions) => up(terminal, options));
}

function onlyZero(value: string): string {
  if (value === "0") return value;
  throw new InvalidArgumentError(
    `It takes 0 only, a free port for every listener. One port is set in the configuration (listeners.submission) or by ${environmentName("listeners.submission")}.`,
  );
}

async function up(terminal: Terminal, options: UpOptions): Promise<void> {
  const token = givenToken(options);
  const env = {
    ...terminal.env,
    ...(options.listen !== undefined && { [environmentName("listeners.host")]: options.listen }),
    ...(token && { [environmentName("http.token")]: token.text }),
  };
  const config = options.config ?? packageFile("config", "default.yaml");
  const since = textOf(configurationFiles(config));
  // What is wrong with it is told before anything else is loaded.
  loadConfiguration(config, env);
  const data = options.ephemeral ? undefined : (options.data ?? DEFAULT_DATA);
  const log = createLog({
    level: options.logLevel,
    ...(options.logFile === undefined
      ? { pretty: terminal.isLogInteractive, colours: wantsColour(terminal.env) }
      : { file: options.logFile }),
  });

  const started = performance.now();
  const page = buildWebPage(log);
  // Only here: the other verbs answer sooner without it.
  const { startSandbox } = await import("../sandbox.ts");
  const sandbox = await startSandbox({
    config,
    env,
    log,
    ...(data !== undefined && { data }),
    ...(options.ports === "0" && { freePorts: true }),
    ...(options.resetConfig && { resetConfiguration: true }),
  });
  await page;
  log.debug({ ms: Math.round(performance.now() - started) }, "ready");
  announce(terminal, options, { sandbox, data, newToken: token?.isNew ? token.text : undefined }, log);
  if (options.open)
    openBrowser(sandbox.url, terminal.env, (why) =>
      log.warn(`no browser was opened (${why}): the page is at ${sandbox.url}`),
    );
  const unwatch = options.watch ? watchConfiguration(config, since, sandbox) : () => {};
  await untilStopped(terminal, sandbox, log).finally(unwatch);
}

/** What is wrong with the file was logged where it was found; what was in force stays. */
function watchConfiguration(config: string, since: string, sandbox: Sandbox): () => void {
  const changed = () => void sandbox.reload().catch(() => undefined);
  return watchFiles({ files: () => configurationFiles(config), since, changed });
}

interface Started {
  readonly sandbox: Sandbox;
  readonly data: string | undefined;
  readonly newToken: string | undefined;
}

function announce(terminal: Terminal, options: UpOptions, { sandbox, data, newToken }: Started, log: Log): void {
  if (sandbox.configurationDiffers) {
    log.warn(
      `${options.config ?? "the configuration file"} says something else than ${data ?? "the data folder"} was made from; ` +
        "the folder's settings are in force. To let the file win: --reset-config",
    );
  }
  const warning = exposure(sandbox).join("\n");
  if (options.json) {
    if (warning !== "") terminal.err(warning);
    terminal.out(
      JSON.stringify({ ready: true, ports: sandbox.ports, ...(newToken !== undefined && { token: newToken }) }),
    );
    return;
  }
  terminal.out(welcome(sandbox, data, terminal, newToken));
  if (warning !== "") terminal.out(`\n${warning}`);
}
