// A smart host of a test's own: it takes mail and does with it what the test says.
import { SMART_HOST_LIMITS } from "../../src/smart-host/smart-host.ts";
import { type Listener, listen } from "../../src/smtp/listener.ts";
import { reply } from "../../src/smtp/reply.ts";
import { afterEachTest } from "./after-each-test.ts";

const running = new Set<Listener>();

afterEachTest(async () => {
  const listeners = [...running];
  running.clear();
  await Promise.all(listeners.map((listener) => listener.close(0)));
});

export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly bytes: Buffer;
}

/** Accepts everything; `onMessage` may refuse with "550 5.7.1 text". */
export async function blackHole(
  onMessage: (message: Taken) => string | undefined | Promise<string | undefined> = () => undefined,
) {
  const taken: Taken[] = [];
  const listener = await listen({
    hostname: "vendor.example",
    host: "127.0.0.1",
    port: 0,
    limits: SMART_HOST_LIMITS,
    handler: {
      onData(session) {
        const chunks: Buffer[] = [];
        return {
          write: (chunk) => void chunks.push(Buffer.from(chunk)),
          abort: () => undefined,
          async end() {
            const { from, recipients } = session.envelope;
            const message = {
              from,
              to: recipients.map((recipient) => recipient.address),
              bytes: Buffer.concat(chunks),
            };
            const [, code, enhanced, text] =
              /^(\d{3}) (\S+) (.*)$/.exec((await onMessage(message)) ?? "250 2.0.0 taken") ?? [];
            if (code === "250") taken.push(message);
            return reply(Number(code), enhanced ?? "", text ?? "");
          },
        };
      },
    },
  });
  running.add(listener);
  return { taken, address: `127.0.0.1:${listener.port}`, port: listener.port };
}

/** The tenant's side of a signature service: rule, outbound and inbound connector. */
export function roundTrip(smartHosts: string, inbound: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    outboundConnectors: [
      {
        name: "Out",
        connectorType: "OnPremises",
        isTransportRuleScoped: true,
        useMxRecord: false,
        smartHosts,
        cloudServicesMailEnabled: true,
      },
    ],
    inboundConnectors: [
      {
        name: "In",
        connectorType: "OnPremises",
        senderDomains: "*",
        tlsSenderCertificateName: "smarthost.contoso.com",
        cloudServicesMailEnabled: true,
        ...inbound,
      },
    ],
    transportRules: [
      {
        name: "Route",
        fromScope: "InOrganization",
        exceptIfHeaderContainsMessageHeader: "X-Sandbox-Signature",
        exceptIfHeaderContainsWords: ["true"],
        routeMessageOutboundConnector: "Out",
        stopRuleProcessing: true,
      },
    ],
  };
}
