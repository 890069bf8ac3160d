import { html, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameBranches } from "../judging/files.ts";
import { sameReferences, sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const alternativesStayTogether: Case = unchanged({
  id: "MIME-05",
  title: "Text and HTML of one message stay alternatives",
  requirement: {
    text: "The parts of multipart/alternative are forms of one content, in order of faithfulness.",
    source: "RFC 2046 §5.1.4",
  },
  level: "must",
  sends: "A message in plain text and in HTML.",
  judges: "Both are there with their text, but for a declared signature, in a multipart/alternative.",
  mail: () =>
    message(
      [],
      multipart("alternative", [
        text("Hello Bob,\r\n\r\nthe meeting is at 10.\r\n", { charset: "us-ascii" }),
        html(
          '<html><body><p>Hello Bob,</p><p>the <a href="https://www.example.com/m">meeting</a> is at 10.</p></body></html>\r\n',
        ),
      ]),
    ),
  holds: [sameTexts, sameReferences, sameBranches("multipart/alternative")],
});
