// A process of its own for the test beside it: a sandbox on the data folder given, with an agent that ends the process
// when it sees a message with the subject "Deadly". It submits messages with the subjects given, and ends when all is done.
import { createTransport } from "nodemailer";
import type { RoutingAgent } from "../../../src/agent-api/agents.ts";
import { startSandbox } from "../../../src/sandbox.ts";
import { config, DEATH } from "./deadly-agent.config.ts";

const [data = "", ...subjects] = process.argv.slice(2);
const deadly: RoutingAgent = {
  name: "Deadly",
  priority: 50,
  onSubmitted(_source, item) {
    if (item.headers.get("Subject") === "Deadly") process.exit(DEATH);
  },
};
const on = await startSandbox({ config, data, freePorts: true, agents: { routing: [deadly] } });
const transport = createTransport({
  host: "127.0.0.1",
  port: on.ports.submission,
  tls: { ca: on.certificates.ca.cert },
  auth: { user: "alice@contoso.com", pass: "secret" },
});
for (const subject of subjects)
  await transport.sendMail({ from: "alice@contoso.com", to: "bob@contoso.com", subject, text: "x" });
transport.close();
await on.idle();
await on.stop();
