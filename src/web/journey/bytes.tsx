// A message byte for byte: as source text, or as hex; and as a file.
import { useState } from "preact/hooks";
import { getBytes } from "../api/http.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Download } from "../parts/download.tsx";
import { Failure } from "../parts/failure.tsx";
import { hexLines, sourceText } from "../parts/hex.ts";
import { RawText } from "../parts/raw-text.tsx";
import { useLoaded } from "../parts/use-loaded.ts";

interface BytesProps {
  readonly path: string;
  readonly name: string;
}

const HEX_PAGE = 16_384;
const SOURCE_PAGE = 131_072;

export const BytesOf = (props: BytesProps) => <Bytes {...props} page={HEX_PAGE} draw={hexLines} />;
export const SourceOf = (props: BytesProps) => (
  <Bytes {...props} page={SOURCE_PAGE} draw={(bytes, from, count) => sourceText(bytes.subarray(from, from + count))} />
);

interface DrawnProps extends BytesProps {
  /** Bytes that are drawn at once: a browser lays out no more of them at ease. */
  readonly page: number;
  readonly draw: (bytes: Uint8Array, from: number, count: number) => string;
}

function Bytes({ path, name, page, draw }: DrawnProps) {
  const { value: bytes, error, reload } = useLoaded(() => getBytes(path), [path]);
  const [shown, setShown] = useState(page);
  if (error) return <Failure error={error} retry={reload} />;
  if (!bytes) return <p class="faint">Fetching the bytes …</p>;
  return (
    <div data-testid="bytes">
      <p class="bytes-tools">
        <Download bytes={bytes} name={name} type="message/rfc822" />
        <CopyCurl path={path} />
        <span class="faint">{bytes.length.toLocaleString("en-US")} bytes</span>
      </p>
      <RawText label="Bytes" text={draw(bytes, 0, shown)} />
      {bytes.length > shown && (
        <button type="button" onClick={() => setShown(shown + page)}>
          The next {Math.min(page, bytes.length - shown).toLocaleString("en-US")} of{" "}
          {(bytes.length - shown).toLocaleString("en-US")} bytes
        </button>
      )}
    </div>
  );
}
