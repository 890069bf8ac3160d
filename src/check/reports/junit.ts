// A run as CI servers read it: JUnit XML, a suite for each group, a test case for each case. The elements and attributes
// that the schemas of Ant and of Jenkins (junit-10.xsd) have in common.
import { type CaseResult, GROUPS, type Run, type Trial } from "../run.ts";
import { escapeXml } from "./xml.ts";

export function formatJUnit(run: Run): string {
  const suites = GROUPS.map((group) => run.cases.filter((one) => one.group === group)).filter(
    (cases) => cases.length > 0,
  );
  const all = `${countsOf(run.cases, run)} time="${seconds(sum(run.cases))}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="recall-sandbox check" ${all}>`,
    ...suites.map((cases, id) => suite(run, cases, id)),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(run: Run, cases: readonly CaseResult[], id: number): string {
  const skipped = cases.filter(({ outcome }) => outcome === "SKIPPED").length;
  const counts = `${countsOf(cases, run)} skipped="${skipped}" time="${seconds(sum(cases))}"`;
  const when = run.startedAt.replace(/(\.\d+)?Z$/, "");
  return [
    `  <testsuite id="${id}" name="${cases[0]?.group}" ${counts} timestamp="${escapeXml(when)}" hostname="localhost">`,
    "    <properties>",
    ...Object.entries(properties(run)).map(
      ([name, value]) => `      <property name="${name}" value="${escapeXml(value)}"/>`,
    ),
    "    </properties>",
    ...cases.map((one) => testCase(one, run)),
    "  </testsuite>",
  ].join("\n");
}

function properties({ id, seed, smartHost, verdict, version }: Run): Record<string, string> {
  const { address, greeting, build = "" } = smartHost;
  return {
    ...{ run: id, seed: String(seed), version, smartHost: address, greeting, build },
    verdict: verdict.name ?? "none",
  };
}

function testCase(one: CaseResult, run: Run): string {
  const head = `    <testcase classname="check.${one.group}" name="${escapeXml(`${one.id} ${one.title}`)}" time="${seconds(one.ms)}"`;
  const inner = outcomeOf(one, run);
  return inner === "" ? `${head}/>` : `${head}>\n${inner}\n    </testcase>`;
}

function outcomeOf(one: CaseResult, run: Run): string {
  const message = escapeXml(one.sentence);
  if (one.outcome === "SKIPPED") return `      <skipped message="${message}"/>`;
  if (isFailure(one, run))
    return `      <failure type="${one.level}" message="${message}">${escapeXml(detail(one))}</failure>`;
  return one.outcome === "OK" ? "" : `      <system-out>${escapeXml(`${one.outcome}: ${detail(one)}`)}</system-out>`;
}

/** As the exit code has it. */
const isFailure = ({ outcome }: CaseResult, run: Run): boolean =>
  outcome === "FAILED" || (outcome === "NON-STRICT" && run.settings.strict);

function detail(one: CaseResult): string {
  return [
    one.sentence,
    `Required: ${one.requirement.text} (${one.requirement.source})`,
    `Sends: ${one.sends}`,
    `Judges: ${one.judges}`,
    ...one.trials.map(trialLine),
  ].join("\n");
}

function trialLine({ form, tenant, serviceLevel, outcome, sentence, evidence }: Trial): string {
  const files = evidence.flatMap(({ legs }) => legs.map(({ sha256 }) => `\n  evidence/${sha256}.eml`));
  return `${form.toUpperCase()}, ${tenant}, ${serviceLevel}: ${outcome}: ${sentence}${[...new Set(files)].join("")}`;
}

function countsOf(cases: readonly CaseResult[], run: Run): string {
  return `tests="${cases.length}" failures="${cases.filter((one) => isFailure(one, run)).length}" errors="0"`;
}

const sum = (cases: readonly CaseResult[]): number => cases.reduce((total, { ms }) => total + ms, 0);
const seconds = (ms: number): string => (ms / 1000).toFixed(3);
