import { keptFields } from "../kept-fields.ts";

export const idsByCaseStayTwo = keptFields({
  id: "ID-09",
  title: "Message-IDs that differ in case",
  requirement: {
    text: "The left side of a Message-ID has upper and lower case: two that differ in it name two messages.",
    source: "RFC 5322 §3.6.4",
  },
  level: "info",
  sends: "Two messages whose Message-IDs differ in case only.",
  judges: "Both come back with their own.",
  of: ["message"],
  fields: /^message-id$/i,
  consequence: "two messages have become one for whoever compares them",
  mails: (lab) => {
    const unique = Math.floor(lab.random() * 1e12).toString(36);
    const domain = lab.from.slice(lab.from.indexOf("@") + 1);
    return [`<case.${unique}@${domain}>`, `<CASE.${unique.toUpperCase()}@${domain}>`].map((id) => ({
      headers: { "Message-ID": id },
    }));
  },
});
