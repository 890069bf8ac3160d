// Smart hosts of the enabled connectors: there, and speaking SMTP. A configuration that loads names none beyond loopback
// that allowedDestinations does not allow.
import { connect } from "node:net";
import { BUILTIN_SMART_HOST, ON_PREMISES, parseHostPort } from "../../organization/destinations.ts";
import { type Finding, ok, type Patient, warning } from "./finding.ts";

const ANSWER_MS = 4000;
const SMTP = 25;

export async function checkSmartHosts({ configuration }: Patient): Promise<Finding[]> {
  if (!configuration) return [];
  const { organization } = configuration;
  const named = organization.outboundConnectors
    .filter(({ enabled }) => enabled)
    .flatMap(({ smartHosts, name }) => smartHosts.map((smartHost) => ({ smartHost, connector: name })))
    .filter(({ smartHost }) => smartHost !== BUILTIN_SMART_HOST && smartHost !== ON_PREMISES);
  return Promise.all(
    named.map(async ({ smartHost, connector }) => {
      const { host = "", port = SMTP } = parseHostPort(smartHost) ?? {};
      const check = `smart host ${host}:${port}`;
      const greeting = await greetingOf(host, port);
      if (greeting.startsWith("220")) return ok(check, greeting);
      const advice = `Start it, or mend smartHosts of connector "${connector}". Its mail waits in the queue until then.`;
      return warning(check, greeting, advice);
    }),
  );
}

/** First line of what is said there, or why nothing is. RFC 5321 §3.1 */
function greetingOf(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let text = "";
    const end = (seen: string) => {
      socket.destroy();
      resolve(seen);
    };
    socket.setTimeout(ANSWER_MS, () => end(socket.connecting ? "no answer" : "takes the connection and says nothing"));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      end(
        error.code === "ECONNREFUSED" ? "nothing listens there" : `can't be reached (${error.code ?? error.message})`,
      ),
    );
    socket.on("close", () => resolve("ends the connection without a greeting"));
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const line = /^(.{0,200}?)\r?\n/.exec(text)?.[1];
      if (line?.startsWith("220")) socket.write("QUIT\r\n");
      if (line !== undefined) end(line.startsWith("220") ? line : `is no SMTP server; it says "${line.slice(0, 60)}"`);
      else if (text.length > 1000) end("is no SMTP server");
    });
  });
}
