import { html, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { samePartsOf } from "../judging/files.ts";
import { sameReferences, sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = [
  ...[
    "List-Id: News <news.recall-check.example>",
    "Precedence: bulk",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  ],
  "List-Unsubscribe: <https://www.example.com/u?1>,\r\n <mailto:leave@recall-check.example?subject=leave>",
];

export const newslettersPass: Case = unchanged({
  id: "PACK-15",
  title: "Newsletters pass",
  requirement: {
    text: "Mail programs unsubscribe by List-Unsubscribe and List-Unsubscribe-Post, and tell lists by List-Id.",
    source: "RFC 8058 §3.1",
  },
  level: "must",
  sends: "A newsletter with List-Id, List-Unsubscribe, List-Unsubscribe-Post, Precedence and an AMP form of its text.",
  judges: "The fields are the same; text, HTML and AMP too, but for a declared signature.",
  mail: () =>
    message(
      FIELDS,
      multipart("alternative", [
        text("News of November.\r\n", { charset: "us-ascii" }),
        text("<!doctype html><html amp4email><head></head><body>News</body></html>\r\n", { subtype: "x-amp-html" }),
        html(
          '<html><body><p>News of November. <a href="https://www.example.com/u?1">Unsubscribe</a></p></body></html>\r\n',
        ),
      ]),
    ),
  holds: [
    sameFields("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Precedence"),
    sameTexts,
    sameReferences,
    samePartsOf("text/x-amp-html"),
  ],
});
