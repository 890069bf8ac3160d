// A run is removed with its report and evidence: asked before, since nothing brings it back.
import { useRef } from "preact/hooks";

export function RemoveRun({ id, name, remove }: { id: string; name: string; remove: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        aria-label={`Remove ${id}`}
        title="Remove"
        onClick={() => dialog.current?.showModal()}
        data-testid="remove-run"
      >
        ✕
      </button>
      <dialog ref={dialog} aria-label={`Remove ${id}`} data-testid="confirm-remove">
        <p>
          Remove the run <code>{id}</code> of {name}, with its report and evidence? Nothing brings it back.
        </p>
        <div class="bar">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
          <button
            type="button"
            onClick={() => {
              dialog.current?.close();
              remove();
            }}
          >
            Remove
          </button>
        </div>
      </dialog>
    </>
  );
}
