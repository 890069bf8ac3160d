// Sign-in, authority, declared edits and redaction for a smart host of one's own; the run that a new one is told beside.
import type { CheckSummary } from "../api/answers.ts";
import { exact } from "../parts/time.tsx";
import type { More } from "./more.ts";

export interface MoreSettingsProps {
  readonly more: More;
  readonly isOwn: boolean;
  /** Runs that may be a baseline. */
  readonly saved: readonly CheckSummary[];
  readonly change: (more: More) => void;
}

export function MoreSettings({ more, isOwn, saved, change }: MoreSettingsProps) {
  const set = (changed: Partial<More>) => change({ ...more, ...changed });
  const files = [
    ...(isOwn && more.ca.trim() !== "" ? ["the authority as smart-host-ca.pem"] : []),
    ...(more.baseline === "" ? [] : ["the JSON of the earlier run's report"]),
  ];
  return (
    <details class="more" data-testid="more">
      <summary>More: {isOwn && "sign-in, authority, signature, redaction, "}baseline</summary>
      <div class="fields">
        {isOwn && <SignIn more={more} set={set} />}
        {isOwn && <Authority more={more} set={set} />}
        {isOwn && <Edits more={more} set={set} />}
        <label>
          Compare with
          <select
            value={more.baseline}
            data-testid="check-baseline"
            onInput={(event) => set({ baseline: event.currentTarget.value })}
          >
            <option value="">no earlier run</option>
            {saved.map(({ id, target, build, profile, verdict, startedAt }) => (
              <option key={id} value={id}>
                {build ?? target}, {profile}, {exact(startedAt)}: {verdict ?? "no verdict"}
              </option>
            ))}
          </select>
        </label>
        {isOwn && (
          <label class="whole">
            <input
              type="checkbox"
              checked={more.redact}
              data-testid="check-redact"
              onInput={(event) => set({ redact: event.currentTarget.checked })}
            />{" "}
            keep placeholders instead of addresses, hosts, subjects and bodies
          </label>
        )}
        {files.length > 0 && <p class="faint whole">For the command, save {files.join(" and ")} where it is run.</p>}
      </div>
    </details>
  );
}

interface PartProps {
  readonly more: More;
  readonly set: (changed: Partial<More>) => void;
}

function SignIn({ more: { username, password }, set }: PartProps) {
  return (
    <>
      <label>
        User that signs in there
        <input
          value={username}
          autocomplete="off"
          spellcheck={false}
          data-testid="check-username"
          onInput={(event) => set({ username: event.currentTarget.value })}
        />
      </label>
      <label>
        Password, kept nowhere
        <input
          type="password"
          value={password}
          autocomplete="new-password"
          data-testid="check-password"
          onInput={(event) => set({ password: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

function Authority({ more: { ca }, set }: PartProps) {
  return (
    <div class="whole">
      <label>
        Who signs its certificate, which is verified then: PEM
        <textarea
          rows={3}
          class="mono"
          spellcheck={false}
          value={ca}
          placeholder="-----BEGIN CERTIFICATE-----"
          data-testid="check-ca"
          onInput={(event) => set({ ca: event.currentTarget.value })}
        />
      </label>
      <label>
        or its file{" "}
        <input
          type="file"
          accept=".pem,.crt,.cer"
          data-testid="check-ca-file"
          onChange={(event) => void event.currentTarget.files?.[0]?.text().then((text) => set({ ca: text }))}
        />
      </label>
    </div>
  );
}

function Edits({ more: { edits, begin, end }, set }: PartProps) {
  return (
    <>
      <label>
        What it writes into mail
        <select
          value={edits}
          data-testid="check-edits"
          onInput={(event) => set({ edits: event.currentTarget.value as More["edits"] })}
        >
          <option value="none">nothing</option>
          <option value="signature">a signature, as in the first message</option>
          <option value="between">a signature between two texts</option>
        </select>
      </label>
      {edits === "between" && (
        <>
          <label>
            Its beginning
            <input
              value={begin}
              data-testid="check-edits-begin"
              onInput={(event) => set({ begin: event.currentTarget.value })}
            />
          </label>
          <label>
            Its end
            <input
              value={end}
              data-testid="check-edits-end"
              onInput={(event) => set({ end: event.currentTarget.value })}
            />
          </label>
        </>
      )}
    </>
  );
}
