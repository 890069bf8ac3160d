// /metrics: what Prometheus reads after a message went round and was recalled, and after some that went wrong.
import { expect, it } from "vitest";
import { parseMetrics, sample } from "../../support/prometheus.ts";
import { recall, sandbox, type sandbox as start, submit, tenant } from "../../support/sandbox.ts";
import { client } from "../../support/transport.ts";
import { DEFAULT_TENANT } from "../http/support.ts";

type On = Awaited<ReturnType<typeof start>>;

async function metrics(on: On) {
  const response = await fetch(`${on.url}/metrics`);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  return parseMetrics(await response.text());
}

const P = "recall_sandbox";

it("counts a message that went round, and its recall, once at each hop", async () => {
  const on = await sandbox(DEFAULT_TENANT);
  const id = await submit(on, { subject: "Wrong numbers" });
  await recall(on, id);

  const read = await metrics(on);
  const of = (key: string) => sample(read, `${P}_${key}`);
  const HOP = 'hop="To the signature service"';
  // Out and back go the message, the request, and the report to alice.
  expect(of('messages_received_total{entry="submission",result="accepted"}')).toBe(1);
  expect(of('messages_received_total{entry="http",result="accepted"}')).toBe(1);
  expect(of('messages_received_total{entry="agent",result="accepted"}')).toBe(1);
  expect(of('messages_received_total{entry="smartHost",result="accepted"}')).toBe(3);
  expect(of('messages_received_total{entry="return",result="accepted"}')).toBe(3);
  expect(of(`send_recipients_total{${HOP},outcome="sent"}`)).toBe(3);
  expect(of(`send_duration_seconds_count{${HOP}}`)).toBe(3);
  expect(of('mailbox_deliveries_total{result="delivered"}')).toBe(2);
  expect(of('mailbox_deliveries_total{result="dropped"}')).toBe(1);
  expect(of('delivery_duration_seconds_count{route="via_connector"}')).toBe(2);
  expect(of("recalls_requested_total")).toBe(1);
  expect(of('recall_outcomes_total{status="recalled",reason="none"}')).toBe(1);
  expect(of('queue_messages{queue="submission",next_hop="",state="ready"}')).toBe(0);
  expect(of("database_commit_writes_sum")).toBeGreaterThanOrEqual(of("database_commit_writes_count"));
  expect(of("database_commit_failures_total")).toBe(0);
  const events = await on.tracking.find({});
  const received = events.filter(({ eventId, source }) => eventId === "RECEIVE" && source === "SMTP");
  expect(of('tracking_events_total{event="RECEIVE",source="SMTP"}')).toBe(received.length);
});

it("counts refusals, what waits, and how long", async () => {
  const connector = { name: "Nobody there", smartHosts: ["127.0.0.1:1"], recipientDomains: ["fabrikam.com"] };
  const on = await sandbox({
    config: tenant({ outboundConnectors: [{ ...connector, connectorType: "Partner", useMxRecord: false }] }),
  });
  await submit(on, { to: "frank@fabrikam.com" });
  await on.advance(30_000);
  const stranger = await client(on);
  await stranger.ask("MAIL FROM:<frank@fabrikam.com>");
  await stranger.ask("RCPT TO:<nobody@contoso.com>");

  const read = await metrics(on);
  const of = (key: string) => sample(read, `${P}_${key}`);
  expect(of('smtp_error_replies_total{listener="inbound",class="5xx"}')).toBe(1);
  expect(of('smtp_connections{listener="inbound"}')).toBe(1);
  expect(of('send_recipients_total{hop="Nobody there",outcome="deferred"}')).toBe(1);
  const QUEUE = 'queue="delivery",next_hop="connector:Nobody there"';
  expect(of(`queue_messages{${QUEUE},state="deferred"}`)).toBe(1);
  expect(of(`queue_messages{${QUEUE},state="ready"}`)).toBe(0);
  expect(of(`queue_oldest_message_age_seconds{${QUEUE}}`)).toBe(30);
  expect(of("database_size_bytes")).toBeGreaterThan(0);
  expect(of("disk_free_bytes")).toBeGreaterThan(0);
});

it("tells sandboxes of one process apart, and requests by surface", async () => {
  const [one, other] = await Promise.all([sandbox({ config: tenant() }), sandbox({ config: tenant() })]);
  await submit(one);
  await fetch(`${one.url}/v1.0/users/bob@contoso.com/messages`);
  await fetch(`${one.url}/no/such/page`);
  const [mine, theirs] = [await metrics(one), await metrics(other)];
  const submitted = `${P}_messages_received_total{entry="submission",result="accepted"}`;
  expect([sample(mine, submitted), sample(theirs, submitted)]).toEqual([1, 0]);
  expect(sample(mine, `${P}_http_requests_total{surface="graph",class="2xx"}`)).toBe(1);
  expect(sample(mine, `${P}_http_requests_total{surface="other",class="4xx"}`)).toBe(1);
  expect(sample(theirs, `${P}_http_requests_total{surface="graph",class="2xx"}`)).toBe(0);
});
