// For the tests beside this file: the sandbox still works, and a defect would have been logged.
import { expect } from "vitest";
import type { Log, LogFields } from "../../../src/runtime/log.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { items, sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { lines, messages, send } from "../../support/transport.ts";

export interface Watched {
  readonly on: Sandbox;
  /** What was logged as an error: no input may be a defect of ours. */
  readonly errors: unknown[];
}

export async function watched(parts: Record<string, unknown> = {}): Promise<Watched> {
  const errors: unknown[] = [];
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error: (fields: LogFields | string, text?: string) => void errors.push({ fields, text }),
    child: () => log,
  };
  return { on: await sandbox({ config: tenant(parts), log }), errors };
}

/** Other mail goes through as before, and nothing was a defect. */
export async function expectAllIsWell({ on, errors }: Watched): Promise<void> {
  const raw = lines("From: frank@fabrikam.com", "Subject: Other mail", "", "Hi");
  expect(await send(on, { raw, to: "dave@contoso.com" })).toMatch(/^250 /);
  await on.idle();
  expect(await subjects(on, "dave")).toEqual(["Other mail"]);
  expect(errors).toEqual([]);
  expect(await on.queue.counts()).toEqual([]);
}

/** Delivers to bob, and gives what he has then. */
export async function delivered({ on }: Watched, raw: string | Buffer, from?: string): Promise<Buffer> {
  expect(await send(on, { raw, ...(from !== undefined && { from }) })).toMatch(/^250 2\.6\.0 /);
  await on.idle();
  const [bytes, ...more] = await messages(on, "bob");
  expect(more).toEqual([]);
  if (!bytes) throw new Error("Nothing was delivered");
  return bytes;
}

/** Without the fields that the tenant is documented to add. */
export function withoutOurs(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const blank = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n") + 2;
  const end = blank < 2 && !text.startsWith("\r\n") ? text.length : blank;
  const head = text
    .slice(0, end)
    .replace(/^Received: from .*\r\n(?: \(version=.*\)\r\n)? with .*\r\n/, "")
    .replace(/^X-MS-Exchange-Organization-(?:AuthAs|AuthSource|Network-Message-Id): .*\r\n/gm, "");
  return head + text.slice(end);
}

export async function count(on: Sandbox, mailbox: string): Promise<number> {
  return (await items(on, mailbox)).length;
}
