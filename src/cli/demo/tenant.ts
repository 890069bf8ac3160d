// A running sandbox as its users have it: mail goes in through submission, everything is read and done over HTTP.
import { silentLog } from "../../runtime/log.ts";
import { packageFile } from "../../runtime/package-files.ts";
import type { Sandbox, SandboxOptions } from "../../sandbox.ts";
import { formatReply } from "../../smtp/reply.ts";
import { submitMail } from "../../smtp/submit-mail.ts";
import { Exchange } from "../api/exchange.ts";
import { Graph, type GraphMessage } from "../api/graph.ts";
import { SandboxHttp } from "../api/http.ts";
import { type Leg, type RecallRecipient, SandboxApi } from "../api/sandbox-api.ts";
import { composeMail } from "../compose-mail.ts";

export type TenantConfig = NonNullable<SandboxOptions["config"]>;

/** Over SMTP and by the service, unless by classic Outlook. */
export type Client = "outlook";

export const ALICE = "alice@contoso.com";
export const BOB = "bob@contoso.com";
/** A Friday at noon; time moves by /api/clock only. */
const START = Date.UTC(2026, 10, 20, 12);

/** What `up` starts without a configuration of one's own. */
export const DEFAULT = packageFile("config", "default.yaml");

/** Path of a configuration that the package brings: "exemption". */
export const scenario = (name: string): string => packageFile("config", name, "config.yaml");

export class DemoTenant {
  readonly graph: Graph;
  readonly exchange: Exchange;
  readonly api: SandboxApi;
  /** For what surrounds the tenant; what was seen never comes from here. */
  readonly sandbox: Sandbox;

  private constructor(sandbox: Sandbox) {
    const { token } = sandbox.configuration.http;
    const http = new SandboxHttp({ url: sandbox.url, ...(token !== undefined && { token }) });
    this.graph = new Graph(http);
    this.exchange = new Exchange(http);
    this.api = new SandboxApi(http);
    this.sandbox = sandbox;
  }

  static async start(config: TenantConfig): Promise<DemoTenant> {
    const { startSandbox } = await import("../../sandbox.ts");
    return new DemoTenant(await startSandbox({ config, freePorts: true, frozenAt: START, log: silentLog }));
  }

  /** Alice submits; resolves when the message has gone as far as it can. @returns its Message-ID */
  async send(to: string, subject: string, client?: Client): Promise<string> {
    const mail = composeMail({
      from: ALICE,
      to: [to],
      subject,
      date: START,
      text: "The numbers are attached.\n",
      html: "<p>The numbers are <b>attached</b>.</p>",
    });
    if (client === "outlook") {
      await this.graph.sendByOutlook(ALICE, mail.bytes, false);
      await this.settle();
      return mail.messageId;
    }
    const { ports, certificates } = this.sandbox;
    const server = { host: "127.0.0.1", port: ports.submission, authority: certificates.ca.cert };
    const result = await submitMail(server, { username: ALICE, password: "sandbox" }, mail);
    if (!result.accepted) throw new Error(`the tenant refused the message: ${formatReply(result.reply)}`);
    await this.settle();
    return mail.messageId;
  }

  /** Alice recalls what she sent. @returns the request's Message-ID */
  async recall(messageId: string, client?: Client): Promise<string> {
    const [sent] = await this.graph.messages(ALICE, { folder: "sentitems", internetMessageId: messageId });
    if (!sent) throw new Error(`there is no message ${messageId} in Alice's Sent Items`);
    const requestId = await this.graph.recall(ALICE, sent.id, client ? { client } : {});
    await this.settle();
    return requestId;
  }

  /** Without moving time: until everything that can happen has happened. */
  async settle(): Promise<void> {
    await this.api.advance("0s");
  }

  /** A message of that subject anywhere in the mailbox. */
  async find(mailbox: string, subject: string): Promise<GraphMessage | undefined> {
    return (await this.graph.messages(mailbox, { top: 100 })).find((message) => message.subject === subject);
  }

  async reportOf(requestId: string, recipient: string): Promise<RecallRecipient> {
    const recall = await this.api.recall(requestId);
    const row = recall?.recipients.find(({ address }) => address === recipient);
    if (!row) throw new Error(`the recall ${requestId} knows no recipient ${recipient}`);
    return row;
  }

  /** What crossed a connector with that Message-ID. */
  async legs(messageId: string): Promise<{ out: Leg[]; in: Leg[] }> {
    const legs = await this.api.legs(messageId);
    return {
      out: legs.filter(({ direction }) => direction === "out"),
      in: legs.filter(({ direction }) => direction === "in"),
    };
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }
}
