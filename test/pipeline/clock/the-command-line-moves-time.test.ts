// `recall-sandbox clock advance`.
import { run } from "../../../src/cli/program.ts";
import { sandbox, submit } from "../../support/sandbox.ts";
import { fakeTerminal } from "../../unit/cli/terminal.ts";
import { whatTimeMoves } from "./what-time-moves.ts";

whatTimeMoves(async (config) => {
  const on = await sandbox({ config });
  return {
    url: on.url,
    submit: (mail) => submit(on, mail),
    idle: () => on.idle(),
    async advance(by) {
      const terminal = fakeTerminal();
      const code = await run(["clock", "advance", by, "--url", on.url], terminal);
      if (code !== 0) throw new Error(terminal.complained.join("\n"));
      return terminal.written.join("\n");
    },
  };
});
