import { tnefKept } from "../tnef-kept.ts";

export const winmailComesBack = tnefKept({
  id: "TNEF-01",
  title: "winmail.dat comes back",
  requirement: {
    text: "Where the customer sets rich text always, mail crosses in TNEF both ways: message class and search key have no other place.",
    source: "docs/recall.md R11",
  },
  level: "must",
  sends: "Formatted mail of classic Outlook, which the tenant sends in TNEF.",
  judges: "What came back has TNEF that can be read.",
  mail: () => ({ client: "outlook", html: "<html><body><p>The <b>figures</b> for May.</p></body></html>\r\n" }),
  holds: () => undefined,
});
