// JSON that a client sends to Graph: judged whole, refused in Graph's words with the place of what is wrong.
// Microsoft Graph: error responses
import type { Context } from "hono";
import { z } from "zod";
import { didYouMean } from "../../../organization/nearest.ts";
import { HttpError } from "../../http-error.ts";
import { readJson } from "../../request-body.ts";
import { INVALID_REQUEST } from "./graph-error.ts";

/** Graph takes no larger request, bytes. */
export const JSON_LIMIT = 4 * 1024 * 1024;
/** The request's body can't be read as what the action takes. */
const BODY_READ = "RequestBodyRead";

/** An object of these members; null is as good as absent, annotations pass. */
export function entity<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject({ ...shape, "@odata.type": z.string().optional(), "@odata.etag": z.string().optional() });
}

export async function readGraphJson<S extends z.ZodType>(c: Context, schema: S, type: string): Promise<z.output<S>> {
  return judgeGraphJson(await readJson(c, INVALID_REQUEST, JSON_LIMIT), schema, type);
}

/** @param type as Graph names the outermost object. */
export function judgeGraphJson<S extends z.ZodType>(value: unknown, schema: S, type: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // A name that is mistyped is one that is missing too; the first says more.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const path = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    const at = path === "" ? type : `${type}.${path}`;
    const known = knownKeys(schema, issue.path);
    const [name = ""] = issue.keys;
    throw unknownProperty(name, at, didYouMean(name, known));
  }
  throw new HttpError(400, BODY_READ, `${path || "The body"}: ${issue?.message ?? "can't be read"}`);
}

export function unknownProperty(name: string, type: string, hint = ""): HttpError {
  const text = `The property '${name.slice(0, 100)}' does not exist on type '${type.slice(0, 200)}' or can't be set here`;
  return new HttpError(400, BODY_READ, `${text}${hint || "."}`);
}

/** Members of the object that `path` leads to. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of [...path, undefined]) {
    while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodPipe)
      at = at instanceof z.ZodPipe ? at.in : at.unwrap();
    if (step === undefined) break;
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodObject) at = at.shape[String(step)];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}
