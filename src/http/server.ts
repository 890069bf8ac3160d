// The HTTP server: one port for Graph, the admin API and the sandbox's own API.
import { createServer, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { HttpConfig } from "../organization/configuration.ts";
import type { Log } from "../runtime/log.ts";
import { type AppOptions, createApp } from "./app.ts";
import { answerClientError, MOST_HEADER_FIELDS, refuse } from "./client-error.ts";
import type { HttpServices } from "./services.ts";

export interface HttpServer {
  readonly port: number;
  /** "http://127.0.0.1:8025" */
  readonly url: string;
  /** Answers what was asked, then ends every connection. */
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly log: Log;
  readonly answered?: AppOptions["answered"];
}

/** An answer that takes longer than this is cut off by `close`; real milliseconds. */
const CLOSE_GRACE_MS = 2000;
const SWEEP_MS = 20;
const HEADER_TIMEOUT_MS = 10_000;
const TIMEOUT_CHECK_MS = 1000;
const MOST_HEADER_BYTES = 16 * 1024;

export async function startHttp(
  services: HttpServices,
  { host, port, log, answered }: HttpOptions,
): Promise<HttpServer> {
  let bound = port;
  const { http } = services.configuration;
  const authority = {
    host,
    port: () => bound,
    ownName: () => services.configurations.current().hostname,
    hostNames: http.hostNames,
  };
  const app = createApp(services, { authority, log, ...(answered && { answered }) });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: () => badRequest() });
  const server = createServer(serverOptions(http), (incoming, outgoing) => {
    if (incoming.rawHeaders.length > 2 * MOST_HEADER_FIELDS) refuse(outgoing, 431);
    else void listener(incoming, outgoing);
  });
  server.maxConnections = http.maxConnections;
  server.on("clientError", answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  bound = (server.address() as AddressInfo).port;

  let closing: Promise<void> | undefined;
  return {
    port: bound,
    url: `http://${nameInUrl(host)}:${bound}`,
    close() {
      closing ??= new Promise<void>((resolve) => {
        // A connection that is being answered becomes idle later.
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
        server.close(() => {
          clearInterval(sweep);
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
      return closing;
    },
  };
}

/** A client that sends its request by drops is cut off: header and body have their time. */
function serverOptions({ requestTimeoutMs }: HttpConfig): ServerOptions {
  return {
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(requestTimeoutMs, HEADER_TIMEOUT_MS),
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    maxHeaderSize: MOST_HEADER_BYTES,
  };
}

function badRequest(): Response {
  return Response.json(
    { title: "Bad Request", status: 400, detail: "The request line or Host can't be read." },
    { status: 400 },
  );
}

function nameInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
