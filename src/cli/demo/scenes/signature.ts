// A signature service in the loop, as its vendor would have it.
import { isMarked, reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { DEFAULT } from "../tenant.ts";

export const signature: Scene = {
  id: "signature",
  title: "signature service in the loop",
  expected: "recalled; report: recalled",
  async play(start) {
    const tenant = await start(DEFAULT);
    const { copy, outcome, recipient, original, request } = await sendAndRecall(tenant);
    const [returned] = request.in;
    return {
      outcome,
      report: reportWord(recipient),
      claims: [
        { holds: original.out.length === 1 && original.in.length === 1, otherwise: "the message made no round trip" },
        { holds: copy?.mime.includes("signed by the recall-sandbox smart host") === true, otherwise: "not signed" },
        { holds: request.out.length === 1 && request.in.length === 1, otherwise: "the request made no round trip" },
        { holds: await isMarked(tenant, returned), otherwise: "the request came back without its mark" },
      ],
      why: `The request came back with its Message-ID and its mark, over the connector "${returned?.connector}".`,
      trueReason: recipient.trueReasonText,
    };
  },
};
