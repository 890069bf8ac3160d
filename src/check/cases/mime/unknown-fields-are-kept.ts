import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

export const unknownFieldsAreKept: Case = unchanged({
  id: "MIME-27",
  title: "Fields that a product does not know are kept",
  requirement: {
    text: "Fields beyond the standard are optional fields: programs at the other end wait for them.",
    source: "RFC 5322 §3.6.8",
  },
  level: "should",
  sends:
    "Fields of ticket systems and mail programs: X-Ticket, Thread-Name, Importance, Sensitivity, Content-Language.",
  judges: "All of them are there with the same values.",
  mail: () =>
    message(
      [
        "X-Ticket: 4711; queue=sales",
        "Thread-Name: offers",
        "Importance: high",
        "Sensitivity: Company-Confidential",
        "Content-Language: de-CH, en",
        "X-Empty-Parameter: a=; b",
      ],
      text("Hello\r\n", { charset: "us-ascii" }),
    ),
  holds: [sameFields("X-Ticket", "Thread-Name", "Importance", "Sensitivity", "Content-Language", "X-Empty-Parameter")],
});
