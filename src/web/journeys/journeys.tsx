// Home: one row for each message, live.
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { RefusalError } from "../api/http.ts";
import { command } from "../parts/command.ts";
import { Copy } from "../parts/copy.tsx";
import { Failure } from "../parts/failure.tsx";
import { Rows } from "../parts/rows.tsx";
import { useAddress } from "../parts/use-address.ts";
import { RefusedNotice } from "../refused/notice.tsx";
import { JourneyRow } from "./journey-row.tsx";
import { leaveList } from "./left-list.ts";
import { SearchNames } from "./search-names.tsx";
import { useJourneys } from "./use-journeys.ts";
import "./journeys.css";

/** Pixels; on narrow screens a row has two lines more. */
const WIDE = 56;
const NARROW = 112;
const isNarrow = () => matchMedia("(max-width: 60rem)").matches;

/** A name that waits for its value. */
const UNFINISHED = /(?:^|\s+)[-!]?[a-z-]+:$/i;

export function Journeys() {
  const { path, route } = useLocation();
  const [{ q = "" }, choose] = useAddress();
  // The next screen's address comes before the next screen.
  const last = useRef(q);
  const search = path === "/" ? q : last.current;
  last.current = search;
  const { journeys, error, isLoaded, more, reload } = useJourneys(search.replace(UNFINISHED, ""));
  const [rowHeight, setRowHeight] = useState(isNarrow() ? NARROW : WIDE);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const resize = () => setRowHeight(isNarrow() ? NARROW : WIDE);
    addEventListener("resize", resize);
    return () => removeEventListener("resize", resize);
  }, []);

  useEffect(() => leaveList(search), [search]);
  const change = (text: string) => choose({ q: text });
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // A browser's own Esc would empty the line and say nothing of it.
    event.preventDefault();
    input.current?.blur();
  };
  return (
    <section class="journeys">
      <h1 class="visually-hidden">Journeys</h1>
      <div class="search">
        <input
          ref={input}
          type="search"
          aria-label="Search journeys"
          placeholder="bob subject:Q3 hop:mailbox rule:Signatures verdict:changed recall:failed"
          value={search}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={leave}
          data-testid="search"
        />
        <SearchNames
          add={(name) => {
            change(`${search.trimEnd()} ${name}`.trimStart());
            input.current?.focus();
          }}
        />
      </div>
      <RefusedNotice />
      {error instanceof RefusalError && error.status === 400 ? (
        // Somebody is still typing: what is shown stays as it was.
        <p role="status" class="faint" data-testid="search-hint">
          {error.message}
        </p>
      ) : (
        error && <Failure error={error} retry={reload} />
      )}
      {isLoaded && journeys.length === 0 ? (
        <Nothing search={search} />
      ) : (
        <Rows
          label="Journeys, newest first"
          items={journeys}
          idOf={({ id }) => id}
          draw={(journey) => <JourneyRow journey={journey} />}
          open={({ id }) => route(`/journeys/${id}`)}
          onEnd={more}
          rowHeight={rowHeight}
        />
      )}
    </section>
  );
}

function Nothing({ search }: { search: string }) {
  return search === "" ? (
    <div class="empty">
      <h2>No mail yet</h2>
      <p>
        Write a message at the <a href="/recall-desk">Recall desk</a>, or send one from a terminal, and watch it travel:
      </p>
      <Copy text={command('send --to bob@contoso.com --subject "Q3 numbers"')} label="the command" />
    </div>
  ) : (
    <div class="empty">
      <h2>Nothing answers this search</h2>
      <p>
        All of its words and names must be there: take one away, or look at <b>What can be searched</b> above.
      </p>
    </div>
  );
}
