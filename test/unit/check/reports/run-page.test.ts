import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { formatRunPage } from "../../../../src/check/reports/html/run-page.ts";
import { compareToBaseline } from "../../../../src/check/reports/matrix.ts";
import { aCase, aFailedRecord, aRun } from "../../../support/check-run.ts";

describe("the page of a run", () => {
  it("says the verdict before anything else, with the cmdlets as they are typed", () => {
    const page = formatRunPage(aFailedRecord());
    expect(page.indexOf("<strong>With rich text</strong>")).toBeLessThan(page.indexOf("<h2>"));
    expect(page).toContain("Set-RemoteDomain &quot;contoso.com&quot; -TNEFEnabled $true");
  });

  it("has what was sent, what came back, their dialogue and comparison", () => {
    const record = aFailedRecord();
    const page = formatRunPage(record);
    for (const sha256 of record.contents.keys()) expect(page).toContain(`href="evidence/${sha256}.eml"`);
    expect(page).toContain("Subject: Q3 numbers\n\nHello");
    expect(page).toContain("C: MAIL FROM:&lt;alice@contoso.com&gt;");
    expect(page).toContain("The tenant does not know it any more.");
    expect(page).toContain('<pre class="inserted">Sent with &lt;Vendor&gt;</pre>');
    expect(page).toContain("known by its Message-ID");
  });

  it("leads from each group to each case", () => {
    const page = formatRunPage(aFailedRecord());
    for (const id of ["WIRE-01", "WIRE-02", "ID-01", "MIME-01"]) {
      expect(page).toContain(`href="#${id}"`);
      expect(page).toContain(`<details id="${id}"`);
    }
  });

  it("says what changed since the baseline, and nothing of it where none was given", () => {
    const { run, contents } = aFailedRecord();
    expect(formatRunPage({ run, contents })).not.toContain("baseline");
    const before = aRun([aCase("WIRE-01", { outcome: "FAILED" }), aCase("ID-01")]);
    const page = formatRunPage({ run: { ...run, baseline: compareToBaseline(before, run) }, contents });
    expect(page).toContain(`<h2>Against the baseline ${before.id}</h2>`);
    expect(page).toContain("Verdict: Transparent → <b>With rich text</b>");
    expect(page).toMatch(/<h3>Newly failing<\/h3>\s*<ul><li><a href="#ID-01">/);
    expect(page).toMatch(/<h3>Newly passing<\/h3>\s*<ul><li><a href="#WIRE-01">/);
    expect(page).toContain('id="WIRE-02"');
  });

  it("runs no script, fetches nothing, and names the style that it has by its hash", () => {
    const page = formatRunPage(aFailedRecord());
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toMatch(/<script|<img|<link|style="|\son\w+="|src=|url\(|@import/i);
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? "";
    expect(page).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    expect(
      [...page.matchAll(/href="([^"]*)"/g)].every(([, href]) =>
        /^(#[A-Z]+-\d+|evidence\/[0-9a-f]{64}\.eml)$/.test(href ?? ""),
      ),
    ).toBe(true);
  });

  it("escapes what a smart host says of itself, also in the title", () => {
    const smartHost = { address: "127.0.0.1:1", greeting: "<b>\x1b\u202e", extensions: [], build: '"><i>' };
    const page = formatRunPage({ run: aRun([aCase("WIRE-01")], { smartHost }), contents: new Map() });
    expect(page).toContain("&lt;b&gt;␛[U+202E]");
    expect(page).toContain("<title>Recall check: build &quot;&gt;&lt;i&gt; (127.0.0.1:1)</title>");
    expect(page).not.toContain("<i>");
  });
});
