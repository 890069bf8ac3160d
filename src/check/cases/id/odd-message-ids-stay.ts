import { keptFields } from "../kept-fields.ts";

export const oddMessageIdsStay = keptFields({
  id: "ID-02",
  title: "Odd Message-IDs",
  requirement: {
    text: "A Message-ID is kept whatever it looks like: programs write all kinds.",
    source: "RFC 5322 §3.6.4",
  },
  level: "must",
  sends: "Messages with long, quoted, literal and dotless Message-IDs.",
  judges: "Each is the same.",
  of: ["message"],
  fields: /^message-id$/i,
  consequence: "a recall by Message-ID can no longer find this message",
  mails: (lab) => {
    const unique = Math.floor(lab.random() * 1e12).toString(36);
    const domain = lab.from.slice(lab.from.indexOf("@") + 1);
    const ids = [
      `${unique}.${"x".repeat(180)}@${domain}`,
      `"${unique} quoted"@${domain}`,
      `${unique}@[192.0.2.1]`,
      `${unique}+$%=@dotless`,
    ];
    return ids.map((id) => ({ headers: { "Message-ID": `<${id}>` } }));
  },
});
