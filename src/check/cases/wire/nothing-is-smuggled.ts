import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

/** As servers were found to take them. */
const ENDINGS = {
  "LF . LF": "\n.\n",
  "CR . CR": "\r.\r",
  "LF . CRLF": "\n.\r\n",
  "CRLF . LF": "\r\n.\n",
  "CRLF . CR": "\r\n.\r",
} as const;

const headOf = (bytes: Buffer): string => bytes.toString("latin1").split("\r\n\r\n", 1)[0] ?? "";

export const nothingIsSmuggled: Case = {
  id: "WIRE-22",
  title: "Ends of data that are none",
  requirement: {
    text: "Only CRLF.CRLF ends a message: whoever takes less for an end lets strangers forge mail.",
    source: "RFC 5321 §4.1.1.4",
  },
  level: "must",
  sends:
    "Messages with LF.LF, CR.CR, LF.CRLF, CRLF.LF and CRLF.CR inside, each followed by the commands of a second message.",
  judges: "No second message comes of any of them.",
  recipients: 6,
  async run(lab: Lab) {
    for (const [name, ending] of Object.entries(ENDINGS)) {
      const victim = lab.recipient(name);
      const inner = message(lab, [`Smuggled behind ${name}.`], ["X-Smuggled: yes"]).toString("latin1");
      const commands = `MAIL FROM:<${lab.from}>\r\nRCPT TO:<${victim}>\r\nDATA\r\n`;
      const content = Buffer.concat([
        message(lab, ["What follows is text."]),
        Buffer.from(`${ending}${commands}${inner}`, "latin1"),
      ]);
      const sent = await lab.inject({ content, ending: Buffer.from("\r\n.\r\n"), to: [victim] });
      const { returned } = await lab.seen(sent);
      const forged = returned.some(({ bytes }) => /^x-smuggled:/im.test(headOf(bytes)));
      lab.expect(
        !forged,
        `${name} was taken for the end of a message: what stood behind it came back as mail of its own.`,
      );
    }
  },
};
