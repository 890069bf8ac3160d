import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { zipEntries } from "../../../src/rules/content/zip.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, NOON, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet, get } from "../http/support.ts";

const MINUTE = 60_000;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
const wanted = (more: object = {}) => ({
  ReportTitle: "Fabrikam Search",
  ReportType: "MessageTrace",
  StartDate: iso(NOON - DAY),
  EndDate: iso(NOON + DAY),
  ...more,
});

const start = async (on: Sandbox, more: object = {}) =>
  (await cmdlet(on, "Start-HistoricalSearch", wanted(more)))[0] as unknown as { JobId: string; Status: string };
const status = async (on: Sandbox, JobId: string) => (await cmdlet(on, "Get-HistoricalSearch", { JobId }))[0]?.Status;

/** Cells by the names of the heading. */
async function report(on: Sandbox, JobId: string): Promise<Record<string, string>[]> {
  const [job] = await cmdlet(on, "Get-HistoricalSearch", { JobId });
  const answer = await fetch(String(job?.FileUrl));
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const bytes = Buffer.from(await answer.arrayBuffer());
  return parsed(bytes);
}

function parsed(bytes: Buffer): Record<string, string>[] {
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = bytes.toString("utf8").slice(1).split("\r\n").filter(Boolean);
  const [heading = [], ...rows] = lines.map((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((cell) => cell[1]?.replaceAll('""', '"') ?? ""),
  );
  return rows.map((cells) => Object.fromEntries(heading.map((name, at) => [name, cells[at] ?? ""])));
}

test("Start-HistoricalSearch: NotStarted, InProgress, Done; then the report can be downloaded and who is to know has mail", async () => {
  const on = await sandbox({ config: tenant() });
  const messageId = await submit(on, {
    to: ["bob@contoso.com", "carol@contoso.com", "nobody@contoso.com"],
    subject: '=1+1 "Budget", größer',
  });
  await submit(on, { from: "bob@contoso.com", to: "alice@contoso.com", subject: "Of somebody else" });

  const { JobId, Status } = await start(on, {
    SenderAddress: "alice@contoso.com",
    NotifyAddress: "dave@contoso.com",
  });
  expect(Status).toBe("NotStarted");
  expect(await status(on, JobId)).toBe("NotStarted");
  await on.advance(MINUTE);
  expect(await status(on, JobId)).toBe("InProgress");
  await on.advance(MINUTE);
  const [done] = await cmdlet(on, "Get-HistoricalSearch");
  expect(done).toMatchObject({ Status: "Done", Rows: 1, ReportTitle: "Fabrikam Search" });

  const rows = await report(on, JobId);
  expect(Object.keys(rows[0] ?? {})).toEqual(
    `origin_timestamp sender_address recipient_status message_subject total_bytes message_id network_message_id
    original_client_ip directionality connector_id delivery_priority`.split(/\s+/),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    sender_address: "alice@contoso.com",
    message_subject: '=1+1 "Budget", größer',
    message_id: messageId,
    original_client_ip: "127.0.0.1",
    directionality: "Originating",
    delivery_priority: "Normal",
  });
  expect(rows[0]?.recipient_status?.split(";").sort()).toEqual([
    "bob@contoso.com##Receive, Deliver",
    "carol@contoso.com##Receive, Deliver",
    "nobody@contoso.com##Receive, Fail",
  ]);
  expect(await subjects(on, "dave")).toEqual(["Historical search is done: Fabrikam Search"]);
  const [mail] = await items(on, "dave");
  const body = mail && (await on.mailboxes.content(mail))?.body;
  let text = "";
  for await (const chunk of body?.chunks() ?? []) text += chunk.toString("utf8");
  expect(text).toContain(String(done?.FileUrl));
});

test("Start-HistoricalSearch: MessageTraceDetail has a line for each event, of the recipients asked for", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  const { JobId } = await start(on, { ReportType: "MessageTraceDetail", RecipientAddress: "bob@*" });
  await on.advance(2 * MINUTE);
  const rows = await report(on, JobId);
  expect(rows.map((row) => row.event_id)).toEqual([
    "RECEIVE",
    ...rows.slice(1, -1).map((row) => row.event_id),
    "DELIVER",
  ]);
  expect(rows[0]).toMatchObject({
    client_ip: "127.0.0.1",
    source: "SMTP",
    recipient_address: "bob@contoso.com;carol@contoso.com",
    recipient_count: "2",
    tenant_id: on.configurations.latest().tenantId,
  });
});

