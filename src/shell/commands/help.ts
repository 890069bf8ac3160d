// Get-Help and Get-Command: what there is, from the declarations.
import type { ParameterDeclaration, Parameters } from "../../cmdlets/cmdlet.ts";
import { didYouMean } from "../../organization/nearest.ts";
import { matchesWildcard } from "../../organization/wildcard.ts";
import { toText } from "../format/text.ts";
import { ShellError } from "../shell-error.ts";
import { Formatted, ShellObject } from "../values.ts";
import type { OwnCommand } from "./own-command.ts";

interface Described {
  readonly name: string;
  readonly parameters: Parameters;
  readonly synopsis?: string;
}

/** `own`: the shell's commands; they know each other only here. */
export function helpCommands(own: () => readonly OwnCommand[]): readonly OwnCommand[] {
  const getHelp: OwnCommand = {
    name: "Get-Help",
    aliases: ["help", "man"],
    synopsis: "What a command does and takes.",
    parameters: {
      Name: { type: "string", position: 1, sentence: "Of the command." },
      Full: { type: "switch", sentence: "All of it, as always here." },
      Parameter: { type: "string", sentence: "This parameter alone, or * and the like." },
    },
    async run({ given, at }, { host }) {
      const known: readonly Described[] = [...host.cmdlets, ...own()];
      const name = toText(given.Name ?? "Get-Help");
      const found =
        known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ??
        own().find(({ aliases = [] }) => aliases.includes(name.toLowerCase()));
      if (found) return [new Formatted(describe(found, toText(given.Parameter ?? "*")))];
      const hint =
        didYouMean(
          name,
          known.map((one) => one.name),
        ) || "; Get-Command lists what there is.";
      throw new ShellError(`Get-Help could not find ${name.slice(0, 100)}${hint}`, {
        at,
        command: "Get-Help",
        category: "ObjectNotFound",
        exception: "HelpNotFoundException",
      });
    },
  };
  const getCommand: OwnCommand = {
    name: "Get-Command",
    aliases: ["gcm"],
    synopsis: "The commands that there are.",
    parameters: { Name: { type: "strings", position: 1, sentence: "*-TransportRule and the like." } },
    async run({ given }, { host }) {
      const wanted = given.Name === undefined ? ["*"] : toText(given.Name).split(" ");
      return [...host.cmdlets, ...own()]
        .map(({ name }) => name)
        .filter((name) => wanted.some((pattern) => matchesWildcard(name, pattern)))
        .sort()
        .map(
          (name) =>
            new ShellObject({
              CommandType: "Cmdlet",
              Name: name,
              Source: host.cmdlets.some((one) => one.name === name) ? "ExchangeOnline" : "Shell",
            }),
        );
    },
  };
  return [getCommand, getHelp];
}

function describe({ name, parameters, synopsis }: Described, wanted: string): string {
  const shown = Object.entries(parameters).filter(([parameter]) => matchesWildcard(parameter, wanted));
  const syntax = Object.entries(parameters).map(([parameter, declaration]) => usage(parameter, declaration));
  const lines = ["", "NAME", `    ${name}`, ""];
  if (synopsis !== undefined) lines.push("SYNOPSIS", `    ${synopsis}`, "");
  lines.push("SYNTAX", `    ${[name, ...syntax].join(" ")}`, "", "PARAMETERS");
  for (const [parameter, declaration] of shown) lines.push(...describeParameter(parameter, declaration));
  return `${lines.join("\n")}`;
}

function usage(name: string, { type, mandatory, position }: ParameterDeclaration): string {
  if (type === "switch") return `[-${name}]`;
  const flag = position === undefined ? `-${name}` : `[-${name}]`;
  return mandatory ? `${flag} <${type}>` : `[${flag} <${type}>]`;
}

function describeParameter(name: string, declaration: ParameterDeclaration): string[] {
  const {
    type,
    mandatory,
    position,
    pipeline,
    aliases = [],
    values,
    min,
    max,
    sentence,
    priority,
    nullable,
  } = declaration;
  const facts = [
    mandatory ? "required" : undefined,
    position === undefined ? undefined : `position ${position}`,
    pipeline === undefined ? undefined : `from the pipeline by ${pipeline === "both" ? "value and name" : pipeline}`,
    aliases.length > 0 ? `alias ${aliases.join(", ")}` : undefined,
    nullable ? "$null is a value" : undefined,
    min === undefined ? undefined : `from ${min}`,
    max === undefined ? undefined : `to ${max}`,
    priority === "accept" ? "kept and shown, without effect here" : undefined,
  ].filter((fact) => fact !== undefined);
  const lines = [
    `    -${name}${type === "switch" ? "" : ` <${type}>`}${facts.length > 0 ? `   (${facts.join("; ")})` : ""}`,
  ];
  if (sentence !== undefined) lines.push(`        ${sentence}`);
  if (values) lines.push(`        One of ${values.join(", ")}.`);
  return lines;
}
