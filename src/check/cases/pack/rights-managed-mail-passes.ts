import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const rightsManagedMailPasses: Case = unchanged({
  id: "PACK-10",
  title: "Rights-managed mail passes",
  requirement: {
    text: "A rights-managed message is a file message.rpmsg: only its bytes, name and type let clients open it.",
    source: "RFC 2046 §4.5.3",
  },
  level: "must",
  sends: "A message with message.rpmsg of type application/x-microsoft-rpmsg-message, and its Content-Class.",
  judges: "The file has the same bytes, name and type, and the Content-Class is there.",
  mail: () => {
    const note = text("This message is protected.\r\n", { charset: "us-ascii" });
    const rights = file("application/x-microsoft-rpmsg-message; name=message.rpmsg", document(900), [
      attached("message.rpmsg"),
    ]);
    return message(["Content-Class: rpmsg.message"], multipart("mixed", [note, rights]));
  },
  holds: [sameFiles, sameTypes, sameFields("Content-Class")],
});
