import type { RecallLanguage } from "../../../agents/recall/wire/texts.ts";
import type { Case } from "../case.ts";
import { recalledMail } from "./recalled-mail.ts";

const SUBJECTS: readonly (readonly [RecallLanguage, string, string])[] = [
  ["zh-CN", "simplified Chinese", "报价单"],
  ["zh-TW", "traditional Chinese", "報價單"],
  ["ko", "Korean", "견적서"],
];

export const localizedRequestsWork: Case = recalledMail({
  id: "RECALL-12",
  title: "Recall in other languages",
  requirement: {
    text: "The subject of a request decides nothing: requests in every language, in its charset, work.",
    source: "docs/recall.md R3, R4, R11",
  },
  level: "must",
  sends:
    "Requests of classic Outlook in simplified Chinese (gb2312), traditional Chinese (big5) and Korean (ks_c_5601-1987).",
  variants: SUBJECTS.map(([language, name, subject]) => ({
    who: `The original of a request in ${name}`,
    mail: { client: "outlook", subject },
    generation: "A",
    language,
  })),
});
