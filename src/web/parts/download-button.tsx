// Fetches a file of the sandbox and gives it to the browser to keep.
import { useState } from "preact/hooks";
import { Failure } from "./failure.tsx";
import { keepAnswer } from "./keep-file.ts";
import { visibleText } from "./visible-text.ts";

export interface DownloadButtonProps {
  readonly path: string;
  /** Of whom: a stranger's, shown as text. */
  readonly name: string;
}

export function DownloadButton({ path, name }: DownloadButtonProps) {
  const [isFetching, setFetching] = useState(false);
  const [error, setError] = useState<Error>();
  const fetchIt = () => {
    setFetching(true);
    setError(undefined);
    keepAnswer(path)
      .catch(setError)
      .finally(() => setFetching(false));
  };
  return (
    <>
      <button
        type="button"
        disabled={isFetching}
        onClick={fetchIt}
        aria-label={`Download ${visibleText(name)}`}
        data-testid="download-part"
      >
        Download
      </button>
      {error && <Failure error={error} />}
    </>
  );
}
