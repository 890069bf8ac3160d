import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { redact } from "../../../../src/check/reports/redact.ts";
import type { RunRecord } from "../../../../src/check/run.ts";
import { aCase, aComparison, aRun, aTrial, someEvidence } from "../../../support/check-run.ts";

const KEY = Buffer.alloc(32, 7);
const MAIL = `Received: from mx.vendor.example ([192.0.2.7]) by mail.contoso.com; Thu, 26 Nov 2026 20:15:00 +0000
Message-ID: <abc123@contoso.com>
Thread-Index: AdqWZ0abcdef
From: "Alice Liddell" <alice@contoso.com>
To: wire-01-1@contoso.com
Subject: Merger with Fabrikam
 =?utf-8?B?R2VoZWltIQ==?= =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
X-MS-Exchange-RecallReportGenerated: true
X-Processed: yes
X-Vendor-Note: secret note
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; name="secret.txt"
Content-Transfer-Encoding: quoted-printable

Top secret =C3=A9 number 42=
--b1
Content-Type: application/octet-stream
Content-Transfer-Encoding: base64

c2VjcmV0IGZpbGU=
--b1--
`;
const SECRETS =
  /alice|liddell|contoso|vendor\.example|192\.0\.2\.7|merger|fabrikam|R2VoZWlt|Gr=C3|top secret|c2VjcmV0|secret\.txt|secret note/i;

function record(): RunRecord {
  const { evidence, contents } = someEvidence(MAIL, MAIL.replace("number 42", "number 42 and more"), {
    messageId: "<abc123@contoso.com>",
    recall: [{ address: "wire-01-1@contoso.com", status: "recalled", trueReason: null }],
    comparison: aComparison({
      inserted: [{ path: "1", type: "text/plain", text: "Sent by Alice Liddell" }],
      differences: [
        {
          ...{ area: "header", kind: "changed", where: "Subject", before: "Merger", after: "Merger with Fabrikam" },
          ...{ class: "harmless", consequence: "alice@contoso.com sees another subject." },
        },
      ],
    }),
  });
  const legs = evidence.legs.map((leg) => ({ ...leg, certificate: "mail.vendor.example, *.vendor.example" }));
  const sentence = "<abc123@contoso.com> came back to wire-01-1@contoso.com from mx.vendor.example.";
  const cases = [
    aCase("ID-01", { outcome: "FAILED", sentence, trials: [aTrial({ sentence, evidence: [{ ...evidence, legs }] })] }),
  ];
  const smartHost = { address: "mx.vendor.example:25", greeting: "mx.vendor.example ESMTP", extensions: [] };
  return { run: aRun(cases, { smartHost }), contents };
}

describe("a redacted run", () => {
  const { run, contents } = redact(record(), KEY);
  const [left = "", right = ""] = [...contents.values()].map((bytes) => bytes.toString("latin1"));

  it("has no address, host, subject or body anywhere", () => {
    expect(left).not.toMatch(SECRETS);
    expect(right).not.toMatch(SECRETS);
    // How the connectors are called is the check's own.
    expect(JSON.stringify(run).replace(/(To|From) vendor/g, "")).not.toMatch(SECRETS);
    expect(run.cases[0]?.trials[0]?.evidence[0]?.legs[0]?.transcript.at(-1)).toBe("S: 250 2.1.0 Ok");
    expect(run.notices.at(-1)).toMatch(/^Redacted: /);
  });

  it("keeps every message's length, its lines and what recall goes by", () => {
    const lines = MAIL.split("\n");
    expect(left.split("\r\n").map((line) => line.length)).toEqual(lines.map((line) => line.length));
    for (const kept of [
      "Thread-Index: AdqWZ0abcdef",
      "X-MS-Exchange-RecallReportGenerated: true",
      "X-Processed: yes",
      "--b1--",
    ])
      expect(left.split("\r\n")).toContain(kept);
    expect(left).toMatch(/^Message-ID: <abc123@[a-z]{7}\.x00>\r$/m);
    expect(left).toContain("=?utf-8?B?eHh4eHh4eH==?= =?utf-8?Q?xx=78=78=78=78x?=");
    expect(left).toContain('From: "xxxxx xxxxxxx" <');
    expect(left).toContain('name="xxxxxx.xxx"');
  });

  it("uses the same placeholder everywhere", () => {
    const [address = ""] = /[a-z]{9}@[a-z]{7}\.x00/.exec(left.split("To: ")[1] ?? "") ?? [];
    const [evidence] = run.cases[0]?.trials[0]?.evidence ?? [];
    expect(evidence?.recall?.[0]?.address).toBe(address);
    expect(evidence?.legs[0]?.recipients).toEqual([address]);
    expect(run.cases[0]?.sentence).toContain(`came back to ${address} from`);
    expect(run.cases[0]?.sentence).toContain(evidence?.messageId);
    expect(`alice@${run.settings.domain}`.length).toBe(run.settings.from.length);
  });

  it("names messages by the hash that they have now", () => {
    const legs = run.cases[0]?.trials[0]?.evidence[0]?.legs ?? [];
    expect(legs).toHaveLength(2);
    for (const { sha256 } of legs)
      expect(
        createHash("sha256")
          .update(contents.get(sha256) ?? "")
          .digest("hex"),
      ).toBe(sha256);
  });

  it("can't be guessed without the key", () => {
    expect(redact(record(), Buffer.alloc(32, 8)).run.settings.from).not.toBe(run.settings.from);
  });
});
