// What is wrong with a configuration: all problems at once, each with its place and what would be right.

export interface ConfigurationProblem {
  /** File as it was named, "configuration" for an object, or "environment RECALL_SANDBOX_…". */
  readonly file: string;
  /** From 1; absent where there is no text to point at. */
  readonly line?: number;
  readonly column?: number;
  /** "outboundConnectors.1.smartHosts"; "" for the file itself. */
  readonly path: string;
  readonly message: string;
}

export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

/** `config/default.yaml:41:7 outboundConnectors.1.smartHosts: must name a host when useMxRecord is false` */
export function formatProblem(problem: ConfigurationProblem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`;
  return problem.path === "" ? `${place}: ${problem.message}` : `${place} ${problem.path}: ${problem.message}`;
}
