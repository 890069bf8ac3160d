// /api/historical-searches: jobs over the message trace, and the reports they made.
import { REPORT_TYPES, type SearchJob } from "../../../journey/historical-search/search-job.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant } from "./shared.ts";

const historicalSearch = z
  .object({
    id: z.string().describe("the JobId of cmdlets"),
    title: z.string(),
    type: z.enum(REPORT_TYPES),
    status: z.enum(["NotStarted", "InProgress", "Done", "Cancelled"]),
    submittedAt: instant,
    lines: z.int().describe("of the report below its heading; 0 until it is made"),
  })
  .openapi("HistoricalSearch", { description: "A job over the message trace. Start-HistoricalSearch" });

const id = z.string().max(36).openapi({ description: "its JobId", example: "0b8f3c1e-54b1-4b0e-9a1c-3f8f0e7d2a10" });

export function addHistoricalSearches(
  api: Api,
  { historicalSearches }: Pick<HttpServices, "historicalSearches">,
): void {
  api.add(
    {
      id: "listHistoricalSearches",
      method: "get",
      path: "/historical-searches",
      group: "historical searches",
      summary: "Those of the last ten days, newest first",
      answer: z.object({ searches: z.array(historicalSearch) }),
    },
    async () => ({ searches: (await historicalSearches.list()).map(describe) }),
  );
  api.add(
    {
      id: "getHistoricalSearchReport",
      method: "get",
      path: "/historical-searches/{id}/report",
      group: "historical searches",
      summary: "The report: comma-separated values in UTF-8; a zip archive of them where CompressFile was asked for",
      params: { id },
      answerType: "text/csv",
      failures: { 404: "There is no such search, or its report is not made." },
    },
    async ({ params, c }) => {
      const job = await historicalSearches.find(params.id);
      if (!job) throw problem(404, `There is no historical search ${params.id}.`);
      const file = await historicalSearches.file(job);
      if (!file) throw problem(404, `The historical search ${job.id} has no report: its status is ${job.status}.`);
      return c.body(new Uint8Array(file.bytes), 200, {
        "Content-Type": file.type,
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      });
    },
  );
}

const describe = ({ id, request: { title, type }, status, submittedAt, lines }: SearchJob) => ({
  id,
  title,
  type,
  status,
  submittedAt: new Date(submittedAt).toISOString(),
  lines,
});
