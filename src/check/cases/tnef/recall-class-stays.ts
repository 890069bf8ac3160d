import { TAG } from "../../../tnef/property-tags.ts";
import type { Case } from "../case.ts";
import { sameProperty } from "../judging/properties.ts";
import { bothWinmails, RICH_TEXT } from "../tnef-kept.ts";

export const recallClassStays: Case = {
  id: "TNEF-06",
  title: "A recall request in TNEF stays one",
  requirement: {
    text: "Of TNEF a request is known by the message class IPM.Outlook.Recall.",
    source: "docs/recall.md R11",
  },
  level: "must",
  sends: "A message, and classic Outlook's recall of it, in TNEF.",
  judges:
    "The message class inside the request's winmail.dat is IPM.Outlook.Recall, and its other recall properties are kept.",
  settings: RICH_TEXT,
  async run(lab) {
    const original = await lab.send({ client: "outlook", text: "The figures for May.\r\n" });
    const recall = await lab.recall(original, { client: "outlook" });
    const [back, left] = await bothWinmails(lab, await recall.request(), "must");
    const properties = [back.message.properties, left.message.properties] as const;
    const why =
      sameProperty(...properties, TAG.PidTagMessageClass, "for the tenant it is no recall request any more") ??
      sameProperty(...properties, TAG.RecallSearchKey, "nothing in it names the original any more");
    if (why !== undefined) lab.fail(why);
  },
};
