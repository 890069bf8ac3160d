// The host gives every message, requests too, a Message-ID of its own.
import { reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { scenario } from "../tenant.ts";

export const rewritesMessageId: Scene = {
  id: "rewrites-message-id",
  title: "smart host rewrites Message-ID",
  expected: "original stays; report: reason unknown",
  async play(start) {
    const played = await sendAndRecall(await start(scenario("rewrites-message-id")));
    const { copy, messageId, outcome, recipient, request, waited } = played;
    return {
      outcome,
      report: reportWord(recipient),
      claims: [
        {
          holds: copy !== undefined && copy.internetMessageId !== messageId,
          otherwise: "the copy kept its Message-ID",
        },
        { holds: request.out.length === 1 && request.in.length === 0, otherwise: "the request came back as itself" },
        { holds: waited, otherwise: "the report was not pending first" },
      ],
      why: `Pending for 24 hours. ${recipient.trueReasonText ?? ""}`,
      trueReason: recipient.trueReasonText,
    };
  },
};
