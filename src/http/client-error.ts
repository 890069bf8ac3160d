// What can't be read as a request, or takes too long to come, is told as well before the connection ends.
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

export const MOST_HEADER_FIELDS = 100;

const DETAILS: Readonly<Record<number, string>> = {
  400: "This can't be read as an HTTP request.",
  408: "The request did not arrive whole in time (http.requestTimeout).",
  413: "A chunk's extensions are too long.",
  431: `The header is larger than 16 KB or has more than ${MOST_HEADER_FIELDS} fields.`,
};
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** For the server's event "clientError". */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  const hasAnswer = (socket as { _httpMessage?: { _headerSent?: boolean } })._httpMessage?._headerSent === true;
  if (error.code === "ECONNRESET" || !socket.writable || hasAnswer) {
    socket.destroy(error);
    return;
  }
  const status = STATUSES[error.code ?? ""] ?? 400;
  const body = problem(status);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Type": "application/problem+json", Connection: "close" }).end(problem(status));
}

function problem(status: number): string {
  return JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail: DETAILS[status] });
}
