// Runs every .dialog file of this folder. They hold for any listeners of these names, so for a whole sandbox too:
// give runDialog() its ports.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { loadOrCreateCertificates } from "../../src/runtime/certificates.ts";
import { type Listener, listen } from "../../src/smtp/listener.ts";
import { reply } from "../../src/smtp/reply.ts";
import { listDialogs, runDialog } from "../support/dialog.ts";

const RELAY_DENIED = reply(550, "5.7.64", "TenantAttribution; Relay Access Denied SMTP");
const QUEUED = reply(250, "2.6.0", "Queued mail for delivery");
const limits = {
  maxMessageBytes: 1_000_000,
  maxRecipients: 100,
  maxHeaderBytes: 100_000,
  maxLineBytes: 65_536,
  maxConnections: 20,
  maxBadCommands: 10,
  idleTimeoutMs: 60_000,
};
const sink = { write: () => {}, end: async () => QUEUED, abort: () => {} };
const listeners: Listener[] = [];
const ports: Record<string, number> = {};

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), "recall-sandbox-tls-"));
  const { server } = await loadOrCreateCertificates(dir, { server: ["mx.contoso.com"], smartHost: ["x.example"] });
  await rm(dir, { recursive: true });
  const common = {
    hostname: "mx.contoso.com",
    host: "127.0.0.1",
    port: 0,
    limits,
    tls: { key: server.key, cert: server.cert },
  };
  const smtp = await listen({
    ...common,
    handler: {
      onRcptTo: (_, to) => (to.address.endsWith("@contoso.com") ? undefined : RELAY_DENIED),
      onData: () => sink,
    },
  });
  const submission = await listen({
    ...common,
    auth: { authenticate: () => undefined },
    handler: { onData: () => sink },
  });
  listeners.push(smtp, submission);
  Object.assign(ports, { smtp: smtp.port, submission: submission.port });
});

afterAll(() => Promise.all(listeners.map((listener) => listener.close(0))));

describe("dialogs", () => {
  for (const file of listDialogs(import.meta.dirname)) it(basename(file, ".dialog"), () => runDialog(file, { ports }));
});
