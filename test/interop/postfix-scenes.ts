// Postfix as a tenant's smart host: an internal message goes out, comes back and is recalled; and with recalls exempted
// by rule, the request never leaves. Postfix writes no signature and stamps no marker, so the routing rule does.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { OverHttp } from "../support/over-http.ts";
import { fixedPorts, startTenant, temporaryFolder, until } from "../support/processes.ts";
import { RawSmtp, toWire } from "../support/raw-smtp.ts";
import { PASSWORD, roundTrip } from "../support/round-trip.ts";
import { startPostfix } from "./peers/postfix.ts";
import { expect, POSTFIX, type Step } from "./step.ts";

const ALICE = "alice@contoso.com";
const BOB = "bob@contoso.com";
const ORIGINAL = "<original@interop.contoso.com>";
const PATIENCE_MS = 30_000;

interface Seen {
  readonly legsOfOriginal: readonly string[];
  readonly legsOfRequest: readonly string[];
  readonly report: readonly string[];
}

interface Scene {
  readonly exemptsRecalls: boolean;
  /** Classic Outlook in 2023 sends and recalls, and the tenant's mail leaves as rich text always. */
  readonly outlook?: true;
}

const RICH_TEXT_IN_2023 = {
  service: { level: "2023-04" },
  remoteDomains: [{ domainName: "contoso.com", tnefEnabled: true }],
};

async function recallThroughPostfix({ exemptsRecalls, outlook }: Scene): Promise<Seen> {
  const work = temporaryFolder("postfix").path;
  const [port = 0] = await fixedPorts(1);
  const config = join(work, "config.yaml");
  const data = join(work, "data");
  const smartHost = `127.0.0.1:${port}`;
  writeFileSync(
    config,
    JSON.stringify(
      roundTrip({
        mailboxes: ["alice", "bob"],
        smartHost,
        ruleStampsMarker: true,
        exemptsRecalls,
        ...(outlook && { settings: RICH_TEXT_IN_2023 }),
      }),
    ),
  );
  const tenant = await startTenant({ config, data, freePorts: true });
  const http = new OverHttp(tenant.url);
  const folder = temporaryFolder("postfix").path;
  const postfix = await startPostfix({ folder, port, returnPort: tenant.ports.return, tlsFolder: join(data, "tls") });
  try {
    if (outlook) await http.sendByOutlook(ALICE, originalMessage());
    else await submitOriginal(tenant.ports.submission);
    await until("the original is in Bob's Inbox", PATIENCE_MS, async () =>
      (await http.messageIds(BOB)).includes(ORIGINAL) ? true : undefined,
    );
    const sent = (await http.messages(ALICE, "sentitems")).find((message) => message.internetMessageId === ORIGINAL);
    if (!sent) throw new Error("the original is not in Alice's Sent Items");
    await http.recall(ALICE, sent.id, outlook && "outlook");
    const recall = await until("the recall has its outcome", PATIENCE_MS, async () =>
      (await http.recalls()).find(({ recipients }) => recipients.every(({ status }) => status !== "pending")),
    );
    const inbox = await http.messageIds(BOB);
    expect("Bob's Inbox is empty", inbox.length === 0, inbox);
    const directions = async (id: string) => (await http.legs(id)).map(({ direction }) => direction).sort();
    return {
      legsOfOriginal: await directions(ORIGINAL),
      legsOfRequest: await directions(recall.requestMessageId),
      report: recall.recipients.map(({ address, status }) => `${address} ${status}`),
    };
  } catch (error) {
    throw new Error(`${String(error)}\n${postfix.log()}\n${tenant.complaints.join("\n")}`);
  } finally {
    await postfix.stop();
    await tenant.stop();
  }
}

function originalMessage(): Buffer {
  const head = `From: <${ALICE}>\r\nTo: <${BOB}>\r\nSubject: Budget\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: ${ORIGINAL}`;
  return Buffer.from(`${head}\r\n\r\nHello Bob\r\n`);
}

async function submitOriginal(port: number): Promise<void> {
  const smtp = await RawSmtp.connect({ port, tls: true, auth: { user: ALICE, password: PASSWORD } });
  const { code, reply } = await smtp.send({ from: ALICE, to: [BOB], wire: toWire(originalMessage()) });
  smtp.quit();
  expect("the original is accepted", code === 250, reply);
}

const same = (seen: readonly string[], ...expected: string[]) => seen.join() === expected.join();

async function signatureScene(): Promise<string> {
  const { legsOfOriginal, legsOfRequest, report } = await recallThroughPostfix({ exemptsRecalls: false });
  expect("the original went out and came back", same(legsOfOriginal, "in", "out"), legsOfOriginal);
  expect("the request went out and came back", same(legsOfRequest, "in", "out"), legsOfRequest);
  expect("the report says recalled", same(report, `${BOB} recalled`), report);
  return "original and request out and back, recalled, the report says so";
}

async function exemptionScene(): Promise<string> {
  const { legsOfOriginal, legsOfRequest, report } = await recallThroughPostfix({ exemptsRecalls: true });
  expect("the original went out and came back", same(legsOfOriginal, "in", "out"), legsOfOriginal);
  expect("the request never left", same(legsOfRequest), legsOfRequest);
  expect("the report says recalled", same(report, `${BOB} recalled`), report);
  return "original out and back, the request never left, recalled, the report says so";
}

/** Level 2023-04: only a search key that came back in TNEF finds the copy. */
async function outlookScene(): Promise<string> {
  const { legsOfOriginal, legsOfRequest, report } = await recallThroughPostfix({ exemptsRecalls: true, outlook: true });
  expect("the original went out and came back", same(legsOfOriginal, "in", "out"), legsOfOriginal);
  expect("the request never left", same(legsOfRequest), legsOfRequest);
  expect("the report says recalled", same(report, `${BOB} recalled`), report);
  return "the search key came back in TNEF, recalled by it, the report says so";
}

export const postfixSteps: readonly Step[] = [
  { name: "Postfix, signature scene without its signature", needs: [POSTFIX], run: signatureScene },
  { name: "Postfix, exemption scene", needs: [POSTFIX], run: exemptionScene },
  { name: "Postfix, classic Outlook in 2023: rich text always, recalls exempted", needs: [POSTFIX], run: outlookScene },
];
