// One connector: how it is set, and what goes wrong on it.
import type { Fault } from "../../api/answers.ts";
import { CopyCmdlet } from "../../parts/copy-cmdlet.tsx";
import { change } from "../changes.ts";
import { RemoveButton } from "../remove-button.tsx";
import { EdgeFaults } from "./edge-faults.tsx";
import { hopsOf } from "./fault-choices.ts";
import type { Edge, Place } from "./topology.ts";

interface PanelProps {
  readonly place: Place;
  readonly edge: Edge;
  readonly faults: readonly Fault[];
  readonly close: () => void;
}

const OF_ALL = ["ConnectorType", "CloudServicesMailEnabled"];
const PROPERTIES = {
  out: [
    "SmartHosts",
    "RecipientDomains",
    "IsTransportRuleScoped",
    "UseMXRecord",
    "TlsSettings",
    "TlsDomain",
    ...OF_ALL,
  ],
  in: [
    "SenderDomains",
    "SenderIPAddresses",
    "TlsSenderCertificateName",
    "RequireTls",
    "RestrictDomainsToCertificate",
    "RestrictDomainsToIPAddresses",
    "TreatMessagesAsInternal",
    ...OF_ALL,
  ],
};
/** One press changes them. */
const SWITCHES = {
  out: ["CloudServicesMailEnabled", "IsTransportRuleScoped"],
  in: ["RequireTls", "RestrictDomainsToCertificate", "TreatMessagesAsInternal", "CloudServicesMailEnabled"],
};

export function EdgePanel({ place, edge, faults, close }: PanelProps) {
  const { name, direction, connector } = edge;
  return (
    <section class="drawer" aria-labelledby="edge-title" data-testid="edge-panel">
      <header>
        <h2 id="edge-title">
          <span aria-hidden="true">{direction === "out" ? "→" : "←"}</span> <bdi>{name}</bdi>
        </h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      {connector ? (
        <Connector edge={edge} />
      ) : (
        <p class="faint">
          {direction === "out"
            ? "Mail to domains that no connector takes goes to the sandbox's internet, which keeps it for a look."
            : "Anybody may connect here, as an MX record would lead them; they are anonymous."}
        </p>
      )}
      <EdgeFaults hops={hopsOf(place, direction)} faults={faults} />
    </section>
  );
}

function Connector({ edge: { name, direction, connector, isOn } }: { edge: Edge }) {
  const noun = direction === "out" ? "OutboundConnector" : "InboundConnector";
  const set = (parameter: string, value: boolean) => change(`Set-${noun}`, { Identity: name, [parameter]: value });
  return (
    <>
      <label class="flag">
        <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => set("Enabled", currentTarget.checked)} />
        Enabled
      </label>
      <dl class="facts">
        {PROPERTIES[direction].map((property) => (
          <div key={property}>
            <dt>{property}</dt>
            <dd>
              {SWITCHES[direction].includes(property) ? (
                <input
                  type="checkbox"
                  aria-label={property}
                  checked={connector?.[property] === true}
                  onChange={({ currentTarget }) => set(property, currentTarget.checked)}
                />
              ) : (
                <bdi>{shown(connector?.[property])}</bdi>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p class="ids">
        <CopyCmdlet cmdlet={`Get-${noun}`} parameters={{ Identity: name }} />
        <RemoveButton what={name} cmdlet={`Remove-${noun}`} />
      </p>
    </>
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  return typeof value === "boolean" ? `$${value}` : String(value ?? "$null");
}
