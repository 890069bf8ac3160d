import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const connectionsAreReused: Case = {
  id: "WIRE-21",
  title: "Several messages on one connection",
  requirement: {
    text: "A connection takes one transaction after the other, and RSET ends one without a trace.",
    source: "RFC 5321 §4.1.1.5",
  },
  level: "must",
  sends: "Two transactions on one connection, RSET in the middle of a third.",
  judges: "Each is answered as if it were the first.",
  async run(lab: Lab) {
    const envelope = [`MAIL FROM:<${lab.from}>`, `RCPT TO:<${lab.recipient()}>`];
    const content = (text: string) => Buffer.concat([message(lab, [text]), Buffer.from(".\r\n")]);
    const first = [...envelope, "DATA", content("The first")];
    const second = [...envelope, "RSET", ...envelope, "DATA", content("The second")];
    const replies = await lab.dialogue([...first, ...second, "QUIT"]);
    const bad = replies.findIndex(({ code }) => code >= 400);
    const said = replies[bad];
    lab.expect(bad < 0, `Command ${bad + 1} on a connection that was used before got ${said?.code} ${said?.text}.`);
  },
};
