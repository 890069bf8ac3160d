// An endpoint for notifications, as a subscriber of Graph runs one.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEachTest } from "./after-each-test.ts";

export interface Notification {
  readonly subscriptionId: string;
  readonly changeType?: string;
  readonly lifecycleEvent?: string;
  readonly clientState: string | null;
  readonly resource: string;
  readonly resourceData: { readonly id: string; readonly "@odata.etag"?: string };
}

export interface Webhook {
  readonly url: string;
  /** As they came. */
  readonly received: Notification[];
  /** Status of the answers to notifications; 202 at first. */
  status: number;
  /** Instead of the validation token. */
  validation: string | undefined;
  /** Validation requests that came. */
  validations: number;
}

const running = new Set<Server>();

afterEachTest(async () => {
  const servers = [...running];
  running.clear();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

export async function webhook(): Promise<Webhook> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = new URL(request.url ?? "", "http://localhost").searchParams.get("validationToken");
    if (token !== null) {
      made.validations += 1;
      response.writeHead(200, { "Content-Type": "text/plain" }).end(made.validation ?? token);
      return;
    }
    if (made.status < 300) made.received.push(...JSON.parse(Buffer.concat(chunks).toString()).value);
    response.writeHead(made.status, made.status === 302 ? { Location: "/elsewhere" } : {}).end();
  });
  running.add(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?for=bob`;
  const made: Webhook = { url, received: [], status: 202, validation: undefined, validations: 0 };
  return made;
}
