// Remote domains: in which form mail leaves for whom, and the rich-text switch with what follows from it.
import { useState } from "preact/hooks";
import { type CmdletObject, invoke } from "../../api/exchange.ts";
import { Copy } from "../../parts/copy.tsx";
import { CopyCmdlet } from "../../parts/copy-cmdlet.tsx";
import { Failure } from "../../parts/failure.tsx";
import { change } from "../changes.ts";
import { RemoveButton } from "../remove-button.tsx";
import { useConfigured } from "../use-configured.ts";
import { RICH_TEXT, richText, type TnefEnabled, whoseMail } from "./rich-text.ts";
import "./domains.css";

interface RemoteDomain extends CmdletObject {
  readonly Name: string;
  readonly DomainName: string;
  readonly Guid: string;
  readonly TNEFEnabled: TnefEnabled;
}

/** What else a card shows, and the cmdlet takes. */
const FLAGS = [
  ["AutoForwardEnabled", "Forwarded mail goes there"],
  ["AutoReplyEnabled", "Automatic replies go there"],
  ["NDREnabled", "Failure and delay notifications go there"],
  ["DeliveryReportEnabled", "Delivery and read receipts go there"],
] as const;
const SHOWN = ["AllowedOOFType", "ContentType", "CharacterSet", "LineWrapSize"] as const;

export function Domains() {
  const domains = useConfigured(() => invoke<RemoteDomain>("Get-RemoteDomain").then(({ objects }) => objects));
  return (
    <>
      <p class="faint">
        The recipient's domain decides, the most specific one first. Mail that makes a round trip over a smart host is
        addressed to your own domain: it has the form that a remote domain for it says, else that of Default.
      </p>
      {domains.error && <Failure error={domains.error} retry={domains.reload} />}
      <div class="cards" data-testid="remote-domains">
        {domains.value?.map((domain) => (
          <Card key={domain.Guid} domain={domain} />
        ))}
        <NewDomain />
      </div>
    </>
  );
}

function Card({ domain }: { domain: RemoteDomain }) {
  const { Name, DomainName, Guid, TNEFEnabled } = domain;
  const state = richText(TNEFEnabled);
  return (
    <section class="card" aria-labelledby={`domain-${Guid}`} data-testid={`domain-${Name}`}>
      <h2 id={`domain-${Guid}`}>
        <bdi>{Name}</bdi>
      </h2>
      <p class="faint">
        For <bdi>{whoseMail(DomainName)}</bdi>
      </p>
      <fieldset class="rich-text">
        <legend>Rich text</legend>
        {RICH_TEXT.map(({ value, literal, name }) => (
          <label key={literal}>
            <input
              type="radio"
              name={`tnef-${Guid}`}
              checked={value === TNEFEnabled}
              onChange={() => change("Set-RemoteDomain", { Identity: Name, TNEFEnabled: value })}
            />
            <code>{literal}</code> {name}
          </label>
        ))}
      </fieldset>
      <p data-testid="consequence">
        {state.mail} <b>Recall:</b> {state.recall}
      </p>
      <details>
        <summary>Other settings</summary>
        {FLAGS.map(([parameter, words]) => (
          <label key={parameter} class="flag">
            <input
              type="checkbox"
              checked={domain[parameter] === true}
              onChange={({ currentTarget }) =>
                change("Set-RemoteDomain", { Identity: Name, [parameter]: currentTarget.checked })
              }
            />
            {words} <code>{parameter}</code>
          </label>
        ))}
        <dl class="facts">
          {SHOWN.map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{String(domain[name] ?? "$null")}</dd>
            </div>
          ))}
        </dl>
        <p class="ids">
          <Copy text={Guid} label="the GUID" />
          <CopyCmdlet cmdlet="Get-RemoteDomain" parameters={{ Identity: Name }} />
          {DomainName !== "*" && <RemoveButton what={Name} cmdlet="Remove-RemoteDomain" />}
        </p>
      </details>
    </section>
  );
}

function NewDomain() {
  const [domain, setDomain] = useState("");
  const make = async (event: Event) => {
    event.preventDefault();
    if (await change("New-RemoteDomain", { Name: domain, DomainName: domain })) setDomain("");
  };
  return (
    <form class="card" onSubmit={make} data-testid="new-domain">
      <h2>New remote domain</h2>
      <label>
        Domain, or *.domain for all below it
        <input
          type="text"
          placeholder="contoso.com"
          value={domain}
          onInput={(event) => setDomain(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={domain.trim() === ""}>
        Create
      </button>
    </form>
  );
}
