import { HeaderBlock } from "../../../mime/header-block.ts";
import { bodyContent, splitMessage } from "../../../mime/message.ts";
import type { Lab } from "../../lab/lab.ts";
import { lines, message, text } from "../../mail/compose.ts";
import { relaxedBodyHash, relaxedField } from "../../mail/dkim.ts";
import type { Case } from "../case.ts";
import { quote } from "../judging/judge.ts";

const COVERED = ["From", "To", "Subject", "DKIM-Signature"];
const TEXT = lines(
  "Größe und Maß stehen auf einer Zeile, die lang genug ist, dass sie umbrochen wird.",
  "",
  "Alice",
  "",
);

export const dkimSignaturesStayValid: Case = {
  id: "MIME-31",
  title: "DKIM signatures stay valid",
  requirement: {
    text: "A signature covers the body and the fields it names: changes on the way make it fail.",
    source: "RFC 6376 §3.7",
  },
  level: "should",
  sends: "A message with a DKIM-Signature over From, To, Subject and the body, relaxed.",
  judges:
    "Body and fields hash to what they did; nothing is said where a signature was declared, for that changes both.",
  async run(lab: Lab) {
    const sent = await lab.send({ raw: signed(lab.from, lab.recipient()) });
    const { left, first, edits } = await lab.returned(sent);
    if (edits?.signature) lab.skip("A declared signature changes what DKIM covers: sign behind the smart host.");
    const [before, after] = [covered(left?.bytes ?? first.bytes), covered(first.bytes)];
    const lost = before.fields.find((field) => !after.fields.includes(field));
    lab.expect(lost === undefined, `A field that DKIM covers came back changed: it was ${quote(lost ?? "")}.`);
    lab.expect(
      before.body === after.body,
      `The body came back with another hash (${before.body} became ${after.body}): receivers take the message for forged.`,
    );
  },
};

/** The body hash is right; of the rest only the form counts, for nobody has the key. */
function signed(from: string, to: string): Buffer {
  const content = text(TEXT, { encoding: "quoted-printable" });
  const parameters = [
    `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${from.slice(from.indexOf("@") + 1)}; s=check; h=from:to:subject;`,
    `bh=${relaxedBodyHash(content.body)};`,
    `b=${Buffer.alloc(128, 0x5a).toString("base64")}`,
  ].join("\r\n ");
  return message([`DKIM-Signature: ${parameters}`, `From: <${from}>`, `To: <${to}>`, "Subject: Rooms"], content);
}

function covered(bytes: Buffer): { readonly fields: readonly string[]; readonly body: string } {
  const { headers, body } = splitMessage(bytes);
  const { fields } = HeaderBlock.parse(headers);
  const names = new Set(COVERED.map((name) => name.toLowerCase()));
  return {
    fields: fields.filter(({ name }) => names.has(name.toLowerCase())).map(relaxedField),
    body: relaxedBodyHash(bodyContent(body)),
  };
}
