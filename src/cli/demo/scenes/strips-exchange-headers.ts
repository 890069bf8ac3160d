// The host removes X-MS-Exchange-… headers, and with them the request's mark.

import { isMarked, reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { BOB, scenario } from "../tenant.ts";

export const stripsExchangeHeaders: Scene = {
  id: "strips-exchange-headers",
  title: "smart host strips X-MS-Exchange-* headers",
  expected: "original stays; report: reason unknown",
  async play(start) {
    const tenant = await start(scenario("strips-exchange-headers"));
    const { outcome, recipient, request } = await sendAndRecall(tenant);
    const asMail = await tenant.find(BOB, "Recall: Q3 numbers");
    return {
      outcome,
      report: reportWord(recipient),
      claims: [
        { holds: await isMarked(tenant, request.out[0]), otherwise: "the request left without its mark" },
        { holds: request.in.length === 1 && !(await isMarked(tenant, request.in[0])), otherwise: "the mark came back" },
        { holds: asMail !== undefined, otherwise: "the request is not in Bob's mailbox as mail" },
      ],
      why: recipient.trueReasonText ?? "",
      trueReason: recipient.trueReasonText,
    };
  },
};
