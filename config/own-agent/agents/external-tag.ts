// Marks mail from outside, as many organizations do: "[EXT] " in front of the subject, and a header for filters.
// Copy this file, give it a name of its own, and save: the sandbox takes it up while it runs.
import type { AgentServices, MailItem, QueuedMessageEventSource, RoutingAgent } from "recall-sandbox";

const TAG = "[EXT] ";

export default class ExternalTag implements RoutingAgent {
  /** Named in log and trace. */
  readonly name = "External Tag";
  /** Lower ones run first: the recall agent has 10, the transport rules 20, so rules don't see the tag. */
  readonly priority = 50;
  private readonly log: AgentServices["log"];

  /** Called once each time that the folder is loaded. */
  constructor(services: AgentServices) {
    this.log = services.log;
  }

  /** Recipients are final, groups expanded. Throw here, and the message waits, while log and trace name this agent. */
  onResolved(source: QueuedMessageEventSource, item: MailItem): void {
    // What a smart host gives back over a trusted connector is Internal: our own mail is not marked on its way round.
    if (item.authAs === "Internal") return;
    item.headers.set("X-Origin", "external");
    const subject = item.headers.get("Subject") ?? "";
    // A reply to a marked message has the tag already.
    if (!subject.includes(TAG.trim())) item.headers.set("Subject", TAG + subject);
    this.log.debug({ message: item.networkMessageId }, "tagged");
    source.track(item, {
      eventId: "AGENTINFO",
      source: "AGENT",
      recipients: item.recipients.map((recipient) => recipient.address),
      context: this.name,
      detail: "Marked as external",
    });
  }
}
