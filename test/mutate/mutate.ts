// The proof that the scenarios see every rule: each rule is switched off in turn by a change of the source, which is made
// while the source is loaded, and those scenarios are run that cite it. One of them must fail.
//
//   node test/mutate/mutate.ts [--rule R10]… [--jobs 2] [--skip-unchanged] [--first]
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { type DeclaredScenario, readScenarios } from "../checks/read-scenarios.ts";
import { ROOT } from "../checks/sources.ts";
import { MUTANTS, type Mutant } from "./mutants.ts";
import { Player } from "./play.ts";

const { values } = parseArgs({
  options: {
    /** Only these. */
    rule: { type: "string", multiple: true },
    jobs: { type: "string", default: String(Math.min(2, availableParallelism())) },
    /** Don't see first that all scenarios pass as the source is. */
    "skip-unchanged": { type: "boolean", default: false },
    /** The first test that fails is enough: who else notices is not looked into. */
    first: { type: "boolean", default: false },
  },
});
const say = (text: string) => process.stdout.write(`${text}\n`);
const problems: string[] = [];

const scenarios = await readScenarios();
const rules = [...readFileSync(join(ROOT, "docs/recall.md"), "utf8").matchAll(/^- \*\*(R\d+)\*\*/gm)].map(
  ([, id]) => id as string,
);
const asked = values.rule ?? rules;

/** Whether a scenario that cites the rule notices. */
async function tryMutant(player: Player, mutant: Mutant): Promise<boolean> {
  const { rule, effect } = mutant;
  const citing = scenarios.filter((scenario) => scenario.rules.includes(rule));
  const begin = performance.now();
  const played = await player.play(citing, mutant);
  const failed = citing.filter(({ file }) => played.failed.has(file));
  const run = `${played.tests} tests, ${seconds(begin)}`;
  say(`${rule.padEnd(4)}${effect} → ${numbers(failed) || "none"} fail, of ${numbers(citing)} (${run})`);
  if (played.broken.length > 0) problems.push(`${rule}, ${effect}: it does not run: ${firstLine(played.broken)}`);
  else if (failed.length === 0) problems.push(`${rule}, ${effect}: no scenario fails, of ${numbers(citing)}`);
  return played.broken.length === 0 && failed.length > 0;
}

async function tryUnchanged(player: Player): Promise<void> {
  const begin = performance.now();
  const played = await player.play(scenarios);
  const failed = scenarios.filter(({ file }) => played.failed.has(file));
  for (const { file } of failed) problems.push(`fails without a mutant: ${file}`);
  if (played.broken.length > 0) problems.push(`without a mutant: ${firstLine(played.broken)}`);
  say(
    `as the source is: ${played.tests} tests of ${scenarios.length} scenarios, ${failed.length} fail (${seconds(begin)})`,
  );
}

const numbers = (list: readonly DeclaredScenario[]) => list.map(({ number }) => number).join(" ");
const firstLine = (errors: readonly string[]) => stripVTControlCharacters(errors.join("\n")).split("\n", 1)[0];
const seconds = (begin: number) => `${((performance.now() - begin) / 1000).toFixed(1)} s`;

const begin = performance.now();
const uncaught = new Set(asked.filter((rule) => !MUTANTS.some((mutant) => mutant.rule === rule)));
for (const rule of uncaught) problems.push(`${rule} has no mutant`);
const work = MUTANTS.filter(({ rule }) => asked.includes(rule)).map((mutant) => async (player: Player) => {
  if (!(await tryMutant(player, mutant))) uncaught.add(mutant.rule);
});
// The longest first.
if (!values["skip-unchanged"]) work.unshift(tryUnchanged);
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    const player = await Player.start({ first: values.first });
    for (let next = work.shift(); next; next = work.shift()) await next(player);
    await player.close();
  }),
);
for (const problem of problems) process.stderr.write(`mutate: ${problem}\n`);
say(`${seconds(begin)} in all`);
say(`${asked.length} rules, ${asked.length - uncaught.size} caught`);
process.exit(problems.length > 0 ? 1 : 0);
