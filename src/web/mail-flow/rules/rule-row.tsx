// One rule: on or off, where it stands, what it did, and what it says in the service's words.
import { useState } from "preact/hooks";
import { Copy } from "../../parts/copy.tsx";
import { CopyCmdlet } from "../../parts/copy-cmdlet.tsx";
import { Time } from "../../parts/time.tsx";
import { change } from "../changes.ts";
import { RemoveButton } from "../remove-button.tsx";
import { MODE_WORDS, MODES, type Rule, sectionsOf } from "./rule.ts";
import type { Hits } from "./rules.tsx";
import { switchRule } from "./switch-rule.ts";

export interface RuleRowProps {
  readonly rule: Rule;
  readonly hits: Hits | undefined;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly toggle: () => void;
  readonly move: (step: -1 | 1) => void;
  readonly drag: { readonly start: () => void; readonly drop: () => void };
}

export function RuleRow({ rule, hits, isOpen, isFirst, isLast, toggle, move, drag }: RuleRowProps) {
  const [isOver, setOver] = useState(false);
  const { Name, Priority, State } = rule;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    drag.drop();
  };
  return (
    <li
      class={`rule ${State.toLowerCase()} ${isOpen ? "chosen" : ""} ${isOver ? "over" : ""}`}
      data-testid={`rule-${Name}`}
      draggable={!isOpen}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", Name);
        drag.start();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span class="order">
        <button type="button" disabled={isFirst} onClick={() => move(-1)} aria-label={`Move ${Name} up`}>
          ↑
        </button>
        <b title="Priority">{Priority}</b>
        <button type="button" disabled={isLast} onClick={() => move(1)} aria-label={`Move ${Name} down`}>
          ↓
        </button>
      </span>
      <Switch rule={rule} />
      <button type="button" class="name" aria-expanded={isOpen} onClick={toggle}>
        <bdi>{Name}</bdi>
      </button>
      <Summary description={rule.Description} isHidden={isOpen} />
      <HitCount rule={Name} hits={hits} />
      <Mode rule={rule} />
      {isOpen && <Details rule={rule} />}
    </li>
  );
}

function Switch({ rule: { Name, State } }: { rule: Rule }) {
  const isOn = State === "Enabled";
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={isOn}
      aria-label={`${Name} is ${isOn ? "on" : "off"}`}
      onClick={() => switchRule({ Name, State })}
    >
      <span aria-hidden="true">{isOn ? "on" : "off"}</span>
    </button>
  );
}

function Mode({ rule: { Name, Mode: mode } }: { rule: Rule }) {
  return (
    <select
      aria-label={`Mode of ${Name}`}
      value={mode}
      onChange={({ currentTarget }) => change("Set-TransportRule", { Identity: Name, Mode: currentTarget.value })}
    >
      {MODES.map((one) => (
        <option key={one} value={one}>
          {MODE_WORDS[one]}
        </option>
      ))}
    </select>
  );
}

function HitCount({ rule, hits }: { rule: string; hits: Hits | undefined }) {
  if (!hits) return <span class="hits faint">no hits</span>;
  return (
    <a class="hits" href={`/?q=${encodeURIComponent(`rule:"${rule}"`)}`} data-testid="hits">
      <b>{hits.messages}</b> {hits.messages === 1 ? "message" : "messages"} <Time at={hits.lastAt} />
    </a>
  );
}

function Summary({ description, isHidden }: { description: string; isHidden: boolean }) {
  const text = sectionsOf(description)
    .map(({ title, lines }) => `${title} ${lines.join(" ")}`)
    .join(". ");
  return (
    <span class="summary faint" dir="auto">
      {isHidden ? "" : text}
    </span>
  );
}

function Details({ rule: { Name, Guid, Description, Comments } }: { rule: Rule }) {
  return (
    <div class="details">
      <dl class="description" data-testid="description">
        {sectionsOf(Description).map(({ title, lines }) => (
          <div key={title}>
            <dt>{title}</dt>
            {lines.map((line) => (
              <dd key={line} dir="auto">
                {line}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {Comments && <p dir="auto">{Comments}</p>}
      <p class="ids">
        <Copy text={Guid} label="the GUID" />
        <CopyCmdlet cmdlet="Get-TransportRule" parameters={{ Identity: Name }} />
        <RemoveButton what={Name} cmdlet="Remove-TransportRule" />
      </p>
    </div>
  );
}
