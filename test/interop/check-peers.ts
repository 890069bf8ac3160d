// The check against mail servers that were written elsewhere, as a vendor would run it: what they do to recall is known of
// their configuration, and the check must say just that.
import { runCheck } from "../../src/check/check.ts";
import type { CaseResult, Group, Run, VerdictName } from "../../src/check/run.ts";
import { startSandbox } from "../../src/sandbox.ts";
import { fixedPorts, temporaryFolder } from "../support/processes.ts";
import { startExim } from "./peers/exim.ts";
import type { PeerOptions, RunningPeer } from "./peers/peer.ts";
import { startPostfix } from "./peers/postfix.ts";
import { EXIM, expect, POSTFIX, type Step } from "./step.ts";

interface CheckedPeer {
  readonly start: (options: PeerOptions) => Promise<RunningPeer>;
  /** Ids of failing must-cases. */
  readonly failing: readonly string[];
  /** Whose other cases may fail, too. */
  readonly alsoIn?: readonly Group[];
  readonly verdict: VerdictName;
}

async function checkPeer({ start, failing, alsoIn = [], verdict }: CheckedPeer): Promise<string> {
  const [port = 0, returnPort = 0] = await fixedPorts(2);
  const peer = await start({ folder: temporaryFolder("peer").path, port, returnPort });
  try {
    const { run } = await runCheck(startSandbox, {
      smartHost: { host: "127.0.0.1", port },
      returnTo: { host: "127.0.0.1", port: returnPort },
      seed: 1,
    });
    const rest = failedCases(run).filter(({ id, group }) => !failing.includes(id) && !alsoIn.includes(group));
    const missing = failing.filter((id) => !failed(run).includes(id));
    expect("no other must-case fails", rest.length === 0, why(rest));
    expect(`these fail: ${failing.join(", ")}`, missing.length === 0, `${missing.join(", ")} did not`);
    expect(`the verdict is ${verdict}`, run.verdict.name === verdict, run.verdict);
    return `${verdict}; ${run.cases.length} cases, failing: ${failed(run).join(", ") || "none"}`;
  } catch (error) {
    throw new Error(`${String(error)}\n${peer.log()}`);
  } finally {
    await peer.stop();
  }
}

const failedCases = ({ cases }: Run) => cases.filter(({ level, outcome }) => level === "must" && outcome === "FAILED");
const failed = (run: Run) => failedCases(run).map(({ id }) => id);
const why = (cases: readonly CaseResult[]) => cases.map(({ id, sentence }) => `${id} ${sentence}`).join("\n");

/** Of a host that takes away x-ms-exchange-*: no request is known when it comes back. */
const WITHOUT_EXCHANGE_HEADERS: CheckedPeer = {
  start: (options) => startPostfix({ ...options, removesExchangeHeaders: true }),
  failing: [
    "RECALL-01",
    "RECALL-02",
    "RECALL-09",
    "RECALL-10",
    "RECALL-11",
    "RECALL-12",
    "RECALL-13",
    "RECALL-14",
    "RECALL-15",
    "RECALL-16",
    "RECALL-18",
    "RECALL-19",
  ],
  alsoIn: ["HDR", "RECALL", "REPORT"],
  verdict: "With rich text or exemption",
};

export const checkPeerSteps: readonly Step[] = [
  {
    name: "check: Postfix that changes nothing",
    needs: [POSTFIX],
    run: () => checkPeer({ start: startPostfix, failing: [], verdict: "Transparent" }),
  },
  {
    name: "check: Postfix that removes x-ms-exchange-*",
    needs: [POSTFIX],
    run: () => checkPeer(WITHOUT_EXCHANGE_HEADERS),
  },
  {
    name: "check: Exim that changes nothing",
    needs: [EXIM],
    run: () => checkPeer({ start: startExim, failing: [], verdict: "Transparent" }),
  },
];
