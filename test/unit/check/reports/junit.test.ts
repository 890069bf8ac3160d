import { describe, expect, it } from "vitest";
import { formatJUnit } from "../../../../src/check/reports/junit.ts";
import type { Run } from "../../../../src/check/run.ts";
import { aCase, aFailedRecord, aRun, aTrial } from "../../../support/check-run.ts";
import { parseXml, type XmlElement } from "../../../support/xml.ts";

/** What the schemas of Ant and of Jenkins (junit-10.xsd) both allow: attributes (! for required) and children, in order. */
const SCHEMA: Readonly<Record<string, { attributes: string; children: readonly string[] }>> = {
  testsuites: { attributes: "name tests failures errors time disabled", children: ["testsuite"] },
  testsuite: {
    attributes: "name! tests! failures! errors! time! skipped timestamp! hostname! id package",
    children: ["properties", "testcase", "system-out", "system-err"],
  },
  properties: { attributes: "", children: ["property"] },
  property: { attributes: "name! value!", children: [] },
  testcase: { attributes: "name! classname! time!", children: ["skipped", "error", "failure", "system-out"] },
  skipped: { attributes: "message", children: [] },
  failure: { attributes: "message type!", children: [] },
  "system-out": { attributes: "", children: [] },
};

function problemsOf(element: XmlElement): string[] {
  const { name, attributes, children } = element;
  const rule = SCHEMA[name];
  if (!rule) return [`<${name}> is unknown`];
  const known = rule.attributes.split(" ").map((one) => one.replace("!", ""));
  const required = rule.attributes.split(" ").flatMap((one) => (one.endsWith("!") ? one.slice(0, -1) : []));
  const order = children.map((child) => rule.children.indexOf(child.name));
  return [
    ...Object.keys(attributes).flatMap((one) => (known.includes(one) ? [] : `<${name} ${one}> is unknown`)),
    ...required.flatMap((one) => (one in attributes ? [] : `<${name}> lacks ${one}`)),
    ...Object.entries(attributes).flatMap(([one, value]) => (isOfType(one, value) ? [] : `${one}="${value}"`)),
    ...(order.includes(-1) || order.some((at, index) => at < (order[index - 1] ?? 0)) ? [`order in <${name}>`] : []),
    ...children.flatMap(problemsOf),
  ];
}

function isOfType(name: string, value: string): boolean {
  if (["tests", "failures", "errors", "skipped", "id"].includes(name)) return /^\d+$/.test(value);
  if (name === "time") return /^\d+\.\d+$/.test(value);
  return name !== "timestamp" || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value);
}

const read = (run: Run) => parseXml(formatJUnit(run));

describe("JUnit XML", () => {
  it("keeps to the schema, whatever ended how", () => {
    const { run } = aFailedRecord();
    const informational = aCase("LOOP-01", { outcome: "INFORMATIONAL", level: "info" });
    expect(problemsOf(read(aRun([...run.cases, informational])))).toEqual([]);
    expect(problemsOf(read(aRun([])))).toEqual([]);
  });

  it("has a suite for each group, and counts", () => {
    const suites = read(aFailedRecord().run).children;
    expect(
      suites.map(({ attributes: { name, tests, failures, skipped } }) => [name, tests, failures, skipped].join(" ")),
    ).toEqual(["WIRE 2 0 1", "MIME 1 0 0", "ID 1 1 0"]);
  });

  it("tells of a failure what is needed to act on it", () => {
    const { run, contents } = aFailedRecord();
    const failure = read(run)
      .children.flatMap(({ children }) => children)
      .find(({ name, attributes }) => name === "testcase" && attributes.name?.startsWith("ID-01"))?.children[0];
    expect(failure?.attributes.message).toBe(
      "It came back with another Message-ID (<m1@contoso.com> became <x@vendor>).",
    );
    expect(failure?.text).toContain("Required: Body lines that begin with a dot arrive with it. (RFC 5321 §4.5.2)");
    for (const sha256 of contents.keys()) expect(failure?.text).toContain(`evidence/${sha256}.eml`);
  });

  it("counts warnings as failures only under --strict", () => {
    const cases = [aCase("MIME-01", { outcome: "NON-STRICT", level: "should" })];
    const strict = { ...aRun(cases).settings, strict: true };
    expect(read(aRun(cases)).attributes.failures).toBe("0");
    expect(read(aRun(cases, { settings: strict })).attributes.failures).toBe("1");
  });

  it("shows control characters, and keeps markup as text", () => {
    const sentence = 'a\x00b\x1b[2J\u202e]]> <a href="x">&amp;\ud800\ufffe';
    const cases = [aCase("MIME-01", { outcome: "FAILED", sentence, trials: [aTrial({ sentence })] })];
    const [suite] = read(aRun(cases)).children;
    const failure = suite?.children.at(-1)?.children[0];
    expect(failure?.attributes.message).toBe('a␀b␛[2J[U+202E]]]> <a href="x">&amp;\ufffd[U+FFFE]');
  });
});
