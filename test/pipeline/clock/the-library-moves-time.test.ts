// advance() of the package.
import { onTestFinished } from "vitest";
import { startSandbox } from "../../../src/library/index.ts";
import { whatTimeMoves } from "./what-time-moves.ts";

whatTimeMoves(async (config) => {
  const on = await startSandbox({ config });
  onTestFinished(() => on.stop());
  return {
    url: on.url,
    submit: async ({ to = "bob@contoso.com", ...mail }) =>
      (await on.send({ from: "alice@contoso.com", to, text: "Hello", ...mail })).messageId,
    idle: () => on.idle(),
    async advance(by) {
      await on.advance(by);
      return on.now.toISOString();
    },
  };
});
