/** Every word of the interface in English: the language that is complete by definition. */
import analyse from './analyse.json';
import common from './common.json';
import desktop from './desktop.json';
import doctor from './doctor.json';
import explanation from './explanation.json';
import firstRun from './first-run.json';
import history from './history.json';
import hosts from './hosts.json';
import messages from './messages.json';
import now from './now.json';
import quiet from './quiet.json';
import search from './search.json';
import settings from './settings.json';
import status from './status.json';
import timeline from './timeline.json';
import window from './window.json';

export const TEXTS = {
  analyse,
  common,
  desktop,
  doctor,
  explanation,
  firstRun,
  history,
  hosts,
  messages,
  now,
  quiet,
  search,
  settings,
  status,
  timeline,
  window,
};
