// What everything is measured by: package smtp-server alone, without TLS and AUTH, throwing mail away.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { cpuMs, serve } from "./worker.ts";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on("end", () => callback());
  },
});
server.listen(0, "127.0.0.1");
await once(server.server, "listening");

serve({
  port: () => (server.server.address() as AddressInfo).port,
  cpuMs,
});
