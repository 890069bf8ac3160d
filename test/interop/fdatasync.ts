// A 250 means on disk: between the end of DATA and its reply the kernel is asked to write the database's log out, and
// nothing is said before it answered. Seen from outside, by strace.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTenant, temporaryFolder } from "../support/processes.ts";
import { RawSmtp, toWire } from "../support/raw-smtp.ts";
import { roundTrip } from "../support/round-trip.ts";
import { expect, STRACE, type Step } from "./step.ts";

const BODY = "This line is looked for in the trace.";
const SYSTEM_CALLS = "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync";

async function syncsBeforeReply(): Promise<string> {
  const work = temporaryFolder("strace").path;
  const trace = join(work, "trace");
  const config = join(work, "config.yaml");
  writeFileSync(config, JSON.stringify(roundTrip({ mailboxes: ["alice", "bob"], smartHost: "builtin" })));
  const under = ["strace", "-f", "-y", "-s", "4096", "-e", `trace=${SYSTEM_CALLS}`, "-o", trace];
  const tenant = await startTenant({ config, data: join(work, "data"), freePorts: true, under });
  // Without TLS, so that the trace can be read.
  const smtp = await RawSmtp.connect({ port: tenant.ports.inbound });
  const head = "From: <frank@fabrikam.com>\r\nTo: <bob@contoso.com>\r\nMessage-ID: <synced@fabrikam.com>\r\n\r\n";
  const { code, reply } = await smtp.send({
    from: "frank@fabrikam.com",
    to: ["bob@contoso.com"],
    wire: toWire(Buffer.from(`${head}${BODY}\r\n`)),
  });
  smtp.quit();
  await tenant.stop();
  expect("the message is accepted", code === 250, reply);
  return judge(readFileSync(trace, "utf8").split("\n"));
}

export function judge(lines: readonly string[]): string {
  const end = lines.findIndex((line) => isSocket(line) && line.includes(BODY) && line.includes("\\r\\n.\\r\\n"));
  const reply = lines.findIndex((line, index) => index > end && isSocket(line) && line.includes('"250 2.6.0'));
  expect("the trace shows the end of DATA and then its reply", end >= 0 && reply > end, { end, reply });
  const between = lines.slice(end + 1, reply);
  const sync = between.find((line) => /f(?:data)?sync\(\d+<[^>]*sqlite-wal>\)\s*= 0/.test(line));
  expect("the log of the database is synced between them", sync !== undefined, between.slice(0, 40));
  return `${sync
    ?.replace(/^\d+\s+/, "")
    .replace(/<.*\//, "<…/")
    .replace(/\s+/g, " ")} between the end of DATA and its 250`;
}

/** read, write and their like; strace -y names what a descriptor is. */
const isSocket = (line: string): boolean => /^\d*\s*(?:read|write|send|recv)\w*\(\d+<(?:TCP|socket):/.test(line);

export const fdatasyncStep: Step = { name: "fdatasync before the 250", needs: [STRACE], run: syncsBeforeReply };
