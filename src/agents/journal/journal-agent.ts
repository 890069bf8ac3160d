// Journal Agent: what a journal rule names is reported to its journal, once recipients are final and the rules have run.
// A report is mail of its own: no recall touches it. New-JournalRule, docs/recall.md R18
import type { QueuedMessageEventSource, RoutingAgent } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { ContentStore } from "../../database/content-store.ts";
import { isJournaled, isOfReportNdrs } from "./is-journaled.ts";
import { JOURNAL_REPORT, journalReport } from "./journal-report.ts";

/** On what was looked at before; it crosses with CloudServicesMailEnabled, so that a smart host's return is reported once. */
const PROCESSED = "X-MS-Exchange-Organization-Processed-By-Journaling";

export class JournalAgent implements RoutingAgent {
  readonly name = "Journal Agent";
  /** After the Transport Rule Agent: each fork that it made is reported by itself. */
  readonly priority = 30;
  readonly #contents: ContentStore;

  constructor(contents: ContentStore) {
    this.#contents = contents;
  }

  async onResolved(source: QueuedMessageEventSource, item: MailItem): Promise<void> {
    const { organization, now } = source;
    if (organization.journalRules.length === 0 || isReport(item) || item.headers.has(PROCESSED)) return;
    if (isOfReportNdrs(item, organization)) return;
    // Two rules with one journal make one report. Set-TransportConfig -PreventDuplicateJournalingEnabled
    const journals = new Map(
      organization.journalRules
        .filter((rule) => isJournaled(item, rule, organization))
        .map((rule) => [rule.journalEmailAddress, rule.name]),
    );
    item.headers.append(PROCESSED, this.name);
    for (const [journal, rule] of journals) {
      source.submit(await journalReport(item, journal, { contents: this.#contents, organization, now }));
      source.track(item, {
        eventId: "AGENTINFO",
        source: "AGENT",
        recipients: item.recipients.map(({ address }) => address),
        context: this.name,
        detail: `Journal rule: '${rule}', reported to ${journal}`,
        data: { journalRule: rule, journal },
      });
    }
  }
}

/** Ours, or one of ours that comes back: the header alone proves nothing. */
function isReport({ headers, generatedBy, attribution }: MailItem): boolean {
  return headers.has(JOURNAL_REPORT) && (generatedBy !== undefined || attribution !== undefined);
}
