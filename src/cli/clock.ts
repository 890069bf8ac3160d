// `clock`: the time that mail lives by, shown and moved on.
import { type Command, InvalidArgumentError } from "commander";
import { parseDuration } from "../organization/units.ts";
import { SandboxHttp } from "./api/http.ts";
import { type ClockState, SandboxApi } from "./api/sandbox-api.ts";
import { addClientOptions, type ClientOptions, printJson } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  recall-sandbox clock                     what time it is for mail
  recall-sandbox clock advance 24h         a day passes: retries, expiry and recalls happen, each at its time

Time never goes back, but by \`recall-sandbox reset --clock\`.`;

export function registerClock(program: Command, terminal: Terminal): void {
  const clock = program
    .command("clock")
    .description("show or move on the time that mail lives by")
    .addHelpText("after", EXAMPLES);
  addClientOptions(clock.command("now", { isDefault: true }).description("show it (the default)")).action(
    async (options: ClientOptions) => show(terminal, options, await apiOf(options).clock()),
  );
  addClientOptions(
    clock
      .command("advance")
      .description("move it on; ends when everything that became due has happened")
      .argument("<duration>", "such as 90s, 24h, 7d", duration),
  ).action(async (by: string, options: ClientOptions) => show(terminal, options, await apiOf(options).advance(by)));
}

const apiOf = (options: ClientOptions) => new SandboxApi(new SandboxHttp(options));

function duration(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new InvalidArgumentError("It is a duration such as 90s, 24h or 7d.");
}

function show(terminal: Terminal, { json }: ClientOptions, state: ClockState): void {
  if (json) printJson(terminal, state);
  else terminal.out(state.now);
}
