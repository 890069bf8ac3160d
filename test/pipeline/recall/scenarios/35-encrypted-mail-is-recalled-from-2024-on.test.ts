import { expect } from "vitest";
import { subjects, submit } from "../../../support/sandbox.ts";
import { EVERYWHERE, FROM_2024, IN_2023, scenario } from "./scenario.ts";

const HEAD = [
  "From: <alice@contoso.com>",
  "To: <bob@contoso.com>",
  "Subject: Budget",
  "Date: Fri, 20 Nov 2026 12:00:00 +0000",
  "Message-ID: <sealed@contoso.com>",
  "MIME-Version: 1.0",
];

const LABELLED = "Purview Message Encryption";
const SMIME = "S/MIME";

const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  [LABELLED]: [
    "Content-Class: rpmsg.message",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Read it in Outlook.",
    "--b",
    "Content-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg",
    "",
    "AAAA",
    "--b--",
  ],
  [SMIME]: [
    'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
    "Content-Transfer-Encoding: base64",
    "",
    "MIAGCSqGSIb3DQEHA6CAMIACAQA=",
  ],
};

scenario(
  {
    given: "a message to Bob that is encrypted by a label, or by S/MIME",
    when: "Alice recalls it",
    then: "it is deleted like any other: a copy is told by its identity; in 2023 Outlook offers no recall of a labelled one",
    rules: ["R7", "R12"],
    source: "D; S/MIME, and from 2024-08 instead of 2024-10: chosen",
    outcomes: [
      {
        at: IN_2023,
        case: LABELLED,
        report: [],
        refused: "At service level 2023-04 encrypted messages can't be recalled: classic Outlook greys it out.",
      },
      { at: FROM_2024, case: LABELLED, report: ["bob: recalled"], drops: ["bob: Success"] },
      { at: EVERYWHERE, case: SMIME, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    const raw = [...HEAD, ...(MESSAGES[run.case] ?? []), ""].join("\r\n");
    const original = await submit(on, { raw });

    const ending = await run.tryRecall(on, original);

    expect(await subjects(on, "bob")).toEqual("refused" in ending ? ["Budget"] : []);
    return ending;
  },
);
