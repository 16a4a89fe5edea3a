/** An incident of an analysis, as an explanation wants it. */
import type {
  AnalysedDetails,
  AnalysedFile,
  AnalysedIncident,
} from '../../main/contract/analysis-view';
import type { IncidentView } from '../../main/contract/incident';
import { ask } from '../bridge';
import type { IncidentSource } from '../explanation/source';
import { t } from '../language.svelte';
import type { IncidentRef } from './results';

/** Lines around a message that are shown with it. */
const AROUND = 6;

/** Names an incident within its analysis. */
export function incidentId({ file, incident }: IncidentRef): string {
  return `${file.index}:${incident.index}`;
}

/** Pure: what the list knows of the incident, with the details that were asked for. */
export function viewOf(
  file: AnalysedFile,
  incident: AnalysedIncident,
  details: AnalysedDetails,
): IncidentView {
  const found = details.incidents.find(({ index }) => index === incident.index);
  return {
    id: incidentId({ file, incident }),
    entry: incident.entry,
    severity: incident.severity,
    headline: incident.headline,
    message: incident.message,
    session: `${String(file.index)}/${String(incident.session)}`,
    host: incident.host,
    user: incident.user,
    time: incident.time ?? '',
    count: incident.count,
    // What was dropped on purpose is being looked at.
    state: 'seen',
    file: file.path === '' ? file.name : file.path,
    line: incident.line,
    offset: incident.offset,
    causes: found?.causes ?? [],
    fixes: found?.fixes ?? [],
    captures: found?.captures ?? {},
    facts: details.session.facts,
    recovered: incident.recovered,
  };
}

/** @param openLine shows a line of the file in the viewer */
export function analysisSource(
  id: string,
  { file, incident }: IncidentRef,
  openLine: (line: number) => void,
): IncidentSource {
  const place = { id, file: file.index };
  return {
    async view() {
      const details = await ask('analysis.details', { ...place, session: incident.session });
      return viewOf(file, incident, details);
    },
    async excerpt() {
      const { lines } = await ask('analysis.lines', {
        ...place,
        at: { line: Math.max(1, incident.line - AROUND) },
        count: 2 * AROUND + 1,
        escapes: 'strip',
        folded: false,
      });
      return {
        file: file.path,
        lines: lines.map(({ number, text }) => ({
          number,
          text,
          marked: number === incident.line,
        })),
      };
    },
    openLog: ({ line }) => {
      openLine(line);
    },
    openLogLabel: () => t('analyse.openLog'),
    openLine: (_view, line) => {
      openLine(line);
    },
    kept: false,
  };
}
