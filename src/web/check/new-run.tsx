// Which smart host, which cases: a run is begun here, and the command line that runs the same.
import { useState } from "preact/hooks";
import type { Answers, Check, CheckSummary, NewCheck } from "../api/answers.ts";
import { get, send } from "../api/http.ts";
import { Copy } from "../parts/copy.tsx";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { commandOf } from "./command-line.ts";
import { NO_MORE, settingsOf } from "./more.ts";
import { MoreSettings } from "./more-settings.tsx";

type Profile = NonNullable<NewCheck["profile"]>;

const PROFILES: Readonly<Record<Profile, string>> = {
  recall: "recall: identifiers, headers, TNEF, recalls, reports, order, loops",
  wire: "wire: SMTP as it is spoken",
  mime: "mime: structure, encodings, kinds of messages",
  full: "full: all cases",
};

export interface NewRunProps {
  readonly isRunning: boolean;
  readonly saved: readonly CheckSummary[];
  readonly begun: (id: string) => void;
}

export function NewRun({ isRunning, saved, begun }: NewRunProps) {
  const [isOwn, setOwn] = useState(false);
  const [builtIn, setBuiltIn] = useState<NonNullable<NewCheck["builtIn"]>>("transparent");
  const [smartHost, setSmartHost] = useState("127.0.0.1:10025");
  const [returnPort, setReturnPort] = useState(2530);
  const [tls, setTls] = useState<NonNullable<NewCheck["tls"]>>("opportunistic");
  const [profile, setProfile] = useState<Profile>("recall");
  const [build, setBuild] = useState("");
  const [more, setMore] = useState(NO_MORE);
  const [error, setError] = useState<Error>();
  const presets = useLoaded(() => get<Answers["getSmartHost"]>("/api/smart-host"), []).value?.presets ?? [];

  const what: NewCheck = {
    ...(isOwn ? { smartHost: smartHost.trim(), returnPort, tls } : { builtIn }),
    // A baseline may have been removed meanwhile.
    ...settingsOf(saved.some(({ id }) => id === more.baseline) ? more : { ...more, baseline: "" }, isOwn),
    ...{ profile, ...(build.trim() !== "" && { build: build.trim() }) },
  };
  const start = (event: Event) => {
    event.preventDefault();
    setError(undefined);
    send<Check>("POST", "/api/checks", what).then(({ id }) => begun(id), setError);
  };
  return (
    <form class="new-run" onSubmit={start} data-testid="new-run">
      <fieldset>
        <legend>Smart host</legend>
        <label>
          <input type="radio" name="target" checked={!isOwn} onInput={() => setOwn(false)} /> built-in
        </label>
        <select
          aria-label="Built-in smart host"
          value={builtIn}
          disabled={isOwn}
          onInput={(event) => setBuiltIn(event.currentTarget.value as typeof builtIn)}
        >
          {presets.map(({ name, summary }) => (
            <option key={name} value={name}>
              {name}: {summary}
            </option>
          ))}
        </select>
        <label>
          <input type="radio" name="target" checked={isOwn} onInput={() => setOwn(true)} /> your own
        </label>
        {isOwn && (
          <div class="own">
            <label>
              It takes mail at
              <input required value={smartHost} onInput={(event) => setSmartHost(event.currentTarget.value)} />
            </label>
            <label>
              and hands it back to port
              <input
                type="number"
                min={1}
                max={65_535}
                value={returnPort}
                onInput={(event) => setReturnPort(event.currentTarget.valueAsNumber)}
              />
            </label>
            <label>
              TLS
              <select value={tls} onInput={(event) => setTls(event.currentTarget.value as typeof tls)}>
                <option>none</option>
                <option>opportunistic</option>
                <option>required</option>
              </select>
            </label>
            <p class="faint">
              Set the product to hand mail back to 127.0.0.1:{returnPort} while the check runs: the check has a tenant
              of its own, and the return port of this sandbox is taken.
            </p>
          </div>
        )}
      </fieldset>
      <fieldset>
        <legend>Profile</legend>
        {(Object.keys(PROFILES) as Profile[]).map((name) => (
          <label key={name}>
            <input type="radio" name="profile" checked={profile === name} onInput={() => setProfile(name)} />{" "}
            {PROFILES[name]}
          </label>
        ))}
        <label>
          Build, for the matrix{" "}
          <input size={10} value={build} placeholder="4.3.1" onInput={(event) => setBuild(event.currentTarget.value)} />
        </label>
      </fieldset>
      <MoreSettings more={more} isOwn={isOwn} saved={saved} change={setMore} />
      <div class="bar">
        <button type="submit" class="primary" disabled={isRunning} data-testid="run-check">
          {isRunning ? "A run is under way" : "Run"}
        </button>
        <Copy text={commandOf(what)} label="the command that runs the same" />
      </div>
      {error && <Failure error={error} />}
    </form>
  );
}
