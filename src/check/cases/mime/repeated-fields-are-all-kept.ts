import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

export const repeatedFieldsAreAllKept: Case = unchanged({
  id: "MIME-26",
  title: "Fields that stand there several times are all kept",
  requirement: {
    text: "Header fields may occur more than once: none replaces another.",
    source: "RFC 5322 §3.6",
  },
  level: "should",
  sends: "Three Comments, two Keywords and two X- fields of one name.",
  judges: "All of them are there, in the same order, with the same values.",
  mail: () =>
    message(
      [
        "Comments: one",
        "Keywords: alpha",
        "Comments: two",
        "X-Route: a",
        "X-Route: b",
        "Comments: three",
        "Keywords: beta",
      ],
      text("Hello\r\n", { charset: "us-ascii" }),
    ),
  holds: [sameFields("Comments", "Keywords", "X-Route")],
});
