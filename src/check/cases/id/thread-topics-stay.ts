import { keptFields } from "../kept-fields.ts";

export const threadTopicsStay = keptFields({
  id: "ID-04",
  title: "Thread-Topic",
  requirement: {
    text: "Outlook groups mail into conversations by Thread-Topic and Thread-Index.",
    source: "docs/recall.md R1",
  },
  level: "should",
  sends: "A message of a conversation, and a request of classic Outlook.",
  judges: "Thread-Topic is the same.",
  of: ["message", "request of classic Outlook"],
  fields: /^thread-topic$/i,
  consequence: "the message leaves its conversation",
  mails: () => [
    { headers: { "Thread-Topic": "The figures for June", "Thread-Index": "AQHbOw1tF3n3kUqGz0mQ0m5m4k8c5w==" } },
  ],
});
