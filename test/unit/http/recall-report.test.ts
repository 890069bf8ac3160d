// The report page: what it shows, page by page, and whom it is shown to. docs/recall.md R19, R21
import { expect, test } from "vitest";
import { reportPath } from "../../../src/http/report-link.ts";
import { type RegisteredRecipient, registerRecall } from "../../support/registered-recall.ts";
import { ALICE, BOB, server, type TestServer, tenant } from "./support.ts";

const ID = "0A/1.B?@mail";
const PAGE = `/recall/${encodeURIComponent(ID)}`;

type Row = RegisteredRecipient;

async function recalled(
  rows: readonly Row[],
  { config = tenant(), ...recall }: { subject?: string; mailbox?: string; config?: object } = {},
): Promise<TestServer> {
  const on = await server({ config });
  await registerRecall(on, { requestMessageId: `<${ID}>`, ...recall }, rows);
  return on;
}

const ROWS: readonly Row[] = [
  { address: BOB, status: "pending" },
  { address: "carol@contoso.com", status: "recalled" },
  { address: "x@fabrikam.com", status: "outside", trueReason: "outsideOrganization" },
];
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    address: `user${String(n).padStart(3, "0")}@contoso.com`,
    status: n % 10 === 0 ? "failed" : "recalled",
  }));

async function pageOf({ ask }: TestServer, path: string, init?: RequestInit) {
  const response = await ask(path, init);
  const text = await response.text();
  const rows = [...text.matchAll(/<th scope="row">(.*?)<\/th>.*?<span class="status (\w+)">/g)].map(
    (match) => match[1],
  );
  const link = (rel: string) => new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1]?.replaceAll("&amp;", "&");
  return { response, text, rows, link };
}

test("status and true reason stand side by side, and totals above them", async () => {
  const { text, rows } = await pageOf(await recalled(ROWS), PAGE);
  expect(rows).toEqual([BOB, "carol@contoso.com", "x@fabrikam.com"]);
  expect(text).toContain("<h1>Budget</h1>");
  expect(text).toContain('True reason <span class="tag">Sandbox&#39;s own</span>');
  expect(text).toMatch(
    /x@fabrikam\.com<\/th><td><span class="status outside">Messages to recipients outside your organization or on-premises can&#39;t be recalled<\/span>.*<td class="own"><span class="tag">.*<\/span>The recipient&#39;s mailbox is not in this organization&#39;s cloud\.<\/td>/,
  );
  expect(text).toMatch(/<b>3<\/b> All recipients/);
  expect(text).toMatch(/<li class="pending">.*<b>1<\/b> Pending/);
  expect(text).not.toContain('class="failed"');
  expect(text).toContain("What is pending becomes final at 21 November 2026 at 12:00:00 UTC at the latest");
});

test("once nobody is pending it is final", async () => {
  expect((await pageOf(await recalled(ROWS.slice(1)), PAGE)).text).toContain("This report is final.");
});

