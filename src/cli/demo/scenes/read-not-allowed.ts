// Bob has read it, and the administrator does not let read messages be recalled.
import { reportWord, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { BOB, DEFAULT } from "../tenant.ts";

export const readNotAllowed: Scene = {
  id: "read-not-allowed",
  title: "read message, RecallReadMessagesEnabled $false",
  expected: "original stays; report: reason unknown",
  async play(start) {
    const tenant = await start(DEFAULT);
    await tenant.exchange.invoke("Set-OrganizationConfig", { RecallReadMessagesEnabled: false });
    const { outcome, recipient } = await sendAndRecall(tenant, {
      meanwhile: (copy) => tenant.graph.markRead(BOB, copy.id),
    });
    const [config] = await tenant.exchange.invoke("Get-OrganizationConfig");
    return {
      outcome,
      report: reportWord(recipient),
      claims: [
        { holds: config?.RecallReadMessagesEnabled === false, otherwise: "RecallReadMessagesEnabled is not False" },
        { holds: recipient.trueReason === "readNotAllowed", otherwise: `true reason ${recipient.trueReason}` },
      ],
      why: recipient.trueReasonText ?? "",
      trueReason: recipient.trueReasonText,
    };
  },
};