test("Start-HistoricalSearch: DeliveryStatus, Direction, NetworkMessageID, OriginalClientIP narrow it", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on, { to: ["bob@contoso.com", "nobody@contoso.com"] });
  const SenderAddress = "*@contoso.com";
  const [traced] = await cmdlet(on, "Get-MessageTraceV2", { RecipientAddress: "bob@contoso.com" });
  const asked = [
    { DeliveryStatus: "Failed" },
    { Direction: "Received" },
    { Direction: "Sent", NetworkMessageID: traced?.MessageTraceId },
    { OriginalClientIP: "192.0.2.1" },
  ];
  const jobs = [];
  for (const more of asked) jobs.push(await start(on, { SenderAddress, ...more }));
  await on.advance(2 * MINUTE);
  const [failed, received, sent, elsewhere] = await Promise.all(jobs.map(({ JobId }) => report(on, JobId)));
  expect(failed?.map((row) => row.recipient_status)).toEqual(["nobody@contoso.com##Receive, Fail"]);
  expect(received).toEqual([]);
  expect(sent).toHaveLength(1);
  expect(elsewhere).toEqual([]);
});

test("Start-HistoricalSearch: CompressFile gives a zip archive with the report in it", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const { JobId } = await start(on, { SenderAddress: "alice@contoso.com", CompressFile: true });
  await on.advance(2 * MINUTE);
  const [job] = await cmdlet(on, "Get-HistoricalSearch", { JobId });
  const answer = await fetch(String(job?.FileUrl));
  expect(answer.headers.get("content-type")).toBe("application/zip");
  expect(answer.headers.get("content-disposition")).toContain("Fabrikam%20Search.zip");
  const [file, ...others] = zipEntries(Buffer.from(await answer.arrayBuffer()), 10) ?? [];
  expect(others).toEqual([]);
  expect(file?.name).toBe("Fabrikam Search.csv");
  expect(parsed((await file?.read(100_000)) ?? Buffer.alloc(0))).toHaveLength(1);
});

test("Start-HistoricalSearch: TransportRule has a line for each action of the rules named", async () => {
  const transportRules = [
    { name: "Mark", subjectContainsWords: "Budget", setHeaderName: "X-A", setHeaderValue: "1", prependSubject: "[A] " },
    { name: "Try", mode: "Audit", sentTo: "bob@contoso.com", deleteMessage: true },
  ];
  const on = await sandbox({ config: tenant({ transportRules }) });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  await submit(on, { to: ["carol@contoso.com"], subject: "Lunch" });
  const ReportType = "TransportRule";
  const all = await start(on, { ReportType, SenderAddress: "alice@contoso.com" });
  const one = await start(on, { ReportType, TransportRule: "mark" });
  await on.advance(2 * MINUTE);
  const told = async ({ JobId }: { JobId: string }) =>
    (await report(on, JobId)).map(
      (row) => `${row.transport_rule} ${row.action} ${row.recipient_address} ${row.enforced}`,
    );
  const marked = ["PrependSubject", "SetHeader"].map((action) =>
    expect.stringMatching(new RegExp(`^Mark ${action}\\w* bob@contoso.com;carol@contoso.com true$`)),
  );
  expect(await told(one)).toEqual(expect.arrayContaining(marked));
  expect(await told(one)).toHaveLength(2);
  expect(await told(all)).toEqual([...(await told(one)), "Try DeleteMessage bob@contoso.com false"]);
});

