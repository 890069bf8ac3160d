// The report mail as the sender has it: it says how things stood when it was written.
import { useState } from "preact/hooks";
import type { Recall } from "../api/answers.ts";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { visibleText } from "../parts/visible-text.ts";
import { Body } from "./body.tsx";
import { listReports, REPORTS } from "./graph.ts";
import { concerns } from "./mailbox-rows.ts";

export function ReportMail({ sender, recall }: { sender: string; recall: Recall }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="report-mail">
      <summary>Report mail</summary>
      {isOpen && <Report sender={sender} recall={recall} />}
    </details>
  );
}

function Report({ sender, recall }: { sender: string; recall: Recall }) {
  const { value, error, reload } = useLoaded(
    () => listReports(sender),
    [sender],
    (event) => concerns(event, sender),
  );
  if (error) return <Failure error={error} retry={reload} />;
  if (!value) return null;
  // Each names the page of its recall.
  const report = value.find(({ body }) => body.content.includes(`/recall/${encodeURIComponent(recall.id)}`));
  if (!report) return <p class="faint">No report has come in yet from {REPORTS}.</p>;
  return (
    <div class="report">
      <p>
        <b dir="auto">{visibleText(report.subject)}</b> <small>from {REPORTS}</small>
      </p>
      <Body message={report} />
    </div>
  );
}
