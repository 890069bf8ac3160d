import type { Case } from "../case.ts";

export const ORDER_CASES: readonly Case[] = [];
