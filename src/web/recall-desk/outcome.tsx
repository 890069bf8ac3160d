// What became of the recalls of a message: recipient by recipient the report's sentence, and the true reason beside it.
import type { Recall } from "../api/answers.ts";
import { command } from "../parts/command.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Time } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";
import type { Message } from "./graph.ts";
import { OutcomeLines } from "./outcome-lines.tsx";
import { ReportMail } from "./report-mail.tsx";

interface OutcomeProps {
  readonly message: Message;
  readonly sender: string;
  /** Of this message, newest first. */
  readonly recalls: readonly Recall[];
}

export function Outcome({ message, sender, recalls }: OutcomeProps) {
  return (
    <section class="outcome" aria-label="What became of the recall" data-testid="outcome">
      {recalls.length === 0 ? (
        <p class="faint">
          <bdi dir="auto">{visibleText(message.subject) || "(no subject)"}</bdi> was not recalled. Press <kbd>r</kbd>,
          or <code>{command(`recall "${message.internetMessageId}" --user ${sender}`)}</code>
        </p>
      ) : (
        recalls.map((recall) => <OneRecall key={recall.id} recall={recall} sender={sender} />)
      )}
    </section>
  );
}

function OneRecall({ recall, sender }: { recall: Recall; sender: string }) {
  const { subject, requestedAt, final, deadline } = recall;
  return (
    <article data-testid="recall-outcome">
      <h2>
        Recall of <bdi dir="auto">{visibleText(subject) || "(no subject)"}</bdi>{" "}
        <small>
          asked <Time at={requestedAt} />
          {final ? (
            ", final"
          ) : (
            <>
              , what is pending becomes final <Time at={deadline} />
            </>
          )}
        </small>
      </h2>
      <OutcomeLines recall={recall} />
      <p class="links">
        <a href={recall.reportPath} target="_blank" rel="noreferrer" data-testid="report-page">
          Report page
        </a>
        <Ways of="message" messageId={recall.originalMessageId} />
        <Ways of="request" messageId={recall.requestMessageId} />
        {!final && <a href="/clock">Move time on</a>}
        <CopyCurl path={`/api/recalls/${encodeURIComponent(recall.id)}`} />
      </p>
      <ReportMail sender={sender} recall={recall} />
    </article>
  );
}

function Ways({ of, messageId }: { of: string; messageId: string }) {
  const path = `/journeys/${encodeURIComponent(messageId)}`;
  return (
    <span>
      The {of}: <a href={path}>journey</a>, <a href={`${path}/compare`}>what came back</a>
    </span>
  );
}
