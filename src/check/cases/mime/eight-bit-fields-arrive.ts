import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

export const eightBitFieldsArrive: Case = unchanged({
  id: "MIME-30",
  title: "Header fields in raw UTF-8 arrive",
  requirement: {
    text: "Header fields are ASCII unless SMTPUTF8 was agreed on; many programs send them raw nevertheless.",
    source: "RFC 5322 §2.2",
  },
  level: "info",
  sends: "A field with raw UTF-8 in it, as many programs send it.",
  judges: "The field reads the same, raw or in encoded words.",
  mail: () => {
    const bytes = message(["X-Department: PLACE"], text("Hello\r\n", { charset: "us-ascii" })).toString("latin1");
    return Buffer.from(bytes.replace("PLACE", Buffer.from("Einkäufe").toString("latin1")), "latin1");
  },
  holds: [sameFields("X-Department")],
});
