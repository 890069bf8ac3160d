// POST /api/clock/advance.
import { sandbox, submit } from "../../support/sandbox.ts";
import { send } from "../http/support.ts";
import { whatTimeMoves } from "./what-time-moves.ts";

whatTimeMoves(async (config) => {
  const on = await sandbox({ config });
  return {
    url: on.url,
    submit: (mail) => submit(on, mail),
    idle: () => on.idle(),
    advance: async (by) => (await send<{ now: string }>(on, "POST", "/api/clock/advance", { by })).now,
  };
});
