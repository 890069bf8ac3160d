// Get-Date, Write-Output, Write-Host; and what scripts for the service begin and end with.
import { toText } from "../format/text.ts";
import type { Call } from "../run/session.ts";
import { ShellError } from "../shell-error.ts";
import { spread, type Value } from "../values.ts";
import type { OwnCommand } from "./own-command.ts";

export const getDate: OwnCommand = {
  name: "Get-Date",
  synopsis: "The sandbox's time, or the one that a text says; UTC.",
  parameters: { Date: { type: "dateTime", position: 1, sentence: "6/13/2025 9:51 PM" } },
  async run(call, { host }) {
    const { given, at } = call;
    if (given.Date === undefined) return [host.now()];
    if (given.Date instanceof Date) return [given.Date];
    const text = toText(given.Date).trim();
    const date = new Date(
      /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i.test(text) ? text : /T/.test(text) ? `${text}Z` : `${text} UTC`,
    );
    if (!Number.isNaN(date.getTime())) return [date];
    throw new ShellError(`Cannot convert value "${text.slice(0, 100)}" to type "System.DateTime".`, {
      at,
      command: "Get-Date",
      category: "InvalidArgument",
      exception: "ParameterBindingException",
    });
  },
};

const objectsOf = ({ given, input }: Call, name: string): readonly Value[] =>
  given[name] === undefined ? (input ?? []) : spread(given[name]);

export const writeOutput: OwnCommand = {
  name: "Write-Output",
  aliases: ["echo"],
  synopsis: "Leaves values to the pipeline.",
  remaining: "InputObject",
  parameters: { InputObject: { type: "strings", position: 1, sentence: "The values." } },
  run: async (call) => objectsOf(call, "InputObject").flatMap(spread),
};

export const writeHost: OwnCommand = {
  name: "Write-Host",
  synopsis: "Prints at once, past the pipeline.",
  remaining: "Object",
  parameters: {
    Object: { type: "strings", position: 1, sentence: "What is printed." },
    Separator: { type: "string", sentence: "Between values; a blank unless given." },
    ForegroundColor: { type: "string", sentence: "Without effect." },
    BackgroundColor: { type: "string", sentence: "Without effect." },
    NoNewline: { type: "switch", sentence: "Without effect." },
  },
  async run(call, { host }) {
    host.say(
      objectsOf(call, "Object")
        .map(toText)
        .join(toText(call.given.Separator ?? " ")),
    );
    return [];
  },
};

/** The sandbox needs no session; scripts begin and end one. */
const session = (name: string): OwnCommand => ({
  name,
  synopsis: "Taken, and without effect: the shell speaks to the sandbox already.",
  parameters: Object.fromEntries([
    ...[
      "UserPrincipalName",
      "Organization",
      "Name",
      "ConnectionUri",
      "AppId",
      "CertificateThumbprint",
      "DelegatedOrganization",
    ].map((parameter, index) => [parameter, { type: "string" as const, ...(index === 0 && { position: 1 }) }]),
    ...["ShowBanner", "SkipLoadingFormatData", "Confirm", "Device", "DisableWAM", "Force"].map((parameter) => [
      parameter,
      { type: "switch" as const },
    ]),
  ]),
  run: async () => [],
});

export const SESSION_COMMANDS: readonly OwnCommand[] = [
  session("Connect-ExchangeOnline"),
  session("Disconnect-ExchangeOnline"),
  session("Import-Module"),
];
