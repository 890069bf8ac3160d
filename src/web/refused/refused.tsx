// Mail that the tenant did not take: no journey and no trace tells of it.
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { RefusalItem } from "./refusal-item.tsx";
import { useRefusals } from "./use-refusals.ts";
import "./refused.css";

export function Refused() {
  const { value, error, reload } = useRefusals();
  return (
    <section class="refused" data-testid="refused">
      <h1>Refused at the door</h1>
      <p class="faint">
        What the tenant's listeners answered with 4xx or 5xx since its start, the newest 200. Such mail never came in:
        the message trace doesn't know it, and a smart host that hands it back has to try again or to tell its sender.{" "}
        <CopyCurl path="/api/refusals" />
      </p>
      {error && <Failure error={error} retry={reload} />}
      {value?.length === 0 && <p>Nothing was refused.</p>}
      <ul class="refusals">
        {value?.map((refusal) => (
          <RefusalItem key={refusal.id} refusal={refusal} />
        ))}
      </ul>
    </section>
  );
}
