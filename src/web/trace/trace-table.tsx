// The list of the admin centre: date, sender, recipient, subject, status.
import { Chip } from "../parts/chip.tsx";
import { exact } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { instantOf, lookOf, rowId, type TraceRow, utc } from "./trace-row.ts";

interface TableProps {
  readonly rows: readonly TraceRow[];
  readonly chosenId: string | undefined;
  readonly open: (row: TraceRow) => void;
}

export function TraceTable({ rows, chosenId, open }: TableProps) {
  return (
    <table class="trace-table" data-testid="trace">
      <thead>
        <tr>
          <th scope="col">Date (UTC)</th>
          <th scope="col">Sender</th>
          <th scope="col">Recipient</th>
          <th scope="col">Subject</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={rowId(row)} row={row} isChosen={rowId(row) === chosenId} open={() => open(row)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, isChosen, open }: { row: TraceRow; isChosen: boolean; open: () => void }) {
  const { Received, SenderAddress, RecipientAddress, Subject, Status } = row;
  const [tone, sign] = lookOf(Status);
  return (
    <tr class={isChosen ? "chosen" : ""} onClick={open} data-testid="trace-row">
      <td>
        <time dateTime={instantOf(Received)} title={exact(instantOf(Received))}>
          {utc(Received)}
        </time>
      </td>
      <td>
        <bdi>{visibleText(SenderAddress) || "<>"}</bdi>
      </td>
      <td>
        <bdi>{visibleText(RecipientAddress)}</bdi>
      </td>
      <td>
        <button type="button" class="subject" aria-expanded={isChosen} dir="auto">
          {visibleText(Subject) || "(no subject)"}
        </button>
      </td>
      <td>
        <Chip tone={tone} sign={sign}>
          {Status}
        </Chip>
      </td>
    </tr>
  );
}
