// The recalls that the verdict is made of: one plain message to one mailbox, by both generations' clients.
import type { Case, CaseSetting } from "../case.ts";
import { expectRight, type Generation, sendAndRecall } from "../recalling.ts";

export interface PlainRecall extends Pick<Case, "id" | "title" | "requirement" | "level" | "sends"> {
  readonly generations: readonly Generation[];
  readonly setting?: CaseSetting;
}

export function plainRecall({ generations, setting, ...described }: PlainRecall): Case {
  return {
    ...described,
    judges: "The copy is gone from the mailbox, and the report page says that it was recalled.",
    decidesVerdict: true,
    ...(setting && { settings: [setting] }),
    recipients: generations.length,
    async run(lab) {
      const runs = generations.map((generation) =>
        sendAndRecall(lab, generation, { to: [lab.recipient(`recipient of ${generation}`)] }),
      );
      // Both to their ends, even if one fails: the verdict rests on what was seen of each.
      const ended = await Promise.allSettled(runs);
      for (const [index, one] of ended.entries()) {
        if (one.status === "rejected") throw one.reason;
        expectRight(lab, one.value.outcome, WHO[generations[index] as Generation]);
      }
    },
  };
}

const WHO: Readonly<Record<Generation, string>> = {
  A: "What classic Outlook sent",
  B: "What the new clients sent",
};
