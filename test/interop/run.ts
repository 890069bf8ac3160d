// Programs that were not written here: clients that submit, Postfix as the smart host, decoders of TNEF,
// strace as a witness.
//
//   node test/interop/run.ts [WORD …]       only the steps whose names hold one of the words
//
// A peer that is not installed is skipped with its Debian package; with CI=true it is a failure.
import { checkPeerSteps } from "./check-peers.ts";
import { dockerfileSteps } from "./dockerfile.ts";
import { fdatasyncStep } from "./fdatasync.ts";
import { postfixSteps } from "./postfix-scenes.ts";
import { isInstalled, type Step } from "./step.ts";
import { submissionSteps } from "./submission.ts";
import { tnefSteps } from "./tnef.ts";
import { tnefCorpusSteps } from "./tnef-corpus.ts";

const steps: readonly Step[] = [
  ...submissionSteps,
  ...postfixSteps,
  ...checkPeerSteps,
  ...dockerfileSteps,
  ...tnefSteps,
  ...tnefCorpusSteps,
  fdatasyncStep,
];
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = ({ name }: Step) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word));
const mustRun = process.env.CI === "true";

type Outcome = "ok" | "skipped" | "FAILED";

async function attempt(step: Step): Promise<Outcome> {
  const missing = step.needs.filter((peer) => !isInstalled(peer)).map((peer) => peer.package);
  if (missing.length > 0) {
    return tell(
      mustRun ? "FAILED" : "skipped",
      step,
      `install Debian's ${missing.join(", ")}: apt-get install ${missing.join(" ")}`,
    );
  }
  try {
    return tell("ok", step, await step.run());
  } catch (error) {
    return tell("FAILED", step, error instanceof Error ? error.message : String(error));
  }
}

function tell(outcome: Outcome, { name }: Step, sentence: string): Outcome {
  process.stdout.write(`${outcome.padEnd(8)} ${name}: ${sentence}\n`);
  return outcome;
}

const outcomes: Outcome[] = [];
for (const step of steps.filter(isWanted)) outcomes.push(await attempt(step));
const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
process.stdout.write(`${count("ok")} passed, ${count("FAILED")} failed, ${count("skipped")} skipped\n`);
process.exit(count("FAILED") > 0 ? 1 : 0);
