// Bytes that are here already, as a file of the reader's machine.
import { keepFile } from "./keep-file.ts";

export interface DownloadProps {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type?: string;
}

export function Download({ bytes, name, type = "application/octet-stream" }: DownloadProps) {
  const save = () => keepFile(name, new Blob([new Uint8Array(bytes)], { type }));
  return (
    <button type="button" onClick={save} data-testid="download">
      Download {name}
    </button>
  );
}
