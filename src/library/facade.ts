// What a test sees of a running sandbox, over the one that everything else sees.
import { dirname } from "node:path";
import { issueCertificate } from "../runtime/certificates.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { ExoOptions, Sandbox } from "./api.ts";
import { ediscovery } from "./ediscovery.ts";
import { SandboxStoppedError } from "./errors.ts";
import { exo } from "./exo.ts";
import { explainMail } from "./explain.ts";
import { putInForce } from "./fault.ts";
import { follow } from "./follow.ts";
import { deliverFromOutside, submit } from "./hand-over.ts";
import { viewSink } from "./internet.ts";
import { viewLegs } from "./legs.ts";
import { viewMailbox } from "./mailbox.ts";
import { Messages } from "./messages.ts";
import { moderate, viewModeration } from "./moderation.ts";
import { undoSend, viewOutbox } from "./outbox.ts";
import { deleteFromQuarantine, release, viewQuarantine } from "./quarantine.ts";
import { Search } from "./search.ts";
import { VirtualTime } from "./virtual-time.ts";

export function facade(on: Composed, clock: "virtual" | "real"): Sandbox {
  const time = new VirtualTime(on);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= on.stop());

  /** Who asks too late, or is interrupted, hears that and not what broke. */
  const live =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (stopped) throw new SandboxStoppedError();
      try {
        return await work(...args);
      } catch (error) {
        throw stopped ? new SandboxStoppedError() : error;
      }
    };

  const sandbox: Sandbox = {
    get ports() {
      return on.ports;
    },
    get url() {
      return on.url;
    },
    get token() {
      return on.configuration.http.token;
    },
    ca: on.certificates.ca.cert,
    password: on.configuration.settings["organization.defaultPassword"] ?? "",
    clock,
    get now() {
      return new Date(on.clock.now());
    },
    get organization() {
      return on.configurations.current();
    },
    send: live(async (mail) => messages.sent(await submit(on, mail))),
    deliver: live(async (mail) => messages.delivered(await deliverFromOutside(on, mail))),
    message: live((id) => messages.find(id)),
    recall: live(async (message, options) =>
      messages.recall(typeof message === "string" ? await messages.find(message) : message, options),
    ),
    outbox: live((address) => viewOutbox(on, address)),
    undoSend: live((message) => undoSend(on, message)),
    moderation: live(() => viewModeration(on)),
    approve: live((message, decision = {}) => moderate(on, message, true, decision)),
    reject: live((message, decision = {}) => moderate(on, message, false, decision)),
    quarantine: live(() => viewQuarantine(on)),
    release: live((message, { recipients } = {}) => release(on, message, recipients)),
    deleteFromQuarantine: live((message) => deleteFromQuarantine(on, message)),
    explain: live((options) => explainMail(on, options)),
    exo: async <T>(script: string, options: ExoOptions = {}) => live(() => exo<T>(on, script, options))(),
    wait: live((query, options) => search.wait(query, options)),
    journeys: live((query, options) => search.list(query, options)),
    journey: live((id) => search.find(id)),
    legs: live((query) => viewLegs(on, query)),
    mailbox: (address) => viewMailbox(on, address),
    ediscovery: live((query, options) => ediscovery(on, query, options)),
    internet: live(() => viewSink(on.internet)),
    onPremises: live(() => viewSink(on.onPremises)),
    issueCertificate: live(async (hostname) => {
      const folder = dirname(on.certificates.ca.certFile);
      const { cert, key } = await issueCertificate(folder, hostname, { client: true, server: true });
      return { cert, key };
    }),
    events: (options) => follow(on, options),
    idle: live((options) => time.idle(options)),
    fault(line) {
      if (stopped) throw new SandboxStoppedError();
      return putInForce(on, line);
    },
    advance: live((by) => time.advance(by)),
    reset: live(async (options) => {
      await on.reset(options);
    }),
    reload: live(async (config) => {
      await on.reload(config);
    }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
  const search = new Search(on, sandbox);
  const messages = new Messages(on, sandbox);
  return sandbox;
}
