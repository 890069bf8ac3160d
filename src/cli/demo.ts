// `demo`: every scene with a tenant of its own in this process, every hop real SMTP on loopback.
import type { Command } from "commander";
import { nearest } from "../organization/nearest.ts";
import { playScene, type SceneResult } from "./demo/play.ts";
import type { Scene } from "./demo/scene.ts";
import { SCENES } from "./demo/scenes.ts";
import { type Style, styleFor } from "./style.ts";
import { columnWidths, formatRow, widthOf } from "./table.ts";
import { CommandError, EXIT, type Terminal } from "./terminal.ts";

export interface DemoOptions {
  readonly json?: true;
  readonly only?: string;
}

const HELP = `
Scenes:
${SCENES.map(({ id, title }) => `  ${id.padEnd(26)} ${title}`).join("\n")}

Examples:
  recall-sandbox demo
  recall-sandbox demo --only signature,exemption
  recall-sandbox demo --json

What was seen is read over HTTP as a user would: mailboxes, reports, legs, the internet's mail. Exit code 1 unless all is ok.`;

export function registerDemo(program: Command, terminal: Terminal): void {
  program
    .command("demo")
    .description("play the scenes in which recall works or fails, and say why")
    .option("--only <ids>", "some of the scenes, parted by commas")
    .option("--json", 'print {"scenes":[{id,title,expected,seen,ok,why}]}')
    .addHelpText("after", HELP)
    .action(async (options: DemoOptions) => demo(terminal, chosen(options.only), options));
}

function chosen(only: string | undefined): readonly Scene[] {
  if (only === undefined) return SCENES;
  const ids = only
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
  const known = SCENES.map(({ id }) => id);
  const wrong = ids.find((id) => !known.includes(id));
  if (wrong !== undefined || ids.length === 0) {
    const near = wrong && nearest(wrong, known);
    throw new CommandError(
      `There is no scene "${wrong ?? ""}"${near ? `; did you mean ${near}?` : "."}\nScenes: ${known.join(", ")}`,
    );
  }
  return SCENES.filter(({ id }) => ids.includes(id));
}

/** Sets exit code 1 unless every scene is ok. */
export async function demo(terminal: Terminal, scenes: readonly Scene[], options: DemoOptions): Promise<void> {
  const results: SceneResult[] = [];
  const print = options.json ? undefined : printer(terminal, scenes);
  for (const scene of scenes) {
    const result = await playScene(scene);
    results.push(result);
    print?.(result);
  }
  if (options.json) terminal.out(JSON.stringify({ scenes: results }));
  const failed = results.filter(({ ok }) => !ok).length;
  print?.(undefined, failed);
  if (failed > 0) terminal.exitCode = EXIT.failed;
}

const HEADER = ["scene", "expected", "seen", "", "why"] as const;

/** Rows appear as the scenes end, so the columns are as wide as what is expected. */
function printer(terminal: Terminal, scenes: readonly Scene[]) {
  const style = styleFor(terminal);
  const rows = scenes.map(({ title, expected }, index) => [`${index + 1}. ${title}`, expected, expected, "NOT OK", ""]);
  const widths = columnWidths([HEADER, ...rows]);
  const started = performance.now();
  terminal.out(style.bold(formatRow(HEADER, widths)));
  let count = 0;
  return (result: SceneResult | undefined, failed = 0): void => {
    if (result) {
      count += 1;
      terminal.out(formatResult(result, count, { widths, columns: terminal.columns, style }));
      return;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const verdict = failed === 0 ? style.good("all ok") : style.bad(`${failed} of ${count} not ok`);
    terminal.out(`\n${count} scene${count === 1 ? "" : "s"} in ${seconds} s, ${verdict}`);
  };
}

interface Layout {
  readonly widths: readonly number[];
  readonly columns: number;
  readonly style: Style;
}

/** What does not fit beside the rest stands below it. */
function formatResult(result: SceneResult, number: number, { widths, columns, style }: Layout): string {
  const { title, expected, seen, ok, why } = result;
  const mark = ok ? { text: "ok", paint: style.good } : { text: "NOT OK", paint: style.bad };
  const row = [`${number}. ${title}`, expected, seen, mark];
  const oneLine = formatRow([...row, why], widths);
  if (widthOf(formatRow([...row.slice(0, 3), mark.text, why], widths)) <= columns) return oneLine;
  return `${formatRow(row, widths)}\n     ${style.dim(why)}`;
}
