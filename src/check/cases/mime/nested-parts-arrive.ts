import { attached, file, html, message, multipart, text } from "../../mail/compose.ts";
import { document, png } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameBranches, sameFiles, sameTypes } from "../judging/files.ts";
import { sameReferences, sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const ID = "chart.1@recall-check.example";

export const nestedPartsArrive: Case = unchanged({
  id: "MIME-08",
  title: "A text with HTML, a picture and a file arrives as a whole",
  requirement: {
    text: "A multipart may hold others: none of its parts is lost or moved where it means something else.",
    source: "RFC 2046 §5.1.1",
  },
  level: "must",
  sends: "multipart/mixed of multipart/related of multipart/alternative, with a picture and a file, and a preamble.",
  judges: "Texts, picture and file are there, and the multiparts that say how they belong together.",
  mail: () => {
    const readable = multipart("alternative", [
      text("See the chart.\r\n", { charset: "us-ascii" }),
      html(`<html><body><p>See the chart. <img src="cid:${ID}"></p></body></html>\r\n`),
    ]);
    const shown = multipart("related", [
      readable,
      file("image/png", png(), [`Content-ID: <${ID}>`, "Content-Disposition: inline; filename=chart.png"]),
    ]);
    const whole = multipart("mixed", [shown, file("application/zip", document(3000), [attached("data.zip")])]);
    const preamble = Buffer.from("This is a message in MIME format.\r\n\r\n");
    return message([], { ...whole, body: Buffer.concat([preamble, whole.body]) });
  },
  holds: [
    ...[sameFiles, sameTypes, sameTexts, sameReferences],
    sameBranches("multipart/alternative", "multipart/related"),
  ],
});
