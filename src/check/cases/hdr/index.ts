import type { Case } from "../case.ts";

export const HDR_CASES: readonly Case[] = [];
