// The configuration from a YAML file, YAML text or an object, with environment overrides: all problems are reported at once.
import { assemble } from "./assemble.ts";
import { checkConnectors } from "./checks/connectors.ts";
import { checkInboxRules } from "./checks/inbox-rules.ts";
import { checkJournalRules } from "./checks/journal-rules.ts";
import { checkRecipients } from "./checks/recipients.ts";
import { checkSettings } from "./checks/settings.ts";
import { checkTransportRules } from "./checks/transport-rules.ts";
import type { Configuration } from "./configuration.ts";
import { readDraft } from "./draft.ts";
import { applyEnvironment, type Environment } from "./environment.ts";
import { problemAt } from "./located.ts";
import { ConfigurationError, type ConfigurationProblem } from "./problems.ts";
import { readSource } from "./source.ts";

const CHECKS = [
  checkSettings,
  checkRecipients,
  checkConnectors,
  checkTransportRules,
  checkInboxRules,
  checkJournalRules,
];

/**
 * `source`: a path, YAML text (anything with a line end in it), or an object of the same shape. `env`: pass process.env
 * to let RECALL_SANDBOX_… variables override settings.
 * @throws ConfigurationError
 */
export function loadConfiguration(source: string | object, env: Environment = {}): Configuration {
  const read = readSource(source);
  // A text that can't be read tells nothing about its values.
  if (read.problems.length > 0) throw new ConfigurationError(read.problems);
  const overridden = applyEnvironment(read.tree, env);
  const { draft, problems } = readDraft(overridden.tree);
  problems.push(...overridden.problems);
  const faulty = problems.map((problem) => problem.path);
  for (const check of CHECKS) {
    check(draft, (path, message, onKey = false) => {
      // What follows from a value that is wrong already, or from a list entry without it, is not said twice.
      const name = path.join(".");
      const follows = faulty.some((fault) => isWithin(fault, name) || isWithin(name, fault));
      if (!follows) problems.push(problemAt(draft.tree, path, message, onKey));
    });
  }
  if (problems.length > 0) throw new ConfigurationError(inOrder(problems));
  return assemble(draft);
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

/** As one reads the files: by file, then by line. */
function inOrder(problems: ConfigurationProblem[]): ConfigurationProblem[] {
  const files = [...new Set(problems.map((problem) => problem.file))];
  return problems.toSorted(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
