// Bytes that are here already, as a file of the reader's machine.
export interface DownloadProps {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type?: string;
}

export function Download({ bytes, name, type = "application/octet-stream" }: DownloadProps) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <button type="button" onClick={save} data-testid="download">
      Download {name}
    </button>
  );
}
