import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameAddresses } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

export const addressesStayWhatTheyAre: Case = unchanged({
  id: "MIME-25",
  title: "Names and addresses stay what they are",
  requirement: {
    text: "Who relays mail does not act on its header section but for adding trace fields.",
    source: "RFC 5321 §3.6.3",
  },
  level: "must",
  sends: "From, Sender, Reply-To, To and Cc with encoded names, quoted names, a group and a comment.",
  judges: "Each of them has the same names and addresses.",
  mail: (lab) =>
    message(
      [
        `From: =?utf-8?Q?Alice_M=C3=BCller?= <${lab.from}>`,
        `Sender: Office <office@${lab.from.slice(lab.from.indexOf("@") + 1)}>`,
        'Reply-To: "Offers, Contoso" <offers@contoso.com>',
        `To: "Bob \\"Bobby\\" Doe" <${lab.recipient()}>`,
        "Cc: =?iso-8859-1?Q?Zo=EB?= <zoe@fabrikam.com>,\r\n Team: <a@fabrikam.com>, <b@fabrikam.com>;",
      ],
      text("Hello\r\n", { charset: "us-ascii" }),
    ),
  holds: [sameAddresses("From", "Sender", "Reply-To", "To", "Cc")],
});
