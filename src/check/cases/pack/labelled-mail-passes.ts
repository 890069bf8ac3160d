import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const LABEL = "MSIP_Label_3de9faa6-9fe1-49b3-9a08-227a296b54a6";
const LABELS = [
  `${LABEL}_Enabled=true;`,
  `${LABEL}_Name=Confidential;`,
  `${LABEL}_SiteId=00000000-0000-0000-0000-000000000001;`,
  `${LABEL}_SetDate=2026-11-26T10:00:00.000Z;`,
  `${LABEL}_Method=Standard;`,
].join("\r\n ");

export const labelledMailPasses: Case = unchanged({
  id: "PACK-11",
  title: "Mail with a sensitivity label passes",
  requirement: {
    text: "The label travels in msip_labels: who holds it back makes the message unlabelled.",
    source: "RFC 5322 §3.6.8",
  },
  level: "must",
  sends: "A message with msip_labels over several lines.",
  judges: "The field is there with the same value, and the text is the same, but for a declared signature.",
  mail: () => message([`msip_labels: ${LABELS}`], text("Hello\r\n", { charset: "us-ascii" })),
  holds: [sameFields("msip_labels"), sameTexts],
});
