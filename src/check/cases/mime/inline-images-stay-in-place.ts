import { file, html, message, multipart } from "../../mail/compose.ts";
import { png } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameBranches, sameFiles, sameTypes } from "../judging/files.ts";
import { sameReferences, sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const ID = "logo.1@recall-check.example";

export const inlineImagesStayInPlace: Case = unchanged({
  id: "MIME-07",
  title: "Images inside HTML stay where it shows them",
  requirement: {
    text: "HTML refers to parts beside it by Content-ID: reference, part and multipart/related belong together.",
    source: "RFC 2387 §1",
  },
  level: "must",
  sends: "HTML that shows a picture of the same message.",
  judges: "The picture has its bytes and its Content-ID, and the HTML refers to it.",
  mail: () =>
    message(
      [],
      multipart('related; type="text/html"', [
        html(`<html><body><p>Our logo: <img src="cid:${ID}" alt="Logo"></p></body></html>\r\n`),
        file("image/png; name=logo.png", png(), [
          `Content-ID: <${ID}>`,
          "Content-Disposition: inline; filename=logo.png",
        ]),
      ]),
    ),
  holds: [sameFiles, sameTypes, sameTexts, sameReferences, sameBranches("multipart/related")],
});
