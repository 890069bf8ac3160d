// A shell without a sandbox: cmdlets that say what they were called with, files in memory.
import type { Parameters } from "../../../src/cmdlets/cmdlet.ts";
import { formatOutput } from "../../../src/shell/format/output.ts";
import { type Invoked, InvokeError, type ShellHost } from "../../../src/shell/host.ts";
import { runScript, type ScriptResult } from "../../../src/shell/run-script.ts";
import { formatError } from "../../../src/shell/shell-error.ts";
import { ShellObject } from "../../../src/shell/values.ts";

const ROWS = [
  { Name: "one", State: "Enabled", Priority: 0, At: new Date("2023-08-14T21:51:20Z"), Tags: ["a", "b"] },
  { Name: "two", State: "Disabled", Priority: 1, At: new Date("2023-08-15T09:01:02Z"), Tags: [] },
  { Name: "Three", State: "Enabled", Priority: 2, At: null, Tags: ["c"] },
];

const THING: Parameters = {
  Identity: { type: "identity" },
  Size: { type: "size" },
  Title: { type: "string", sentence: "What it is called." },
  Priority: { type: "int" },
  Enabled: { type: "boolean", nullable: true },
  Members: { type: "multiValued" },
  Confirm: { type: "switch" },
  WhatIf: { type: "switch" },
};

export interface Ran extends ScriptResult {
  /** As a terminal shows it. */
  readonly text: string;
  readonly said: readonly string[];
  readonly complaints: readonly string[];
  readonly calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[];
  readonly files: Readonly<Record<string, string>>;
  readonly questions: readonly string[];
}

export interface Around {
  readonly define?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly answer?: boolean;
  readonly width?: number;
}

/** There are Get-Thing with three rows, and Set-Thing and Remove-Thing, which give nothing. */
export async function ran(script: string, { define = {}, files = {}, answer, width }: Around = {}): Promise<Ran> {
  const texts: string[] = [];
  const said: string[] = [];
  const complaints: string[] = [];
  const questions: string[] = [];
  const calls: [string, Record<string, unknown>][] = [];
  const disk: Record<string, string> = { ...files };
  const host: ShellHost = {
    cmdlets: [
      { name: "Get-Thing", parameters: { Identity: { type: "identity" } } },
      { name: "Set-Thing", synopsis: "Changes a thing.", parameters: THING },
      { name: "Remove-Thing", parameters: THING },
    ],
    async invoke(cmdlet, parameters): Promise<Invoked> {
      calls.push([cmdlet, parameters]);
      if (parameters.Identity === "missing") {
        throw new InvokeError("'missing' couldn't be found.", "Microsoft.ManagementObjectNotFoundException");
      }
      if (parameters.WhatIf === true) {
        return { objects: [], warnings: [], confirmation: `What if: ${cmdlet} "${parameters.Identity}".` };
      }
      if (cmdlet !== "Get-Thing") return { objects: [], warnings: [`${cmdlet} is slow.`] };
      const rows = ROWS.filter(({ Name }) => parameters.Identity === undefined || Name === parameters.Identity);
      return { objects: rows.map((row) => new ShellObject({ ...row, Identity: row.Name }, "Thing")), warnings: [] };
    },
    now: () => new Date("2026-11-20T12:00:00Z"),
    async confirm(question) {
      questions.push(question);
      return answer;
    },
    output: (values) => texts.push(formatOutput(values, width ?? Number.POSITIVE_INFINITY)),
    say: (text) => said.push(text),
    warn: (text) => complaints.push(`WARNING: ${text}`),
    fail: (error) => complaints.push(formatError(error)),
    files: {
      read: (path) => disk[path],
      write: (path, text) => {
        disk[path] = text;
      },
      append: (path, text) => {
        disk[path] = (disk[path] ?? "") + text;
      },
    },
    width: width ?? Number.POSITIVE_INFINITY,
  };
  const result = await runScript(script, host, define);
  return { ...result, text: texts.join("\n"), said, complaints, calls, files: disk, questions };
}

/** The values that a script leaves. */
export const valuesOf = async (script: string, around?: Around) => (await ran(script, around)).values;
/** The first line of its only complaint. */
export const complaintOf = async (script: string, around?: Around) => (await ran(script, around)).complaints.join("\n");
