import { file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

const NAMES = [
  "Content-Disposition: attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%E2%82%AC.bin",
  [
    "Content-Disposition: attachment;\r\n filename*0*=utf-8''A%20very%20long%20name%20that%20no%20line%20holds%2C;",
    'filename*1*=%20so%20it%20goes%20on%20in%20a%20second%20piece%20with%20%C3%BC;\r\n filename*2=" and a third.bin"',
  ].join("\r\n "),
  'Content-Disposition: attachment; filename="=?utf-8?Q?=C3=9Cbersicht.bin?="',
  'Content-Disposition: attachment; filename="It is \\"quoted\\"; and has blanks.bin"',
];

export const fileNamesArrive: Case = unchanged({
  id: "MIME-10",
  title: "Names of attached files arrive",
  requirement: {
    text: "A parameter may be written in pieces and in a charset of its own: together they are the name of the file.",
    source: "RFC 2231 §4.1",
  },
  level: "must",
  sends:
    "Files with a name in UTF-8 (filename*), a long one in pieces (filename*0*), one as encoded word, and one with blanks and quotes.",
  judges: "Each file has the same name, however it is written.",
  mail: () => {
    const content = [document(40), document(41), document(42), document(43)];
    const named = NAMES.map((name, index) =>
      file("application/octet-stream", content[index] ?? Buffer.alloc(0), [name]),
    );
    return message([], multipart("mixed", [text("Four files.\r\n", { charset: "us-ascii" }), ...named]));
  },
  holds: [sameFiles],
});
