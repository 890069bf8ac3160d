// Removing something: the service says what would happen, then it is asked whether it may.
import { useRef, useState } from "preact/hooks";
import { cmdletText } from "../api/cmdlet-text.ts";
import { invoke } from "../api/exchange.ts";
import { change } from "./changes.ts";

export function RemoveButton({ what, cmdlet }: { what: string; cmdlet: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [said, setSaid] = useState<{ text: string; isRefused: boolean }>();
  const parameters = { Identity: what, Confirm: false };
  const ask = async () => {
    const answer = await invoke(cmdlet, { Identity: what, WhatIf: true }).then(
      ({ confirmation }) => ({ text: confirmation ?? "", isRefused: false }),
      (error: Error) => ({ text: error.message, isRefused: true }),
    );
    setSaid(answer);
    dialog.current?.showModal();
  };
  const remove = async () => {
    dialog.current?.close();
    await change(cmdlet, parameters);
  };
  return (
    <>
      <button type="button" class="danger" onClick={ask} data-testid="remove">
        Remove…
      </button>
      <dialog ref={dialog} class="confirm" aria-label={`Remove ${what}`} data-testid="confirm-remove">
        <p dir="auto">{said?.text}</p>
        <p>
          <code>{cmdletText(cmdlet, parameters)}</code>
        </p>
        <div class="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
          <button type="button" class="danger" disabled={said?.isRefused} onClick={remove}>
            Remove
          </button>
        </div>
      </dialog>
    </>
  );
}
