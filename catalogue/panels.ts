/** PuTTY's configuration panels, as catalogue/panels.json lists them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CATALOGUE_FOLDER } from './load';

const release = v.pipe(v.string(), v.regex(/^0\.\d\d$/));
const platforms = v.array(v.picklist(['windows', 'unix']));

const controlSchema = v.strictObject({
  /** As the panel shows it, without a colon at its end and without marks of access keys. */
  label: v.pipe(v.string(), v.nonEmpty(), v.regex(/[^:]$/, 'must not end in a colon')),
  /** Radio buttons or list items of the control, worded in the same way. */
  options: v.optional(v.array(v.string())),
  /** First and last release that shows the control here; without them, before 0.70 and still. */
  since: v.optional(release),
  until: v.optional(release),
  platforms: v.optional(platforms),
  /** Panel that held the control before `since`. */
  movedFrom: v.optional(v.string()),
});

const panelSchema = v.strictObject({
  path: v.pipe(v.string(), v.nonEmpty()),
  since: v.optional(release),
  until: v.optional(release),
  platforms: v.optional(platforms),
  controls: v.array(controlSchema),
});

const panelsSchema = v.strictObject({ puttyVersion: release, panels: v.array(panelSchema) });

export type Panels = v.InferOutput<typeof panelsSchema>;
export type Panel = Panels['panels'][number];

/** Reads panels.json; throws where its form is wrong. */
export function loadPanels(file = join(CATALOGUE_FOLDER, 'panels.json')): Panels {
  return v.parse(panelsSchema, JSON.parse(readFileSync(file, 'utf8')));
}

/** Why a `Panel/Path > Control` names nothing, or null if it does. */
export function panelProblem(
  panels: Panels,
  citation: string,
): { readonly reason: string; readonly help: string } | null {
  const [path = '', control, ...more] = citation.split(' > ');
  if (more.length > 0) {
    return {
      reason: `"${citation}" has more than one " > "`,
      help: 'write "Panel/Path > Control"',
    };
  }
  const panel = panels.panels.find((candidate) => candidate.path === path);
  if (panel === undefined) {
    const last = path.split('/').at(-1) ?? path;
    const near = panels.panels.map((one) => one.path).filter((one) => one.endsWith(last));
    return {
      reason: `PuTTY has no panel "${path}"`,
      help: near.length > 0 ? `perhaps ${near.join(' or ')}` : 'catalogue/panels.json lists them',
    };
  }
  if (control === undefined || hasControl(panel, control)) return null;
  const elsewhere = panels.panels.filter((one) => hasControl(one, control));
  const labels = panel.controls.map((one) => `"${one.label}"`).join(', ');
  return {
    reason: `the panel "${path}" has no control "${control}"`,
    help:
      elsewhere.length > 0
        ? `it is on ${elsewhere.map((one) => one.path).join(' and ')}`
        : `its controls are ${labels}`,
  };
}

/** True for a control's label and for one of its options. */
function hasControl(panel: Panel, name: string): boolean {
  return panel.controls.some(({ label, options = [] }) => label === name || options.includes(name));
}
