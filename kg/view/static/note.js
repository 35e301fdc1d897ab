// What every export says of itself: when, under which filters, by which version.

import { look } from "./data.js";
import { valueLabel } from "./filters.js";
import { facets, state } from "./state.js";
import { t } from "./words.js";

export const today = () => new Date().toISOString().slice(0, 10);
export function note(scope) {
  const filters = facets.flatMap((name) => [...state.filters[name]].map((v) => `${t(`filter-${name}`)}: ${valueLabel(name, v)}`));
  if (state.days) filters.push(`${t(`clock-${state.clock}`)}: ${state.days.join(" – ")}`);
  return { created: today(), version: `Khabar ${look.version}`, scope: t(`scope-${scope}`), filters: filters.join("; ") || t("no-filters") };
}
export const noteLine = (scope) => { const n = note(scope); return `${n.version} · ${n.created} · ${n.scope} · ${n.filters}`; };