test("nothing of a message is live in it, and it takes nothing from anywhere", async () => {
  const hostile = `"><img src=x onerror=alert(1)><script>alert(1)</script><svg onload=alert(1)> {time} &amp; ${"\u202e"}`;
  const on = await recalled([{ address: '"<script>"@contoso.com', status: "failed" }], { subject: hostile });
  for (const path of [
    PAGE,
    `${PAGE}?as=${encodeURIComponent("<script>@x")}`,
    `${PAGE}?key=${encodeURIComponent('"><script>')}`,
  ]) {
    const { response, text } = await pageOf(on, path);
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(text).not.toMatch(/<script|<img|<svg (?!class="bar")| on\w+=(?!alert)| style=|javascript:| src="/i);
  }
  expect((await pageOf(on, PAGE)).text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect((await on.ask("/recall/%3Cimg%20src=x%3E")).status).toBe(404);
});

test("a large recall is leafed through, forward and back, and by status", async () => {
  const on = await recalled(many(250));
  const first = await pageOf(on, PAGE);
  expect([first.rows.length, first.link("prev"), first.link("first")]).toEqual([100, undefined, undefined]);
  expect(first.text).toContain("<small>100 of 250</small>");
  const second = await pageOf(on, first.link("next") ?? "");
  const third = await pageOf(on, second.link("next") ?? "");
  expect([third.rows.length, third.rows[0], third.link("next")]).toEqual([50, "user200@contoso.com", undefined]);
  expect((await pageOf(on, third.link("prev") ?? "")).rows).toEqual(second.rows);
  expect((await pageOf(on, third.link("first") ?? "")).rows).toEqual(first.rows);

  const failed = await pageOf(on, `${PAGE}?status=failed`);
  expect(failed.rows).toHaveLength(25);
  expect(failed.text).toMatch(/<li class="failed"><a href="[^"]+" aria-current="page"><b>25<\/b>/);
  expect((await pageOf(on, `${PAGE}?status=pending`)).text).toContain("No recipient has this status.");
  expect((await on.ask(`${PAGE}?status=gone`)).status).toBe(400);
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const jwt = (upn: string) => `x.${Buffer.from(JSON.stringify({ upn })).toString("base64url")}.x`;

test.each([
  [`${PAGE}?as=${BOB}`, {}, BOB],
  [`${PAGE}?as=stranger@fabrikam.com`, {}, "stranger@fabrikam.com"],
  [PAGE, bearer(BOB), BOB],
  [PAGE, bearer(jwt(BOB)), BOB],
  [`${PAGE}?as=${ALICE}`, bearer(BOB), BOB],
])("others are refused: %s %j", async (path, init, who) => {
  const { response, text } = await pageOf(await recalled(ROWS), path, init);
  expect(response.status).toBe(403);
  expect(text).toContain("Only the mailbox that recalled the message can open its Message Recall Report.");
  expect(text).toContain(`You are signed in as ${who}.`);
  expect(text).not.toContain("carol@contoso.com");
});

test.each([
  [`${PAGE}?as=a.adams@contoso.com`, {}],
  [PAGE, bearer(jwt(ALICE))],
  [PAGE, bearer("any-text")],
])("its owner opens it, by any address: %s %j", async (path, init) => {
  expect((await pageOf(await recalled(ROWS), path, init)).rows).toHaveLength(3);
});

test("the report of a group opens for nobody", async () => {
  const on = await recalled(ROWS, { mailbox: "team@contoso.com" });
  expect((await pageOf(on, PAGE)).response.status).toBe(403);
  expect((await pageOf(on, `${PAGE}?as=team@contoso.com`)).response.status).toBe(403);
});

test("where there is a token, links of the page keep the key", async () => {
  const token = "0123456789abcdef-token";
  const on = await recalled(many(150), { config: tenant({ http: { token } }) });
  const first = await pageOf(on, reportPath(ID, token));
  const second = await pageOf(on, first.link("next") ?? "");
  expect([second.response.status, second.rows.length]).toEqual([200, 50]);
  expect((await pageOf(on, PAGE, bearer(`${token}:${BOB}`))).response.status).toBe(403);
  expect((await pageOf(on, PAGE, bearer(`${token}:${ALICE}`))).response.status).toBe(200);
});

test("it speaks the language of service and mailbox", async () => {
  const german = await pageOf(await recalled(ROWS, { config: tenant({ service: { language: "de" } }) }), PAGE);
  expect(german.text).toContain('<html lang="de">');
  expect(german.text).toContain("Die Nachricht wurde erfolgreich zurückgerufen");
  const mailboxes = [{ address: ALICE, language: "ja" }, { address: BOB }];
  const japanese = await pageOf(await recalled(ROWS, { config: { mailboxes, service: { language: "de" } } }), PAGE);
  expect(japanese.text).toContain("正常に取り消しされました");
});
