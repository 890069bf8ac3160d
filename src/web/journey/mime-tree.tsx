// The tree of MIME parts: types, encodings, sizes, hashes.
import type { MessageView } from "../api/answers.ts";
import { Copy } from "../parts/copy.tsx";
import { visibleText } from "../parts/visible-text.ts";

export function MimeTree({ parts }: Pick<MessageView, "parts">) {
  return (
    <table class="mime-tree" data-testid="mime-tree">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Encoding</th>
          <th scope="col">Bytes</th>
          <th scope="col">SHA-256</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ path, depth, type, encoding, charset, name, contentId, size, decodedSize, sha256 }) => (
          <tr key={path}>
            <th scope="row" style={{ paddingLeft: `${Math.min(depth, 12) * 1.1}rem` }}>
              <span class="faint">{path === "" ? "·" : path}</span> <bdi>{type}</bdi>
              {name !== null && (
                <small>
                  {" "}
                  <bdi>{visibleText(name)}</bdi>
                </small>
              )}
              {contentId !== null && (
                <small>
                  {" "}
                  cid:<bdi>{contentId}</bdi>
                </small>
              )}
            </th>
            <td>
              {encoding}
              {charset !== null && (
                <small>
                  {" "}
                  <bdi>{charset}</bdi>
                </small>
              )}
            </td>
            <td class="number">
              {decodedSize.toLocaleString("en-US")}
              {decodedSize !== size && <small> of {size.toLocaleString("en-US")}</small>}
            </td>
            <td>
              <Copy text={sha256} label="the hash" shown={sha256.slice(0, 12)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
