// The message in the form that belongs to an entry, or in another that is kept: opened, or as bytes.
import type { MessageForm } from "../api/answers.ts";
import { address, get } from "../api/http.ts";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { BytesOf } from "./bytes.tsx";
import { formOf, nameOfForm } from "./forms.ts";
import type { Inspected } from "./inspector.tsx";
import { OpenedMessage } from "./opened-message.tsx";

export function MessageOfEntry({ journey, entry, chooser, asBytes = false }: Inspected & { asBytes?: boolean }) {
  const path = `/api/journeys/${journey.id}`;
  const { value, error, reload } = useLoaded(
    async () => (await get<{ forms: readonly MessageForm[] }>(`${path}/forms`)).forms,
    [path, journey.changedAt],
  );
  if (error) return <Failure error={error} retry={reload} />;
  if (!value) return <p class="faint">Asking for the message …</p>;
  const own = formOf(entry, value, journey.passes[0]?.networkMessageId);
  const form = value.find(({ key }) => key === chooser.choice.form) ?? own;
  if (!form) {
    return (
      <p class="faint" data-testid="no-form">
        The message is kept in no form: it crossed no connector, and no mailbox has it any more.
      </p>
    );
  }
  const messagePath = address(`${path}/message`, { form: form.key });
  const bytesPath = address(`${path}/message/bytes`, { form: form.key });
  return (
    <>
      <label class="form-choice">
        <span>The message</span>
        <select
          value={form.key}
          onChange={(event) => chooser.choose({ form: event.currentTarget.value })}
          data-testid="form"
        >
          {value.map((one) => (
            <option key={one.key} value={one.key}>
              {nameOfForm(one)}
            </option>
          ))}
        </select>
      </label>
      {asBytes ? (
        <BytesOf path={bytesPath} name={`${form.key}.eml`} />
      ) : (
        <OpenedMessage
          path={messagePath}
          bytesPath={bytesPath}
          pathOfPart={(part) => address(`${path}/message/part`, { form: form.key, path: part })}
          name={`${form.key}.eml`}
          chooser={chooser}
        />
      )}
    </>
  );
}
