// Reads Prometheus' text format and refuses what is not quite right. prometheus.io/docs/instrumenting/exposition_formats

export interface Family {
  readonly type: string;
  readonly help: string;
  /** By name and labels, as written: `x_total{queue="a"}`. */
  readonly samples: Map<string, number>;
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (-?[0-9.e+-]+|[+-]Inf|NaN)$/;
const LABELS = /^\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"(?:,(?!\}))?)+\}$/;

/** @throws Error naming the line. */
export function parseMetrics(text: string): Map<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, Family>();
  const helps = new Map<string, string>();
  let current: { name: string; family: Family } | undefined;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const fail = (why: string) => new Error(`${why}: ${line}`);
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment) {
      const [, kind, name = "", rest = ""] = comment;
      if (kind === "HELP") {
        if (helps.has(name)) throw fail("HELP came before");
        helps.set(name, rest);
        continue;
      }
      if (families.has(name)) throw fail("TYPE came before");
      const help = helps.get(name);
      if (help === undefined) throw fail("no HELP");
      if (!/^(?:counter|gauge|histogram|summary)$/.test(rest)) throw fail("no such type");
      if ((rest === "counter") !== name.endsWith("_total")) throw fail("counters, and they alone, end with _total");
      current = { name, family: { type: rest, help, samples: new Map() } };
      families.set(name, current.family);
      continue;
    }
    const [, name = "", labels, value = ""] = SAMPLE.exec(line) ?? [];
    if (!current || name === "") throw fail("no sample");
    if (labels !== undefined && !LABELS.test(labels)) throw fail("labels can't be read");
    const base = current.family.type === "histogram" ? name.replace(/_(?:bucket|sum|count)$/, "") : name;
    if (base !== current.name) throw fail(`stands among ${current.name}`);
    const key = `${name}${labels ?? ""}`;
    if (current.family.samples.has(key)) throw fail("twice");
    current.family.samples.set(key, Number(value.replace("Inf", "Infinity")));
  }
  return families;
}

/** The value of one series; 0 where there is none. */
export function sample(families: Map<string, Family>, key: string): number {
  const name = key.replace(/\{.*/, "");
  const family = families.get(name) ?? families.get(name.replace(/_(?:bucket|sum|count)$/, ""));
  if (!family) throw new Error(`nothing is called ${name}`);
  return family.samples.get(key) ?? 0;
}
