// Runs until a signal, then stops with grace: listeners say 421, what is in flight ends. A second signal ends at once.
// SIGHUP has its configuration read anew where there is one, unless it says that the terminal is gone.
import type { Log } from "../runtime/log.ts";
import type { Terminal } from "./terminal.ts";

/** npm and a wrapper pass a Ctrl-C on that the terminal gave us as well: within this time it is the same one. */
const SAME_KEY_MS = 400;
const KILLED = 130;

export async function untilStopped(
  terminal: Terminal,
  sandbox: { stop(): Promise<void>; reload?(): Promise<unknown> },
  log: Log,
): Promise<void> {
  let stopping: Promise<void> | undefined;
  let since = 0;
  await new Promise<void>((resolve, reject) => {
    terminal.onSignal((signal) => {
      if (signal === "SIGHUP" && sandbox.reload && !stopping && !terminal.isHungUp?.()) {
        log.info({ signal }, "reading the configuration anew");
        // What is wrong was logged where it was found.
        sandbox.reload().catch(() => undefined);
        return;
      }
      if (stopping) {
        if (performance.now() - since > SAME_KEY_MS) terminal.exit(KILLED);
        return;
      }
      since = performance.now();
      log.info({ signal }, "stopping: what is in flight ends first; once more to stop at once");
      stopping = sandbox.stop();
      stopping.then(resolve, reject);
    });
  });
  log.info("stopped");
}
