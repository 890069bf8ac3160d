// A signature service in the loop, as its vendor would have it.
import { reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { DEFAULT } from "../tenant.ts";

export const signature: Scene = {
  id: "signature",
  title: "signature service in the loop",
  expected: "recalled; report: recalled",
  async play(start) {
    const { copy, outcome, recipient, original, request } = await sendAndRecall(await start(DEFAULT));
    return {
      outcome,
      report: reportWord(recipient),
      claims: [
        { holds: original.out.length === 1 && original.in.length === 1, otherwise: "the message made no round trip" },
        { holds: copy?.mime.includes("signed by the recall-sandbox smart host") === true, otherwise: "not signed" },
        { holds: request.out.length === 1 && request.in.length === 1, otherwise: "the request made no round trip" },
      ],
      why: "the request left and came back with its Message-ID and its mark, over an OnPremises connector",
    };
  },
};
