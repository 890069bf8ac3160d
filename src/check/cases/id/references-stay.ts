import { keptFields } from "../kept-fields.ts";

export const referencesStay = keptFields({
  id: "ID-07",
  title: "In-Reply-To and References",
  requirement: { text: "Replies name the messages they answer.", source: "RFC 5322 §3.6.4" },
  level: "should",
  sends: "A reply with a long References field.",
  judges: "Both fields are the same; more may be added to References.",
  of: ["message"],
  fields: /^(?:in-reply-to|references)$/i,
  consequence: "clients other than Outlook lose the thread",
  mails: (lab) => {
    const domain = lab.from.slice(lab.from.indexOf("@") + 1);
    const ids = Array.from({ length: 12 }, (_, index) => `<thread.${index}.of.many@${domain}>`);
    return [
      { subject: "Re: The figures for June", headers: { "In-Reply-To": ids.at(-1) ?? "", References: ids.join(" ") } },
    ];
  },
  judge(left, back) {
    for (const name of ["In-Reply-To", "References"]) {
      const known = back.get(name) ?? "";
      const lost = (left.get(name) ?? "").split(/\s+/).find((id) => !known.includes(id));
      if (lost !== undefined) return `${name} came back without ${lost}`;
    }
    return undefined;
  },
});
