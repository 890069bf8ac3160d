// How quick the surfaces answer over much stored mail, and how soon an event reaches who follows the stream. Each
// question is measured at a quarter of the messages and at all of them: the growth says something about another
// machine, the milliseconds do not. It never fails on timing.
//
//   node test/bench/surfaces.ts [--messages 50000] [--rounds 40] [--json]
import { parseArgs } from "node:util";
import { parseEvents } from "../../src/cli/api/event-source.ts";
import { temporaryFolder } from "../support/processes.ts";
import { RawSmtp } from "../support/raw-smtp.ts";
import { roundTrip } from "../support/round-trip.ts";
import { type Figures, figures, inWords } from "./figures.ts";
import { composeMail } from "./mail.ts";
import type { TenantFacts, TenantOptions } from "./tenant.ts";
import { Worker } from "./worker.ts";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "50000" },
    rounds: { type: "string", default: "40" },
    json: { type: "boolean", default: false },
  },
});
const [messages, rounds] = [Number(values.messages), Number(values.rounds)];
const GROWTH = 4;
const AIM_P95_MS = 50;
const AIM_GROWTH = 5;
const AIM_EVENT_MS = 100;

const NAMES = Array.from({ length: 10 }, (_, index) => `user${index}`);
const ADDRESSES = NAMES.map((name) => `${name}@contoso.com`);
const OUTSIDER = "frank@fabrikam.com";

interface Ports {
  readonly inbound: number;
  readonly http: number;
}

const cmdlet = (CmdletName: string, Parameters: object): [string, RequestInit] => [
  "/adminapi/beta/contoso.com/InvokeCommand",
  {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ CmdletInput: { CmdletName, Parameters } }),
  },
];

/** "rare": the newest hundred have none of it, so that a search reads on. */
const QUESTIONS: Readonly<Record<string, [string, RequestInit?]>> = {
  "journeys: first page": ["/api/journeys"],
  "journeys: subject, rare": ["/api/journeys?subject=.77."],
  "journeys: subject, none": ["/api/journeys?subject=nothing%20like%20it"],
  "journeys: words, none": ["/api/journeys?q=nothing%20like%20it"],
  "journeys: recipient": ["/api/journeys?to=user3%40contoso.com"],
  "journeys: verdict, none": ["/api/journeys?verdict=looping"],
  "journeys: connector, none": ["/api/journeys?hop=Nowhere"],
  "trace: newest 50": cmdlet("Get-MessageTraceV2", { ResultSize: 50 }),
  "trace: newest 1000": cmdlet("Get-MessageTraceV2", {}),
  "trace: recipient": cmdlet("Get-MessageTraceV2", { RecipientAddress: "user3@contoso.com", ResultSize: 50 }),
  "trace: sender, none": cmdlet("Get-MessageTraceV2", { SenderAddress: "nobody@fabrikam.com" }),
  "trace: subject, none": cmdlet("Get-MessageTraceV2", { Subject: "nothing like it" }),
  "trace: failed, none": cmdlet("Get-MessageTraceV2", { Status: "Failed" }),
  "mailbox: newest 50": ["/v1.0/users/user3@contoso.com/mailFolders/inbox/messages?$top=50"],
  "mailbox: unread, counted": [
    "/v1.0/users/user3@contoso.com/messages?$filter=isRead%20eq%20false&$count=true&$top=10",
  ],
  "mailbox: Message-ID": ["/v1.0/users/user3@contoso.com/messages?$filter=internetMessageId%20eq%20'%3Cx%40y%3E'"],
};

async function ask(url: string): Promise<Map<string, Figures>> {
  const found = new Map<string, Figures>();
  for (const [name, [path, init]] of Object.entries(QUESTIONS)) {
    const ms: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const response = await fetch(url + path, init);
      await response.arrayBuffer();
      ms.push(performance.now() - began);
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
    }
    found.set(name, figures(ms));
  }
  return found;
}

