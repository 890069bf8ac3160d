// What there is to see of one entry: its facts, the SMTP dialog, the rules of its pass, the message and its bytes.
import type { Journey } from "../api/types.ts";
import { type TabChoice, Tabs } from "../parts/tabs.tsx";
import { EventFacts } from "./event-facts.tsx";
import { MessageOfEntry } from "./message-of-entry.tsx";
import { Rules } from "./rules.tsx";
import { type Entry, type Tab, tabsOf } from "./timeline.ts";
import { Transcript } from "./transcript.tsx";
import type { Chooser } from "./use-choice.ts";

const NAMES: Readonly<Record<Tab, string>> = {
  event: "Event",
  transcript: "Transcript",
  rules: "Rules",
  message: "Message",
  bytes: "Bytes",
};

export interface Inspected {
  readonly journey: Journey;
  readonly entry: Entry;
  readonly chooser: Chooser;
}

export function Inspector(inspected: Inspected) {
  const { entry, chooser } = inspected;
  const keys = tabsOf(entry);
  const tab = keys.find((key) => key === chooser.choice.tab) ?? keys[0] ?? "event";
  // In one order, whatever comes first.
  const tabs = ORDER.filter((key) => keys.includes(key)).map((key): TabChoice<Tab> => ({ key, name: NAMES[key] }));
  return (
    <section class="inspector" id="inspector" aria-label={`${entry.word} ${entry.place}`} data-testid="inspector">
      <h2>
        {entry.word} <bdi class="faint">{entry.place}</bdi>
      </h2>
      <Tabs label="Looked at as" tabs={tabs} chosen={tab} choose={(key) => chooser.choose({ tab: key })}>
        <Shown tab={tab} {...inspected} />
      </Tabs>
    </section>
  );
}

const ORDER: readonly Tab[] = ["event", "transcript", "rules", "message", "bytes"];

function Shown({ tab, ...inspected }: Inspected & { tab: Tab }) {
  const { entry } = inspected;
  if (tab === "transcript" && entry.legId !== null) return <Transcript legId={entry.legId} />;
  if (tab === "rules") return <Rules {...inspected} />;
  if (tab === "message") return <MessageOfEntry {...inspected} />;
  if (tab === "bytes") return <MessageOfEntry {...inspected} asBytes />;
  return <EventFacts {...inspected} />;
}
