// The check against mail servers that were written elsewhere, as a vendor would run it: what they do to recall is known of
// their configuration, and the check must say just that.
import { runCheck } from "../../src/check/check.ts";
import type { Run, VerdictName } from "../../src/check/run.ts";
import { startSandbox } from "../../src/sandbox.ts";
import { fixedPorts, temporaryFolder } from "../support/processes.ts";
import { startExim } from "./peers/exim.ts";
import type { PeerOptions, RunningPeer } from "./peers/peer.ts";
import { startPostfix } from "./peers/postfix.ts";
import { EXIM, expect, POSTFIX, type Step } from "./step.ts";

interface CheckedPeer {
  readonly start: (options: PeerOptions) => Promise<RunningPeer>;
  /** Ids of its failing must-cases. */
  readonly failing: readonly string[];
  readonly verdict: VerdictName;
}

async function checkPeer({ start, failing, verdict }: CheckedPeer): Promise<string> {
  const [port = 0, returnPort = 0] = await fixedPorts(2);
  const peer = await start({ folder: temporaryFolder("peer").path, port, returnPort });
  try {
    const { run } = await runCheck(startSandbox, {
      smartHost: { host: "127.0.0.1", port },
      returnTo: { host: "127.0.0.1", port: returnPort },
      seed: 1,
    });
    expect(`failing must-cases: ${failing.join(", ") || "none"}`, failed(run).join() === failing.join(), why(run));
    expect(`the verdict is ${verdict}`, run.verdict.name === verdict, run.verdict);
    return `${verdict}; ${run.cases.length} cases, failing: ${failing.join(", ") || "none"}`;
  } catch (error) {
    throw new Error(`${String(error)}\n${peer.log()}`);
  } finally {
    await peer.stop();
  }
}

const failedCases = ({ cases }: Run) => cases.filter(({ level, outcome }) => level === "must" && outcome === "FAILED");
const failed = (run: Run) => failedCases(run).map(({ id }) => id);
const why = (run: Run) =>
  failedCases(run)
    .map(({ id, sentence }) => `${id} ${sentence}`)
    .join("\n");

export const checkPeerSteps: readonly Step[] = [
  {
    name: "check: Postfix that changes nothing",
    needs: [POSTFIX],
    run: () => checkPeer({ start: startPostfix, failing: [], verdict: "Transparent" }),
  },
  {
    name: "check: Exim that changes nothing",
    needs: [EXIM],
    run: () => checkPeer({ start: startExim, failing: [], verdict: "Transparent" }),
  },
];
