import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { untilStopped } from "../../../src/cli/until-stopped.ts";
import { silentLog } from "../../../src/runtime/log.ts";
import { fakeTerminal } from "./terminal.ts";

function slowStop() {
  let finish = () => {};
  const stopped = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const calls: number[] = [];
  const stop = () => {
    calls.push(1);
    return stopped;
  };
  return { calls, finish, stop };
}

describe("untilStopped()", () => {
  it("stops once at the first signal and ends when that is done", async () => {
    const [terminal, sandbox] = [fakeTerminal(), slowStop()];
    const done = untilStopped(terminal, sandbox, silentLog);
    terminal.signal("SIGTERM");
    sandbox.finish();
    await done;
    expect(sandbox.calls).toHaveLength(1);
    expect(terminal.exits).toEqual([]);
  });

  it("takes a signal that npm passed on for the same key press", () => {
    const [terminal, sandbox] = [fakeTerminal(), slowStop()];
    void untilStopped(terminal, sandbox, silentLog);
    terminal.signal("SIGINT");
    terminal.signal("SIGINT");
    expect(terminal.exits).toEqual([]);
  });

  it("ends at once at a second signal", async () => {
    const [terminal, sandbox] = [fakeTerminal(), slowStop()];
    void untilStopped(terminal, sandbox, silentLog);
    terminal.signal("SIGINT");
    await sleep(450);
    terminal.signal("SIGINT");
    expect(terminal.exits).toEqual([130]);
  });

  it("reads the configuration anew at SIGHUP and goes on", async () => {
    const [terminal, sandbox] = [fakeTerminal(), slowStop()];
    let reloads = 0;
    const reload = async () => {
      reloads += 1;
      throw new Error("the file is not right");
    };
    const done = untilStopped(terminal, { ...sandbox, reload }, silentLog);
    terminal.signal("SIGHUP");
    terminal.signal("SIGHUP");
    expect([reloads, sandbox.calls.length]).toEqual([2, 0]);
    terminal.signal("SIGTERM");
    sandbox.finish();
    await done;
  });

  it("stops at SIGHUP when the terminal is gone, and where there is nothing to read anew", async () => {
    for (const reload of [async () => expect.unreachable(), undefined]) {
      const [terminal, sandbox] = [fakeTerminal({ isHungUp: () => true }), slowStop()];
      const done = untilStopped(terminal, { ...sandbox, ...(reload && { reload }) }, silentLog);
      terminal.signal("SIGHUP");
      sandbox.finish();
      await done;
      expect(sandbox.calls).toHaveLength(1);
    }
  });
});
