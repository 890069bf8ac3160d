import type { Case } from "../case.ts";

export const REPORT_CASES: readonly Case[] = [];
