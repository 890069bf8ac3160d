// Microsoft Graph: List messageTraces, exchangeMessageTrace: getDetailsByRecipient; docs/recall.md R16.
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { client, errorOf, type Page, recallLast, sendMail } from "../../support/graph-client.ts";
import { HOUR, NOON, sandbox, tenant } from "../../support/sandbox.ts";

interface Trace {
  readonly id: string;
  readonly subject: string;
  readonly recipientAddress: string;
  readonly status: string;
  readonly messageId: string;
}
interface Detail {
  readonly event: string;
  readonly description: string;
}

const start = () => sandbox({ config: tenant() });
const PATH = "/admin/exchange/tracing/messageTraces";
const traces = (on: Sandbox) => client(on).api(PATH);
const rows = ({ value }: Page<Trace>) =>
  value.map(({ subject, recipientAddress, status }) => [subject, recipientAddress, status]);
const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));

test("a recall is told in the trace: the request failed, and its detail says why", async () => {
  const on = await start();
  await sendMail(on, { subject: "Wrong figures" });
  await on.advance(1000);
  await recallLast(on);
  const filter = "recipientAddress eq 'BOB@contoso.com' and startswith(subject,'recall:')";
  for (const version of ["v1.0", "beta"]) {
    const page = (await traces(on).version(version).filter(filter).get()) as Page<Trace>;
    expect(rows(page)).toEqual([["Recall: Wrong figures", "bob@contoso.com", "failed"]]);
    const [request] = page.value;
    const details = (await client(on)
      .api(`${PATH}/${request?.id}/getDetailsByRecipient(recipientAddress='bob@contoso.com')`)
      .version(version)
      .get()) as Page<Detail>;
    expect(details.value.map(({ event }) => event)).toContain("Receive");
    expect(details.value.find(({ event }) => event === "Drop")?.description).toBe(
      "Reason: [Stage: OnPromotedEvent][Agent: Transport Message Recall Agent];Message recall process complete, dropping the recall email. Result:Success",
    );
  }
});

test("traces are filtered, selected and paged, newest first", async () => {
  const on = await start();
  await sendMail(on, { subject: "1" });
  await on.advance(HOUR);
  await sendMail(on, { subject: "2", toRecipients: to("bob@contoso.com", "carol@contoso.com", "dave@contoso.com") });
  const all = (await traces(on).get()) as Page<Trace>;
  expect(all.value[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    senderAddress: "alice@contoso.com",
    recipientAddress: "bob@contoso.com",
    messageId: expect.stringMatching(/^<.*>$/),
    receivedDateTime: new Date(NOON + HOUR).toISOString().replace(".000", ""),
    subject: "2",
    size: expect.any(Number),
    fromIP: expect.any(String),
    toIP: expect.any(String),
    status: "delivered",
  });
  const found = async (filter: string) => ((await traces(on).filter(filter).get()) as Page<Trace>).value.length;
  const [first] = all.value;
  expect(await found(`messageId eq '${first?.messageId}'`)).toBe(3);
  expect(await found(`id eq '${first?.id}' and status eq 'delivered'`)).toBe(3);
  expect(await found("status eq 'quarantined'")).toBe(0);
  expect(await found("contains(subject, '1')")).toBe(1);
  const until = new Date(NOON + 60_000).toISOString();
  expect(await found(`receivedDateTime ge ${new Date(NOON).toISOString()} and receivedDateTime le ${until}`)).toBe(1);
  const seen: unknown[] = [];
  for (let link = `${PATH}?$top=1&$select=subject,recipientAddress`; link !== ""; ) {
    const page = (await client(on).api(link).get()) as Page<Trace>;
    seen.push(...page.value);
    link = page["@odata.nextLink"] ?? "";
  }
  expect(seen).toEqual([
    { subject: "2", recipientAddress: "bob@contoso.com" },
    { subject: "2", recipientAddress: "carol@contoso.com" },
    { subject: "2", recipientAddress: "dave@contoso.com" },
    { subject: "1", recipientAddress: "bob@contoso.com" },
  ]);
  await on.advance(72 * HOUR);
  expect(rows((await traces(on).get()) as Page<Trace>)).toEqual([]);
});

test.each([
  [`${PATH}?$filter=receivedDateTime ge 2026-11-20T00:00:00Z`],
  [`${PATH}?$filter=receivedDateTime ge 2026-11-01T00:00:00Z and receivedDateTime le 2026-11-20T00:00:00Z`],
  [`${PATH}?$filter=receivedDateTime ge 2026-08-01T00:00:00Z and receivedDateTime le 2026-08-02T00:00:00Z`],
  [`${PATH}?$filter=receivedDateTime ge 'today'`],
  [`${PATH}?$filter=subject eq 'x'`],
  [`${PATH}?$filter=senderAdress eq 'x'`],
  [`${PATH}?$filter=id eq 'x' or id eq 'y'`],
  [`${PATH}?$filter=status eq 'failed' and status eq 'pending'`],
  [`${PATH}?$top=5001`],
  [`${PATH}?$skiptoken=nonsense`],
  [`${PATH}?$orderby=subject`],
  [`${PATH}/4451a062-48cb-e80d-e8c0-196330437ae6/getDetails`],
  [`${PATH}/x/getDetailsByRecipient(recipientAddress='bob@contoso.com')`],
])("%s is refused", async (path) => {
  expect(
    await errorOf(
      client(await start())
        .api(path)
        .get(),
    ),
  ).toEqual([400, "BadRequest"]);
});

test("a message that nobody sent has no details", async () => {
  const path = `${PATH}/4451a062-48cb-e80d-e8c0-196330437ae6/getDetailsByRecipient(recipientAddress='bob@contoso.com')`;
  expect(
    await errorOf(
      client(await start())
        .api(path)
        .get(),
    ),
  ).toEqual([404, "ErrorItemNotFound"]);
});
