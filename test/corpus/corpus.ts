// Real messages, broken ones among them, come from outside, are scanned by a smart host and come back: their bytes must
// be what they were.
//
//   node test/corpus/corpus.ts [--dir DIR]        or RECALL_SANDBOX_CORPUS=DIR; ../shared/corpus/mime where there is one
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { OverHttp } from "../support/over-http.ts";
import { PROJECT, startTenant, temporaryFolder, until } from "../support/processes.ts";
import { RawSmtp, toWire } from "../support/raw-smtp.ts";
import { roundTrip } from "../support/round-trip.ts";
import { comparable, firstDifference } from "./documented-changes.ts";

const SENDER = "frank@fabrikam.com";
const CONNECTIONS = 8;
const PATIENCE_MS = 120_000;

interface Specimen {
  readonly file: string;
  readonly mailbox: string;
  readonly bytes: Buffer;
  /** The refusal's reply, once there is one. */
  refusal?: string;
}

function corpusFolder(): string | undefined {
  const { values } = parseArgs({ options: { dir: { type: "string" } } });
  const named = values.dir ?? process.env.RECALL_SANDBOX_CORPUS;
  if (named) return named;
  const usual = join(PROJECT, "..", "shared", "corpus", "mime");
  return existsSync(usual) ? usual : undefined;
}

/** The way SMTP has it: lines end with CRLF, the last one too. A CR that stands alone is left, and will be refused. */
function readSpecimens(folder: string): Specimen[] {
  const files = readdirSync(folder).filter((file) => file !== "MANIFEST");
  return files.sort().map((file, index) => {
    const text = readFileSync(join(folder, file), "latin1").replace(/\r?\n/g, "\r\n");
    const bytes = Buffer.from(text.endsWith("\r\n") ? text : `${text}\r\n`, "latin1");
    return { file, mailbox: `m${index + 1}@contoso.com`, bytes };
  });
}

async function deliver(specimens: readonly Specimen[], port: number): Promise<void> {
  const waiting = [...specimens];
  const work = async () => {
    const smtp = await RawSmtp.connect({ port });
    for (let specimen = waiting.shift(); specimen; specimen = waiting.shift()) {
      const { mailbox, bytes } = specimen;
      const eightBit = bytes.some((byte) => byte > 0x7f);
      const { code, reply } = await smtp.send({ from: SENDER, to: [mailbox], wire: toWire(bytes), eightBit });
      if (code !== 250) specimen.refusal = reply;
    }
    smtp.quit();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
}

/** What is wrong with it, or nothing. */
async function examine({ mailbox, bytes }: Specimen, http: OverHttp): Promise<string | undefined> {
  const [message, ...more] = await http.messages(mailbox);
  if (!message) return "never arrived";
  if (more.length > 0) return `arrived ${more.length + 1} times`;
  const texts = comparable(bytes, await http.mime(mailbox, message.id));
  return texts.sent === texts.returned ? undefined : firstDifference(texts);
}

async function main(folder: string): Promise<number> {
  const specimens = readSpecimens(folder);
  const work = temporaryFolder("corpus").path;
  const config = join(work, "config.yaml");
  const mailboxes = specimens.map(({ mailbox }) => mailbox.split("@")[0] ?? "");
  const rule = { mailboxes, smartHost: "builtin", fromScope: "NotInOrganization" } as const;
  writeFileSync(config, JSON.stringify(roundTrip(rule), null, 2));
  const tenant = await startTenant({ config, data: join(work, "data"), freePorts: true });
  const http = new OverHttp(tenant.url);
  await deliver(specimens, tenant.ports.inbound);
  await until("the queues are empty", PATIENCE_MS, async () => ((await http.queued()) === 0 ? true : undefined));
  const taken = specimens.filter(({ refusal }) => refusal === undefined);
  const problems: string[] = [];
  for (const specimen of taken) {
    const problem = await examine(specimen, http);
    if (problem) problems.push(`differs: ${specimen.file}: ${problem}`);
  }
  const identical = taken.length - problems.length;
  const crossings = (await http.legs()).filter(({ connector }) => connector !== "");
  for (const direction of ["out", "in"] as const) {
    const count = crossings.filter((leg) => leg.direction === direction).length;
    if (count !== taken.length)
      problems.push(`${count} messages, not ${taken.length}, went ${direction} over a connector`);
  }
  await tenant.stop();
  const refused = specimens.filter(({ refusal }) => refusal !== undefined);
  const lines = [
    `${specimens.length}: ${identical} identical, ${refused.length} refused`,
    ...refused.map(({ file, refusal }) => `refused: ${file}: ${refusal}`),
    ...problems,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return problems.length === 0 ? 0 : 1;
}

const folder = corpusFolder();
if (folder === undefined) {
  process.stdout.write(
    "Skipped: there is no corpus of messages here; name its folder with --dir or RECALL_SANDBOX_CORPUS.\n",
  );
  process.exit(0);
}
if (!existsSync(folder)) {
  process.stderr.write(`There is no folder ${folder}.\n`);
  process.exit(2);
}
process.exit(await main(folder));
