import { attached, enclosed, file, html, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameEnclosed } from "../judging/enclosed.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = [
  ...["From: Carol <carol@fabrikam.com>", "To: <alice@contoso.com>", "Subject: =?utf-8?Q?Angebot_f=C3=BCr_M=C3=A4rz?="],
  ...["Date: Wed, 25 Nov 2026 08:00:00 +0100", "Message-ID: <inside.1@fabrikam.com>", "X-Priority: 1"],
];

export const forwardedMessagesSayTheSame: Case = unchanged({
  id: "MIME-17",
  title: "A message inside a message says the same",
  requirement: {
    text: "A message/rfc822 holds what somebody else wrote: its header fields and body are data.",
    source: "RFC 2046 §5.2.1",
  },
  level: "must",
  sends: "A forwarded message with HTML, a file, an encoded subject and fields of its own.",
  judges: "Fields, texts and file of the message inside are the same; nothing is written into it.",
  mail: () => {
    const readable = multipart("alternative", [
      text("Hello Alice,\r\n\r\nsee the offer.\r\n\r\nCarol\r\n", { charset: "us-ascii" }),
      html("<html><body><p>Hello Alice,</p><p>see the offer.</p><p>Carol</p></body></html>\r\n"),
    ]);
    const whole = multipart("mixed", [readable, file("application/pdf", document(500), [attached("offer.pdf")])]);
    const note = text("See below.\r\n", { charset: "us-ascii" });
    return message([], multipart("mixed", [note, enclosed(FIELDS, whole)]));
  },
  holds: [sameTexts, sameEnclosed],
});
