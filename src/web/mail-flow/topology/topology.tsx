// Topology: the tenant, whom it exchanges mail with, and the connectors between them.
import { useEffect } from "preact/hooks";
import type { Answers } from "../../api/answers.ts";
import { invoke } from "../../api/exchange.ts";
import { faults } from "../../api/faults.ts";
import { get } from "../../api/http.ts";
import { Failure } from "../../parts/failure.tsx";
import { isTyping } from "../../parts/shortcuts.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { useSteps } from "../../parts/use-steps.ts";
import { CmdletBox } from "../cmdlet-box.tsx";
import { CONNECTOR_EXAMPLES } from "../examples.ts";
import { useConfigured } from "../use-configured.ts";
import { EdgePanel } from "./edge-panel.tsx";
import { hopsOf } from "./fault-choices.ts";
import { type Box, boxesOf, type Edge, type InboundConnector, type OutboundConnector } from "./topology.ts";
import "./topology.css";

async function load() {
  const [outbound, inbound, ports, { name, acceptedDomains }] = await Promise.all([
    invoke<OutboundConnector>("Get-OutboundConnector"),
    invoke<InboundConnector>("Get-InboundConnector"),
    get<Answers["listPorts"]>("/api/ports"),
    get<Answers["getOrganization"]>("/api/organization"),
  ]);
  const boxes = boxesOf(outbound.objects, inbound.objects, ports.onPremises !== undefined);
  return { name, domains: acceptedDomains.map(({ domainName }) => domainName), boxes };
}

export function Topology() {
  const { value, error, reload } = useConfigured(load);
  const [{ edge: chosenId, new: isNew }, choose] = useAddress();
  useSteps(".topology .edge");
  const chosen = value?.boxes
    .flatMap((box) => box.edges.map((edge) => ({ box, edge })))
    .find(({ edge }) => edge.id === chosenId);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isOurs = event.key === "Escape" && !isTyping(event) && !document.querySelector("dialog:modal");
      if (isOurs) choose({ edge: undefined });
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const faultsOf = (box: Box, edge: Edge) => {
    const hops = hopsOf(box.place, edge.direction);
    return faults.value.filter(({ hop }) => (hops as readonly string[]).includes(hop));
  };
  return (
    <div class={chosen ? "with-drawer" : ""}>
      <div>
        <div class="actions">
          <button type="button" onClick={() => choose({ new: isNew ? undefined : "1" })}>
            New connector
          </button>
          <span class="faint hint">
            Press a line for its settings and faults; <kbd>j</kbd> <kbd>k</kbd> go through them
          </span>
        </div>
        {isNew && (
          <CmdletBox
            label="The cmdlet that makes the connector"
            examples={CONNECTOR_EXAMPLES}
            close={() => choose({ new: undefined })}
          />
        )}
        {error && <Failure error={error} retry={reload} />}
        {value && (
          <div class="topology" data-testid="topology">
            <div class="box tenant">
              <b>Tenant</b>
              <bdi>{value.name}</bdi>
              <small>{value.domains.join(", ")}</small>
            </div>
            <ul class="spokes">
              {value.boxes.map((box) => (
                <Spoke
                  key={box.id}
                  box={box}
                  chosenId={chosenId}
                  faults={(edge) => faultsOf(box, edge).filter(({ on }) => on).length}
                  choose={(edge) => choose({ edge: edge.id === chosenId ? undefined : edge.id })}
                />
              ))}
            </ul>
          </div>
        )}
      </div>
      {chosen && (
        <EdgePanel
          key={chosen.edge.id}
          place={chosen.box.place}
          edge={chosen.edge}
          faults={faultsOf(chosen.box, chosen.edge)}
          close={() => choose({ edge: undefined })}
        />
      )}
    </div>
  );
}

interface SpokeProps {
  readonly box: Box;
  readonly chosenId: string | undefined;
  readonly faults: (edge: Edge) => number;
  readonly choose: (edge: Edge) => void;
}

function Spoke({ box, chosenId, faults, choose }: SpokeProps) {
  return (
    <li class="spoke">
      <div class="edges">
        {box.edges.map((edge) => (
          <EdgeButton
            key={edge.id}
            edge={edge}
            isChosen={edge.id === chosenId}
            faults={faults(edge)}
            choose={() => choose(edge)}
          />
        ))}
        {box.edges.length === 0 && <span class="faint">no connector leads here</span>}
      </div>
      <div class={`box ${box.place}`}>
        <b>{box.name}</b>
        <small dir="auto">{box.about}</small>
      </div>
    </li>
  );
}

interface EdgeButtonProps {
  readonly edge: Edge;
  readonly isChosen: boolean;
  readonly faults: number;
  readonly choose: () => void;
}

function EdgeButton({ edge: { id, direction, name, isOn, labels }, isChosen, faults, choose }: EdgeButtonProps) {
  return (
    <button
      type="button"
      class={`edge ${direction} ${isOn ? "on" : "off"}`}
      aria-pressed={isChosen}
      onClick={choose}
      data-testid={`edge-${id}`}
    >
      <span class="visually-hidden">{direction === "out" ? "outbound" : "inbound"}: </span>
      <span class="edge-name">
        <bdi>{name}</bdi>
        {!isOn && <b class="faint"> off</b>}
        {faults > 0 && <b class="bad"> ⚡ {faults === 1 ? "1 fault" : `${faults} faults`}</b>}
      </span>
      <span class="edge-labels">{labels.join(" · ")}</span>
    </button>
  );
}
