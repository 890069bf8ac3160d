import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

const SUBJECTS = [
  "=?utf-8?B?0J/QvtCy0ZbQtNC+0LzQu9C10L3QvdGP?=\r\n =?utf-8?B?INC/0YDQviDQt9GD0YHRgtGA0ZbRhw==?=",
  "Re: =?iso-8859-1?Q?Gr=F6=DFe?= of the =?utf-8?Q?R=C3=A4ume?= [#12]",
  "=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?= =?utf-8?q?_caf=C3=A9_=28?=\r\n\t=?windows-1252?Q?=80=29?=",
  "A plain subject that is long enough for two lines, so that it is folded here\r\n and goes on there",
];

export const subjectsReadTheSame: Case = unchanged({
  id: "MIME-23",
  title: "Subjects read the same",
  requirement: {
    text: "Blanks between adjacent encoded words are not shown; folding is no part of a value.",
    source: "RFC 2047 §6.2",
  },
  level: "must",
  sends:
    "Subjects of adjacent encoded words in Q and B, of several charsets, folded, and with encoded words beside plain text.",
  judges: "The decoded subject is the same, however it is folded and encoded.",
  labels: SUBJECTS.map((_, index) => `Subject ${index + 1}`),
  mail: () => SUBJECTS.map((subject) => message([`Subject: ${subject}`], text("Hello\r\n", { charset: "us-ascii" }))),
  holds: [sameFields("Subject")],
});
