import { keptFields } from "../kept-fields.ts";

export const wishesOfSendersStay = keptFields({
  id: "HDR-10",
  title: "What the sender wished",
  requirement: {
    text: "Importance, sensitivity and the wish for no automatic answers are the sender's.",
    source: "RFC 3834 §5",
  },
  level: "should",
  sends: "A message with Importance, Sensitivity, X-Auto-Response-Suppress and Auto-Submitted.",
  judges: "Each is there with its value.",
  of: ["message"],
  fields: /^(?:importance|sensitivity|x-auto-response-suppress|auto-submitted)$/i,
  consequence: "clients and automatic programs treat the message otherwise",
  mails: () => [
    {
      headers: {
        Importance: "high",
        Sensitivity: "Company-Confidential",
        "X-Auto-Response-Suppress": "All",
        "Auto-Submitted": "auto-generated",
      },
    },
  ],
});