test("Stop-HistoricalSearch: only while it is not done; nothing is made of one that is cancelled", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const SenderAddress = "alice@contoso.com";
  const [early, late, done] = [
    await start(on, { SenderAddress }),
    await start(on, { SenderAddress }),
    await start(on, { SenderAddress }),
  ];
  await cmdlet(on, "Stop-HistoricalSearch", { JobId: early.JobId });
  await on.advance(MINUTE);
  await cmdlet(on, "Stop-HistoricalSearch", { JobId: late.JobId });
  await on.advance(HOUR);
  expect(await status(on, early.JobId)).toBe("Cancelled");
  expect(await status(on, late.JobId)).toBe("Cancelled");
  expect(await status(on, done.JobId)).toBe("Done");
  await expect(cmdlet(on, "Stop-HistoricalSearch", { JobId: done.JobId })).rejects.toThrow("its status is Done");
  await expect(cmdlet(on, "Stop-HistoricalSearch", { JobId: early.JobId })).rejects.toThrow("its status is Cancelled");
  await expect(get(on, `/api/historical-searches/${late.JobId}/report`)).rejects.toThrow("404");
});

test("Get-HistoricalSearch: jobs go on after a restart; shown for ten days; a reset takes them away", async () => {
  const data = mkdtempSync(join(tmpdir(), "recall-test-"));
  try {
    const before = await sandbox({ config: tenant(), data });
    await submit(before);
    const { JobId } = await start(before, { SenderAddress: "alice@contoso.com" });
    await before.advance(MINUTE);
    await before.stop();

    const after = await sandbox({ config: tenant(), data, frozenAt: NOON + MINUTE });
    expect(await status(after, JobId)).toBe("InProgress");
    await after.advance(MINUTE);
    expect(await report(after, JobId)).toHaveLength(1);
    await after.advance(11 * DAY);
    expect(await cmdlet(after, "Get-HistoricalSearch")).toEqual([]);
    await expect(status(after, JobId)).rejects.toThrow("couldn't be found");

    const second = await start(after, { SenderAddress: "alice@contoso.com" });
    await after.reset();
    await expect(status(after, second.JobId)).rejects.toThrow("couldn't be found");
    await after.stop();
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});

test("Start-HistoricalSearch: what is asked for wrongly is refused, and nothing is begun", async () => {
  const on = await sandbox({ config: tenant() });
  const from = { SenderAddress: "alice@contoso.com" };
  const many = Array.from({ length: 101 }, (_, at) => `a${at}@contoso.com`);
  const refused: [object, string][] = [
    [{}, "One of MessageID, RecipientAddress and SenderAddress must be given."],
    [{ SenderAddress: many }, "SenderAddress takes 100 values at most, not 101."],
    [{ ...from, EndDate: iso(NOON - DAY) }, "The EndDate must be later than the StartDate."],
    [{ ...from, StartDate: iso(NOON - 92 * DAY) }, "can't be older than 90 days"],
    [{ ...from, ReportType: "ConnectorReport" }, "The sandbox makes no report of type ConnectorReport"],
    [{ ...from, TransportRule: "Mark" }, "TransportRule can't be used with ReportType MessageTrace."],
    [{ ReportType: "TransportRule" }, "SenderAddress and TransportRule must be given."],
    [{ ...from, TLSUsed: "TLS1.2" }, "TLSUsed can't be used with ReportType MessageTrace."],
    [{ ...from, NotifyAddress: "x@fabrikam.com" }, "must be an address in an accepted domain"],
    [{ ...from, NetworkMessageID: "12" }, "NetworkMessageID '12' must be a GUID."],
    [{ ...from, ReportTitle: " " }, "ReportTitle must not be empty."],
  ];
  for (const [more, text] of refused) await expect(start(on, more)).rejects.toThrow(text);
  expect(await cmdlet(on, "Get-HistoricalSearch")).toEqual([]);
});

test("Start-HistoricalSearch: 250 within 24 hours, cancelled ones too", async () => {
  const on = await sandbox({ config: tenant() });
  const [first] = [await start(on, { SenderAddress: "alice@contoso.com" })];
  await cmdlet(on, "Stop-HistoricalSearch", { JobId: first.JobId });
  const job = await on.historicalSearches.find(first.JobId);
  if (!job) throw new Error("the search is gone");
  for (let begun = 1; begun < 250; begun += 1) await on.historicalSearches.submit(job.request);
  await expect(start(on, { SenderAddress: "alice@contoso.com" })).rejects.toThrow("Only 250 historical searches");
  await on.advance(DAY);
  expect((await start(on, { SenderAddress: "alice@contoso.com" })).Status).toBe("NotStarted");
});
