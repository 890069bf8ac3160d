// A dialog with a form: opened as it appears, closed by Esc.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface ModalProps {
  readonly title: string;
  readonly close: () => void;
  readonly submit: () => void;
  readonly testid: string;
  readonly children: ComponentChildren;
}

export function Modal({ title, close, submit, testid, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);
  return (
    <dialog ref={dialog} class="desk-dialog" aria-labelledby={`${testid}-title`} onClose={close} data-testid={testid}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id={`${testid}-title`}>{title}</h2>
        {children}
      </form>
    </dialog>
  );
}
