// `fault`: what goes wrong on the wire of a running sandbox, added, listed and ended.
import type { Command } from "commander";
import type { NewFault } from "../faults/fault-list.ts";
import { readFault } from "../faults/fault-text.ts";
import { FaultError } from "../faults/possible.ts";
import { SandboxHttp } from "./api/http.ts";
import { SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import { formatTable } from "./table.ts";
import { CommandError, type Terminal } from "./terminal.ts";

const EXAMPLES = `
A fault is HOP.PHASE=ACTION, then when and to whose mail, with commas between:
  recall-sandbox fault add 'return.endOfData=reply:451 4.7.1 Come back later,nth=2'
  recall-sandbox fault add return.endOfData=lose,times=1          taken, and the 250 never arrives
  recall-sandbox fault add outbound.body=cut:1000,sender=alice@contoso.com
  recall-sandbox fault add return.mail=rateLimit:60,burst=5
  recall-sandbox fault add smartHost.handOver=duplicate:10m,probability=0.2,seed=7
  recall-sandbox fault add smartHost.handOver=certificate:untrusted
  recall-sandbox fault list
  recall-sandbox fault reset                                      nothing goes wrong any more

Hops: smartHost (the built-in one), outbound (the tenant as client), return (its listener for what comes back).
Phases: connect, mail, rcpt, data, body, endOfData, and handOver of smartHost. All of it: docs/faults.md`;

export function registerFault(program: Command, terminal: Terminal): void {
  const fault = program
    .command("fault")
    .description("let something go wrong on the wire, on purpose")
    .addHelpText("after", EXAMPLES);
  addClientOptions(
    fault.command("add").description("from now on").argument("<fault>", "such as return.endOfData=lose,nth=2"),
  ).action((text: string, options: ClientOptions) => add(terminal, text, options));
  addClientOptions(fault.command("list").description("those in force, and how often each hit")).action(
    (options: ClientOptions) => list(terminal, options),
  );
  addClientOptions(fault.command("remove").description("one of them").argument("<id>", "as it is listed")).action(
    (id: string, options: ClientOptions) => remove(terminal, id, options),
  );
  addClientOptions(fault.command("reset").description("all of them")).action((options: ClientOptions) =>
    reset(terminal, options),
  );
}

const apiOf = (options: ClientOptions) => new SandboxApi(new SandboxHttp(options));

async function add(terminal: Terminal, text: string, options: ClientOptions): Promise<void> {
  const added = await apiOf(options).addFault(read(text));
  if (options.json) printJson(terminal, added);
  else terminal.out(`${added.id} is in force: ${added.text}`);
}

function read(text: string): NewFault {
  try {
    return readFault(text);
  } catch (error) {
    throw error instanceof FaultError ? new CommandError(error.message) : error;
  }
}

async function list(terminal: Terminal, options: ClientOptions): Promise<void> {
  const faults = await apiOf(options).faults();
  if (options.json) printJson(terminal, { faults });
  else if (faults.length === 0) terminal.out("No fault is in force.");
  else {
    const rows = faults.map(({ id, hits, seen, text, on }) => [id, `${hits} of ${seen}`, on ? text : `${text} (off)`]);
    terminal.out(formatTable(rows, { header: ["Id", "Hit", "Fault"] }));
  }
}

async function remove(terminal: Terminal, id: string, options: ClientOptions): Promise<void> {
  const removed = await apiOf(options).removeFault(id);
  if (options.json) printJson(terminal, removed);
  else terminal.out(`${id} is gone.`);
}

async function reset(terminal: Terminal, options: ClientOptions): Promise<void> {
  const { removed } = await apiOf(options).resetFaults();
  if (options.json) printJson(terminal, { removed });
  else terminal.out(removed === 0 ? "No fault was in force." : `Nothing goes wrong any more (${removed} removed).`);
}
