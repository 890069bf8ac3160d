// The host removes the loop marker: what goes out comes back and goes out again.
import { reportWord, SUBJECT, sendAndRecall } from "../act.ts";
import type { Scene } from "../scene.ts";
import { ALICE, scenario } from "../tenant.ts";

export const dropsLoopHeader: Scene = {
  id: "drops-loop-header",
  title: "smart host drops the loop marker",
  expected: "never arrives, NDR 5.4.14; report: reason unknown",
  async play(start) {
    const tenant = await start(scenario("drops-loop-header"));
    const { outcome, original, recipient } = await sendAndRecall(tenant);
    const notification = await tenant.find(ALICE, `Undeliverable: ${SUBJECT}`);
    const text = notification && (await tenant.graph.mime(ALICE, notification.id));
    const inInbox = (await tenant.graph.messages(ALICE, { folder: "inbox", top: 100 })).some(
      ({ id }) => id === notification?.id,
    );
    const isTold = inInbox && text?.includes("5.4.14") === true;
    return {
      outcome: outcome === "never arrives" && isTold ? "never arrives, NDR 5.4.14" : outcome,
      report: reportWord(recipient),
      claims: [{ holds: original.out.length > 10, otherwise: `the message left ${original.out.length} times only` }],
      why: `It left ${original.out.length} times, until the hop count ended the loop, and Alice has the NDR in her Inbox.`,
      trueReason: recipient.trueReasonText,
    };
  },
};
