// Settings of the organization: those that a cmdlet sets while the sandbox runs, and those of the file to look at.
import { useEffect, useState } from "preact/hooks";
import type { Setting } from "../../api/answers.ts";
import { invoke } from "../../api/exchange.ts";
import { get } from "../../api/http.ts";
import { Copy } from "../../parts/copy.tsx";
import { CopyCmdlet } from "../../parts/copy-cmdlet.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { change } from "../changes.ts";
import { useConfigured } from "../use-configured.ts";
import { groupsOf, listOf, literal, OPTIONS, type Settable, settableOf } from "./setting.ts";
import "./settings.css";

async function load() {
  const [{ settings }, organization, transport] = await Promise.all([
    get<{ settings: readonly Setting[] }>("/api/settings"),
    invoke("Get-OrganizationConfig"),
    invoke("Get-TransportConfig"),
  ]);
  const config = { ...transport.objects[0], ...organization.objects[0] };
  return { settable: settableOf(settings, config), ofFile: settings.filter(({ cmdlet }) => !cmdlet) };
}

export function Settings() {
  const { value, error, reload } = useConfigured(load);
  const [{ find = "" }, choose] = useAddress();
  const isFound = (text: string) => text.toLowerCase().includes(find.toLowerCase());
  const ofFile = value?.ofFile.filter(({ name, sentence }) => isFound(`${name} ${sentence}`)) ?? [];
  const settable = value?.settable.filter(({ parameter, sentence }) => isFound(`${parameter} ${sentence}`)) ?? [];
  return (
    <div class="settings">
      <input
        type="search"
        aria-label="Find a setting"
        placeholder="Find a setting"
        value={find}
        onInput={(event) => choose({ find: event.currentTarget.value })}
      />
      <CopyCmdlet cmdlet="Get-OrganizationConfig" />
      {error && <Failure error={error} retry={reload} />}
      {groupsOf(settable).map(([title, members]) => (
        <section key={title} aria-labelledby={`group-${title}`}>
          <h2 id={`group-${title}`}>{title}</h2>
          <ul class="setting-list">
            {members.map((setting) => (
              <Line key={setting.parameter} setting={setting} />
            ))}
          </ul>
        </section>
      ))}
      {value && (
        <details open={find !== ""}>
          <summary>Set in the file or by environment variable, when the sandbox starts ({ofFile.length})</summary>
          <ul class="setting-list">
            {ofFile.map((setting) => (
              <FileLine key={setting.name} setting={setting} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Line({ setting }: { setting: Settable }) {
  const { cmdlet, parameter, sentence, value, standard, pending } = setting;
  const set = (to: unknown) => change(cmdlet, { [parameter]: to });
  return (
    <li data-testid={`setting-${parameter}`}>
      <span>
        <b>{parameter}</b>
        <small>{sentence}</small>
        {pending !== undefined && (
          <small class="wait">… set to {literal(pending)}, in force after the propagation delay</small>
        )}
      </span>
      {setting.kind === "text" || setting.kind === "list" ? (
        <TextControl setting={setting} set={set} />
      ) : (
        <select
          aria-label={parameter}
          value={literal(value)}
          onChange={({ currentTarget }) =>
            set(OPTIONS[setting.kind as keyof typeof OPTIONS].find((one) => literal(one) === currentTarget.value))
          }
        >
          {OPTIONS[setting.kind].map((one) => (
            <option key={literal(one)} value={literal(one)}>
              {literal(one)}
            </option>
          ))}
        </select>
      )}
      <small class="standard">{String(standard) === "" ? "" : `default ${literal(standard)}`}</small>
    </li>
  );
}

function TextControl({ setting, set }: { setting: Settable; set: (to: unknown) => void }) {
  const { parameter, kind, value } = setting;
  const shown = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const submit = (event: Event) => {
    event.preventDefault();
    // Nothing stands for "not set".
    set(kind === "list" ? listOf(text) : text.trim() || null);
  };
  return (
    <form onSubmit={submit}>
      <input type="text" aria-label={parameter} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="submit" disabled={text === shown}>
        Set
      </button>
    </form>
  );
}

function FileLine({ setting: { name, sentence, written, environmentVariable } }: { setting: Setting }) {
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>{sentence}</small>
      </span>
      <code>{Array.isArray(written) ? written.join(", ") : String(written ?? "null")}</code>
      <Copy text={environmentVariable} label="the environment variable" />
    </li>
  );
}
