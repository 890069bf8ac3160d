// /powershell/RecallSandbox.psm1: the cmdlets for a PowerShell, over the address under which it was asked for.
import { Hono } from "hono";
import { moduleText } from "../../cmdlets/module/module-text.ts";

export function powershellRoutes(): Hono {
  const routes = new Hono();
  routes.get("/RecallSandbox.psm1", (c) => {
    c.header("Content-Disposition", 'attachment; filename="RecallSandbox.psm1"');
    // Windows PowerShell reads a file without a mark in the machine's code page.
    return c.body(`\uFEFF${moduleText(new URL(c.req.url).origin)}`, 200, {
      "Content-Type": "text/plain; charset=utf-8",
    });
  });
  return routes;
}
