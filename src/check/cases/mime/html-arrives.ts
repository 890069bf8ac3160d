import { html, lines, message } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameReferences, sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const HTML = lines(
  "<!DOCTYPE html>",
  '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Offer</title>',
  "<style>p { color: #333333 }</style></head>",
  "<body><h1>Angebot für Zoë</h1><p>Prices &lt; 100&nbsp;€ &amp; <b>no</b> fees.</p>",
  "<table><tr><td>1 = one</td><td>2&#160;=&#160;two</td></tr></table>",
  '<p><a href="https://www.example.com/offer?id=1&amp;lang=de">Read on</a></p>',
  '<p><img src="https://www.example.com/logo.png" alt="Logo"></p></body></html>',
);

export const htmlArrives: Case = unchanged({
  id: "MIME-04",
  title: "HTML shows what was written",
  requirement: {
    text: "Who relays mail does not act on its body: HTML shows the same words, links and images.",
    source: "RFC 5321 §3.6.3",
  },
  level: "must",
  sends: "HTML in UTF-8 as quoted-printable, with entities, a table, a link and an image.",
  judges: "What a reader sees is the same, but for a declared signature, and each link and image is there.",
  mail: () => message([], html(HTML)),
  holds: [sameTexts, sameReferences],
});