/** From the client's 250 to the event in the subscriber's hands, milliseconds; below 0 the event was first. */
async function eventDelays(ports: Ports, url: string, count: number): Promise<Figures> {
  const stop = new AbortController();
  const stream = await fetch(`${url}/api/events`, { signal: stop.signal });
  const came = new Map<string, number>();
  const reading = (async () => {
    for await (const { data } of parseEvents(stream.body ?? new ReadableStream())) {
      const { eventId, messageId } = data as { eventId?: string; messageId: string };
      if (eventId === "RECEIVE") came.set(messageId, performance.now());
    }
  })().catch(() => undefined);
  const smtp = await RawSmtp.connect({ port: ports.inbound });
  const ms: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = `event.${process.pid}.${n}.${Date.now()}`;
    const to = ADDRESSES[n % ADDRESSES.length] ?? "";
    await smtp.send({ from: OUTSIDER, to: [to], wire: composeMail("usual", id, OUTSIDER, to) });
    const accepted = performance.now();
    while (!came.has(`<${id}@bench.example>`) && performance.now() - accepted < 5000)
      await new Promise((resolve) => setTimeout(resolve, 1));
    ms.push((came.get(`<${id}@bench.example>`) ?? accepted + 5000) - accepted);
  }
  smtp.destroy();
  stop.abort();
  await reading;
  return figures(ms);
}

const tenant = new Worker("tenant.ts");
const options: TenantOptions = {
  config: roundTrip({ mailboxes: NAMES, smartHost: "builtin" }),
  data: temporaryFolder("surfaces").path,
  isHeld: false,
};
const ports = await tenant.ask<Ports>("start", options);
const url = `http://127.0.0.1:${ports.http}`;
const load = new Worker("load.ts");
await load.ask("connect", { port: ports.inbound, connections: 32, from: OUTSIDER, to: ADDRESSES });

const few = Math.round(messages / GROWTH);
await load.ask("send", { messages: few, kind: "usual" });
await tenant.ask("reached", few);
const before = await ask(url);
await load.ask("send", { messages: messages - few, kind: "usual" });
await tenant.ask("reached", messages);
const began = performance.now();
await (await fetch(`${url}/api/journeys?limit=1`)).arrayBuffer();
const catchUpMs = performance.now() - began;
await tenant.ask<TenantFacts>("facts");
const after = await ask(url);
const { loopDelayMs, rssBytes } = await tenant.ask<TenantFacts>("facts");
const quiet = await eventDelays(ports, url, 100);
const busy = load.ask("send", { messages: Math.max(1000, few), kind: "usual" });
const loaded = await eventDelays(ports, url, 100);
await busy;
await Promise.all([load.end(), tenant.end()]);

if (values.json) {
  const questions = Object.fromEntries(
    [...after].map(([name, one]) => [name, { before: before.get(name), after: one }]),
  );
  process.stdout.write(
    `${JSON.stringify({ messages, catchUpMs, questions, events: { quiet, loaded }, loopDelayMs })}\n`,
  );
} else {
  const head = `question                    ${few} p50 ms   p95   ${messages} p50 ms   p95   growth`;
  const rows = [...after].map(([name, { p50, p95 }]) => {
    const was = before.get(name) ?? { p50: 0, p95: 0 };
    const cells = [was.p50, was.p95, p50, p95].map((ms) => ms.toFixed(1).padStart(9));
    return `${name.padEnd(27)}${cells.join("")}${(p50 / was.p50).toFixed(1).padStart(9)}`;
  });
  const event = (name: string, found: Figures) => `${name}: ${inWords(found)} ms`;
  process.stdout.write(
    `${head}\n${rows.join("\n")}\n` +
      `Aims: p95 under ${AIM_P95_MS} ms at ${messages} messages, growth under ${AIM_GROWTH}.\n` +
      `Journeys caught up with ${messages - few} messages in ${catchUpMs.toFixed(0)} ms; the loop was held ${loopDelayMs.toFixed(0)} ms at most, RSS ${(rssBytes / 2 ** 20).toFixed(0)} MB.\n` +
      `${event("Event after its 250, quiet", quiet)}\n${event("the same under load", loaded)} (aim ${AIM_EVENT_MS} ms)\n`,
  );
}
process.exit(0);
