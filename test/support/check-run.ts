// Runs of the check made by hand, for reports: each case, trial and message with what a test wants to see.
import { createHash } from "node:crypto";
import { countOutcomes } from "../../src/check/results.ts";
import type { CaseResult, Evidence, EvidenceLeg, Group, Run, RunRecord, Trial, Verdict } from "../../src/check/run.ts";
import type { Comparison } from "../../src/journey/compare/comparison.ts";

export const ADVICE = {
  sentence: "Set the remote domain contoso.com to rich text always.",
  cmdlets: ['Set-RemoteDomain "contoso.com" -TNEFEnabled $true'],
};

export function aTrial(changed: Partial<Trial> = {}): Trial {
  return {
    ...{ form: "mime", tenant: "default", serviceLevel: "2026-09", outcome: "OK", sentence: "It holds." },
    ...{ findings: [], evidence: [], ms: 12, ...changed },
  };
}

/** Its trials end as it does unless they are given. */
export function aCase(id: string, changed: Partial<CaseResult> = {}): CaseResult {
  const { outcome = "OK", sentence = "It holds." } = changed;
  return {
    ...{ id, group: id.split("-")[0] as Group, title: `What ${id} is about`, level: "must" },
    requirement: { text: "Body lines that begin with a dot arrive with it.", source: "RFC 5321 §4.5.2" },
    ...{ sends: "A text with dots.", judges: "The text that came back." },
    ...{ outcome, sentence, trials: [aTrial({ outcome, sentence })], ms: 12, ...changed },
  };
}

export function aVerdict(changed: Partial<Verdict> = {}): Verdict {
  return { name: "Transparent", sentence: "Recall is right.", perLevel: [], advice: [], ...changed };
}

export function aRun(cases: readonly CaseResult[], changed: Partial<Run> = {}): Run {
  return {
    ...{ format: "recall-sandbox check 1", id: "20261126T201500Z-3f2a", version: "0.1.0", seed: 7 },
    ...{ startedAt: "2026-11-26T20:15:00.000Z", endedAt: "2026-11-26T20:15:04.100Z" },
    smartHost: { address: "127.0.0.1:10025", greeting: "mx.vendor.example ESMTP", extensions: ["SIZE 35882577"] },
    settings: {
      ...{ profile: "full", only: [], strict: false, domain: "contoso.com", from: "alice@contoso.com", edits: [] },
      ...{ return: "127.0.0.1:2528", loopHeader: "X-Processed: yes", timeoutMs: 30_000 },
    },
    ...{ cases, counts: countOutcomes(cases), verdict: aVerdict(), notices: [], exitCode: 0, ...changed },
  };
}

/** Left and came back, with the bytes that a record keeps. */
export function someEvidence(
  left: string,
  right: string,
  changed: Partial<Evidence> = {},
): {
  readonly evidence: Evidence;
  readonly contents: ReadonlyMap<string, Buffer>;
} {
  const [out, back] = [aLeg("out", left), aLeg("in", right)];
  const evidence = { what: "original", messageId: "<m1@contoso.com>", legs: [out.leg, back.leg], ...changed };
  return { evidence, contents: new Map([out, back].map(({ leg, bytes }) => [leg.sha256, bytes])) };
}

function aLeg(direction: "out" | "in", text: string): { leg: EvidenceLeg; bytes: Buffer } {
  const bytes = Buffer.from(text.replaceAll("\n", "\r\n"), "latin1");
  const leg: EvidenceLeg = {
    ...{ direction, at: "2026-11-26T20:15:01.000Z", connector: direction === "out" ? "To vendor" : "From vendor" },
    ...{ peer: "127.0.0.1", tls: "TLSv1.3", certificate: null, sender: "alice@contoso.com" },
    ...{ recipients: ["wire-01-1@contoso.com"], reply: "250 2.0.0 Ok", size: bytes.length },
    transcript: ["S: 220 mx.vendor.example ESMTP", "C: MAIL FROM:<alice@contoso.com>", "S: 250 2.1.0 Ok"],
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...(direction === "in" && { linkedBy: "Message-ID" as const }),
  };
  return { leg, bytes };
}

const OUTLINE = { size: 100, headers: [], root: { path: "", type: "text/plain", encoding: "7bit", parts: [] } };

export function aComparison(changed: Partial<Comparison> = {}): Comparison {
  const root = { ...OUTLINE.root, size: 10, decodedSize: 10, sha256: "0".repeat(64) };
  const side = { ...OUTLINE, root };
  return {
    ...{ left: side, right: side, differences: [], class: "identical", sentence: "Nothing was changed." },
    ...{ inserted: [], unchanged: { percent: 100, bytes: 100, of: 100 }, ...changed },
  };
}

/** A run with one failed case whose message came back changed, a warning, a skip and a case that holds. */
export function aFailedRecord(changed: Partial<Run> = {}): RunRecord {
  const mail =
    "Message-ID: <m1@contoso.com>\nFrom: alice@contoso.com\nTo: wire-01-1@contoso.com\nSubject: Q3 numbers\n\nHello";
  const { evidence, contents } = someEvidence(`${mail}\n`, `${mail} <script>alert(1)</script>\n`, {
    comparison: aComparison({
      class: "fatal",
      sentence: "The recall is lost.",
      differences: [
        {
          ...{ area: "header", kind: "changed", where: "Message-ID", before: "<m1@contoso.com>", after: "<x@vendor>" },
          ...{ class: "fatal", consequence: "The tenant does not know it any more." },
        },
      ],
      inserted: [{ path: "1", type: "text/plain", text: "Sent with <Vendor>" }],
    }),
  });
  const sentence = "It came back with another Message-ID (<m1@contoso.com> became <x@vendor>).";
  const cases = [
    aCase("WIRE-01"),
    aCase("ID-01", {
      ...{ outcome: "FAILED", sentence },
      trials: [
        aTrial({ outcome: "FAILED", sentence, findings: [{ kind: "failure", sentence }], evidence: [evidence] }),
        aTrial({ form: "tnef", tenant: "rich text", outcome: "FAILED", sentence }),
      ],
    }),
    aCase("MIME-01", { outcome: "NON-STRICT", level: "should", sentence: "A header was refolded." }),
    aCase("WIRE-02", { outcome: "SKIPPED", sentence: "The smart host does not offer SMTPUTF8." }),
  ];
  const verdict = aVerdict({
    ...{ name: "With rich text", sentence: "The original is not found.", advice: [ADVICE] },
    perLevel: (["A", "B"] as const).map((generation) => ({
      ...{ serviceLevel: "2026-09", generation, name: "With rich text", why: "The original is not found." },
      outcomes: [
        { tenant: "default", recalled: false, reported: false, why: "The original is not found" },
        { tenant: "rich text", recalled: true, reported: true, why: "It is right" },
      ],
    })),
  });
  return { run: aRun(cases, { verdict, exitCode: 1, ...changed }), contents };
}
