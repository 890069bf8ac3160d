// Nobody stands between the two mailboxes.
import { reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { scenario } from "../tenant.ts";

export const direct: Scene = {
  id: "direct",
  title: "internal mail, no smart host",
  expected: "recalled; report: recalled",
  async play(start) {
    const { outcome, recipient, original, request } = await sendAndRecall(await start(scenario("no-smart-host")));
    const legs = original.out.length + original.in.length + request.out.length + request.in.length;
    return {
      outcome,
      report: reportWord(recipient),
      claims: [{ holds: legs === 0, otherwise: `${legs} legs over a connector` }],
      why: "Neither message nor request left the tenant; the copy was found by its Message-ID.",
      trueReason: recipient.trueReasonText,
    };
  },
};
