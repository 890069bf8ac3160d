// For the tests beside this file: a trap that hostile mail names, every surface read as its users do, requests byte for
// byte, and what memory a client's bytes took.
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";

export interface Trap {
  readonly port: number;
  /** "127.0.0.1:40000" */
  readonly host: string;
  /** Nobody came; and who comes is noticed. */
  expectUntouched(): Promise<void>;
}

export async function trap(): Promise<Trap> {
  let visits = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    visits += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).resume();
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUp(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return {
    port,
    host: `127.0.0.1:${port}`,
    async expectUntouched() {
      expect(visits, "visits to what a message names").toBe(0);
      await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      expect(visits).toBe(1);
      visits = 0;
    },
  };
}

export interface Seen {
  readonly path: string;
  readonly status: number;
  readonly bytes: Buffer;
}

/** Every surface that shows mail: all that /openapi.json describes, Graph, message trace, report pages. */
export async function readEverything(on: Sandbox): Promise<Seen[]> {
  const seen: Seen[] = [];
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(on.url + path, { headers: { accept: "text/html, application/json" } });
    const bytes = Buffer.from(await response.arrayBuffer());
    seen.push({ path, status: response.status, bytes });
    return response.headers.get("content-type")?.includes("json") ? JSON.parse(bytes.toString()) : undefined;
  };
  await get("/");
  await readApi(get);
  await readGraph(on, get);
  await readTrace(on, seen);
  for (const { requestMessageId } of await on.recalls.list({}, 100))
    await get(`/recall/${encodeURIComponent(requestMessageId.replace(/^<|>$/g, ""))}`);
  return seen;
}

type Get = (path: string) => Promise<unknown>;

const FOLLOWED = "/api/events";

async function readApi(get: Get): Promise<void> {
  const { paths } = (await get("/openapi.json")) as { paths: Record<string, Record<string, unknown>> };
  for (const path of Object.keys(paths).filter((path) => paths[path]?.get && path !== FOLLOWED)) {
    const at = path.indexOf("/{");
    if (at < 0) await get(path);
    else
      for (const id of idsIn(await get(path.slice(0, at))))
        await get(path.replace(/\{\w+\}/, encodeURIComponent(String(id))));
  }
}

/** Of the list that an answer consists of. */
function idsIn(answer: unknown): unknown[] {
  const lists = Object.values(answer ?? {}).filter(Array.isArray) as { id?: unknown }[][];
  return lists.flat().flatMap(({ id }) => (id === undefined ? [] : [id]));
}

async function readGraph(on: Sandbox, get: Get): Promise<void> {
  for (const { address } of on.configurations.current().mailboxes) {
    const root = `/v1.0/users/${address}`;
    await get(`${root}/mailFolders`);
    for (const id of idsIn(await get(`${root}/messages?$top=50`))) {
      for (const rest of ["", "?$select=body,uniqueBody,internetMessageHeaders", "/$value", "/attachments"])
        await get(`${root}/messages/${id}${rest}`);
      for (const attachment of idsIn(await get(`${root}/messages/${id}/attachments`)))
        for (const rest of ["", "/$value"]) await get(`${root}/messages/${id}/attachments/${attachment}${rest}`);
    }
  }
}

async function readTrace(on: Sandbox, seen: Seen[]): Promise<void> {
  const cmdlet = async (CmdletName: string, Parameters: object) => {
    const path = "/adminapi/beta/contoso.com/InvokeCommand";
    const init = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ CmdletInput: { CmdletName, Parameters } }),
    };
    const response = await fetch(on.url + path, init);
    const bytes = Buffer.from(await response.arrayBuffer());
    seen.push({ path: CmdletName, status: response.status, bytes });
    return (JSON.parse(bytes.toString()) as { value?: Record<string, unknown>[] }).value ?? [];
  };
  for (const { MessageTraceId, RecipientAddress } of await cmdlet("Get-MessageTraceV2", {}))
    await cmdlet("Get-MessageTraceDetailV2", { MessageTraceId, RecipientAddress });
}

/** Sends exactly these bytes to the HTTP port; what came back until the connection ended, or 500 ms passed. */
export async function rawHttp(on: Sandbox, request: string, encoding: BufferEncoding = "utf8"): Promise<string> {
  const socket = connect(on.ports.http, "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1").on("data", (text: string) => {
    answer += text;
  });
  socket.on("error", () => undefined);
  socket.write(request.replaceAll("PORT", String(on.ports.http)), encoding);
  const timer = setTimeout(() => socket.destroy(), 500);
  await new Promise((resolve) => socket.once("close", resolve));
  clearTimeout(timer);
  return answer;
}

/** Bytes that are held on to after `work`, beyond what there was before; garbage does not count. */
export async function memoryTaken(work: () => Promise<unknown>): Promise<number> {
  const before = held();
  await work();
  // What is on its way through the sockets arrives.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return held() - before;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function held(): number {
  collect();
  collect();
  const { external, heapUsed } = process.memoryUsage();
  return external + heapUsed;
}

/** Writes the same chunk again and again, as fast as it is taken. */
export async function pour(socket: NodeJS.WritableStream, chunk: Buffer, bytes: number): Promise<void> {
  for (let written = 0; written < bytes; written += chunk.length) if (!socket.write(chunk)) await once(socket, "drain");
}
