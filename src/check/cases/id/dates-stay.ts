import { keptFields } from "../kept-fields.ts";

export const datesStay = keptFields({
  id: "ID-06",
  title: "Date",
  requirement: { text: "Date says when the author sent the message: no relay changes it.", source: "RFC 5322 §3.6.1" },
  level: "should",
  sends: "A message of yesterday.",
  judges: "Date is the same.",
  of: ["message"],
  fields: /^date$/i,
  consequence: "a second copy is no longer known as one, for mailboxes tell copies by Message-ID and Date",
  mails: () => [{ headers: { Date: "Wed, 25 Nov 2026 09:30:00 +0100" } }],
});
