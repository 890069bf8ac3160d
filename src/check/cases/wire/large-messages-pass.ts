import { createHash } from "node:crypto";
import type { Lab } from "../../lab/lab.ts";
import { readMail } from "../../mail/read.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";

export const largeMessagesPass: Case = {
  id: "WIRE-25",
  title: "25 MB",
  requirement: {
    text: "A message of 25 MB, what tenants allow by default and more, passes.",
    source: "docs/fidelity.md",
  },
  level: "must",
  sends: "A message with a file of 18 MB, 25 MB on the wire.",
  judges: "The file comes back byte for byte.",
  async run(lab: Lab) {
    const content = document(18_000_000);
    const attachments = [{ filename: "film.bin", content, contentType: "application/octet-stream" }];
    const sent = await lab.send({ subject: "A film", text: "See the film.", attachments });
    const { first } = await lab.returned(sent);
    const wanted = createHash("sha256").update(content).digest("hex");
    const files = (await readMail(first.bytes)).parts.map((part) =>
      createHash("sha256").update(part.content).digest("hex"),
    );
    lab.expect(files.includes(wanted), "A file of 18 MB came back with other bytes, or not at all.");
  },
};
