// Message trace, as the admin centre shows it: what became of each message, recipient by recipient.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { instant } from "../api/clock.ts";
import { command } from "../parts/command.ts";
import { CopyCmdlet } from "../parts/copy-cmdlet.tsx";
import { Failure } from "../parts/failure.tsx";
import { keepFile } from "../parts/keep-file.ts";
import { offer } from "../parts/palette.tsx";
import { isTyping } from "../parts/shortcuts.tsx";
import { useAddress } from "../parts/use-address.ts";
import { TraceDetails } from "./trace-details.tsx";
import { TraceFilters } from "./trace-filters.tsx";
import { csvOf, rowId, type TraceRow } from "./trace-row.ts";
import { TraceTable } from "./trace-table.tsx";
import { type Trace as Traced, useTrace } from "./use-trace.ts";
import "../parts/drawer.css";
import "./trace.css";

export function Trace() {
  const [{ row: chosenId, ...filters }, choose] = useAddress();
  const trace = useTrace(filters);
  const { rows = [], error, reload } = trace;
  const chosen = rows.find((row) => rowId(row) === chosenId);
  const open = (row: TraceRow | undefined) => choose({ row: row && rowId(row) });
  useRowKeys(rows, chosenId, open);
  const [failed, setFailed] = useState<Error>();
  const download = async () => {
    setFailed(undefined);
    const day = new Date(instant()).toISOString().slice(0, 10);
    const keep = (all: readonly TraceRow[]) =>
      keepFile(`message-trace-${day}.csv`, new Blob([csvOf(all)], { type: "text/csv;charset=utf-8" }));
    await trace.all().then(keep, setFailed);
  };
  useEffect(
    () => offer({ name: "Export the message trace", about: "all rows of these filters, as CSV", run: download }),
    [trace.rows],
  );
  return (
    <section class="trace">
      <h1>Message trace</h1>
      <TraceFilters filters={filters} choose={choose} />
      <Bar trace={trace} download={download} />
      {error && <Failure error={error} retry={reload} />}
      {failed && <Failure error={failed} />}
      {trace.warnings.map((warning) => (
        <p key={warning} class="said">
          {warning}
        </p>
      ))}
      <div class={chosenId ? "with-drawer" : ""}>
        <div>
          {trace.rows?.length === 0 && <Nothing isFiltered={Object.keys(filters).length > 0} />}
          {rows.length > 0 && <TraceTable rows={rows} chosenId={chosenId} open={open} />}
          {trace.more && (
            <button type="button" onClick={trace.more} data-testid="more">
              Show more
            </button>
          )}
        </div>
        {chosenId && <TraceDetails key={chosenId} id={chosenId} row={chosen} close={() => open(undefined)} />}
      </div>
    </section>
  );
}

function Bar({ trace, download }: { trace: Traced; download: () => Promise<void> }) {
  const { rows = [], parameters } = trace;
  const [isExporting, setExporting] = useState(false);
  const click = () => {
    setExporting(true);
    void download().finally(() => setExporting(false));
  };
  return (
    <div class="actions">
      <button type="button" onClick={click} disabled={rows.length === 0 || isExporting} data-testid="export">
        Export results
      </button>
      <output>
        {rows.length}
        {trace.more ? " and more" : ""} {rows.length === 1 ? "row" : "rows"}
      </output>
      <CopyCmdlet cmdlet="Get-MessageTraceV2" parameters={parameters} />
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div class="empty">
      <h2>{isFiltered ? "No message answers these filters" : "No mail in the last 48 hours"}</h2>
      {isFiltered ? (
        <p>Addresses may have a star for any text: *@contoso.com. Without a time, the last 48 hours are searched.</p>
      ) : (
        <pre>{command('send --to bob@contoso.com --subject "Q3 numbers"')}</pre>
      )}
    </div>
  );
}

function useRowKeys(
  rows: readonly TraceRow[],
  chosenId: string | undefined,
  open: (row: TraceRow | undefined) => void,
): void {
  // At once: the next key may come before the browser paints.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog:modal")) return;
      const at = rows.findIndex((row) => rowId(row) === chosenId);
      if (event.key === "j") open(rows[Math.min(rows.length - 1, at + 1)]);
      else if (event.key === "k") open(rows[Math.max(0, at - 1)]);
      else if (event.key === "Escape" && chosenId !== undefined) open(undefined);
      else if (event.key === "/") document.querySelector<HTMLInputElement>(".trace-filters input")?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
