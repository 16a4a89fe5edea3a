/** Words that people use for each other when something goes wrong. */
import { terms } from './words';

/**
 * Each group's words may stand for each other; the number says how nearly. In a group with an arrow
 * the words on the left also mean those on the right, and not the other way round.
 */
const GROUPS: readonly (readonly [number, string])[] = [
  [0.9, 'unable fail failure failed'],
  [0.75, 'unable fail cannot invalid > work working'],
  [0.75, 'work working > fail unable refuse'],
  [0.85, 'refuse reject deny decline forbid disallow'],
  [0.7, 'accept > refuse'],
  [0.7, 'ignored > refuse'],
  [0.85, 'allow permit'],
  [0.85, 'freeze hang unresponsive > timeout abort'],
  [0.8, 'disconnect drop kick kill break interrupt > abort reset close lose'],
  [0.85, 'disconnect close end terminate quit exit > closed'],
  [0.75, 'die > abort reset lose'],
  [0.85, 'lose lost vanish disappear'],
  [0.85, 'idle inactivity inactive afk unattended'],
  [0.8, 'minute hour lunch overnight coffee > idle'],
  [0.85, 'standby sleep suspend hibernate'],
  [0.9, 'password passwd pwd pw passcode'],
  [0.85, 'credential login > password'],
  [0.9, 'login logon signin'],
  [0.9, 'username user account'],
  [0.85, 'passphrase > password'],
  [0.6, 'password > passphrase'],
  [0.8, 'pem idrsa ided25519 > key'],
  [0.9, 'ppk > key'],
  [0.9, 'certificate cert'],
  [0.85, 'expire outdated'],
  [0.8, 'fingerprint > host key'],
  [0.85, 'change differ mismatch match different'],
  [0.85, 'modify tamper change edit'],
  [0.9, 'tunnel forward tunneling'],
  [0.8, 'reverse > remote'],
  [0.8, 'dynamic > socks local'],
  [0.85, 'jump bastion gateway jumphost jumpbox > proxy'],
  [0.8, 'hop > proxy'],
  [0.85, 'kerberos gssapi sspi gss'],
  [0.7, 'sso ticket domain > kerberos'],
  [0.85, 'cipher encryption crypto algorithm'],
  [0.85, 'negotiate agree common match > exchange'],
  [0.85, 'wrong incorrect invalid bad false'],
  [0.85, 'corrupt damage break garble mangle invalid'],
  [0.8, 'miss absent lack > find'],
  [0.85, 'find exist locate'],
  [0.85, 'busy occupied taken use'],
  [0.85, 'crash fault bug assertion > internal'],
  [0.9, 'directory folder dir'],
  [0.8, 'upload put send > write'],
  [0.8, 'download get receive > read'],
  [0.8, 'copy transfer'],
  [0.7, 'file > transfer'],
  [0.8, 'overwrite replace'],
  [0.85, 'create make'],
  [0.85, 'save store write'],
  [0.9, 'delete remove erase'],
  [0.8, 'open start launch'],
  [0.8, 'stop > end close'],
  [0.85, 'blank empty black > no'],
  [0.9, 'admin administrator'],
  [0.85, 'permission right privilege'],
  [0.9, 'config configuration setting'],
  [0.85, 'script scheduled cron task unattended automation > batch'],
  [0.9, 'batch script'],
  [0.85, 'question ask prompt'],
  [0.9, 'dns > name resolve hostname'],
  [0.85, 'resolve lookup'],
  [0.9, 'hostname host'],
  [0.8, 'machine computer box server > host remote'],
  [0.75, 'server > remote'],
  [0.85, 'remote > server'],
  [0.85, 'answer respond response reply'],
  [0.85, 'reach reachable unreachable'],
  [0.85, 'firewall blocked block'],
  [0.85, 'colour color'],
  [0.85, 'sound bell beep wav'],
  [0.85, 'ram > memory'],
  [0.85, 'log logfile logging'],
  [0.85, 'usb serial com tty uart rs232 console'],
  [0.9, 'com > serial port'],
  [0.85, 'gui graphical xming vcxsrv > x11 display'],
  [0.85, 'x11 x'],
  [0.8, 'agent pageant'],
  [0.85, 'sync echo > terminal'],
  [0.85, 'weak insecure obsolete deprecated legacy old > warn threshold'],
  [0.8, 'unknown unrecognise unsupported > cache'],
  [0.7, 'first > cache'],
  [0.8, 'trust verify confirm'],
  [0.85, 'alert warn warning breach'],
  [0.75, 'unprotected passwordless > passphrase'],
  [0.9, '2fa verification second > factor interactive code'],
  [0.85, 'code token > interactive'],
  [0.8, 'group1 group14 group > exchange'],
  [0.85, 'mac checksum integrity'],
  [0.85, 'quota full space > disk'],
  [0.9, 'option switch flag parameter argument'],
  [0.85, 'wildcard asterisk glob star'],
  [0.85, 'resume continue restart'],
  [0.85, 'truncate incomplete partial'],
  [0.8, 'shell prompt bash > command'],
  [0.85, 'shared sharing share downstream upstream'],
  [0.8, 'scp > pscp'],
  [0.75, 'sftp > psftp'],
  [0.75, 'pscp > scp'],
  [0.75, 'psftp > sftp'],
  [0.8, 'convert import export'],
  [0.8, 'load open read'],
  [0.75, 'many > much several'],
  [0.95, 'auth authentication'],
  [0.95, 'algo algorithm'],
  [0.85, 'another other different'],
  [0.85, 'speak offer provide support'],
  [0.85, 'abort cancel interrupt'],
  [0.85, 'forget lose forgotten > wrong'],
  [0.8, 'run start'],
  [0.85, 'mistype misspell typo > wrong exist'],
  [0.7, 'device appliance router switch > server'],
  [0.8, 'overnight night standby > idle'],
  [0.8, 'inactive inactivity > idle'],
  [0.8, 'ban blacklist block > refuse close'],
  [0.85, 'expired expire'],
  [0.85, 'regenerate reinstall rebuild > change'],
  [0.8, 'cached cache store registry'],
  [0.75, 'ssh1 > ssh'],
  [0.75, 'ssh2 > ssh'],
];

/** For each term the other terms that may be meant by it, with how nearly. */
export type Synonyms = ReadonlyMap<string, ReadonlyMap<string, number>>;

export const SYNONYMS: Synonyms = build();

function build(): Synonyms {
  const all = new Map<string, Map<string, number>>();
  const add = (from: string, to: string, weight: number): void => {
    if (from === to) return;
    const known = all.get(from) ?? new Map<string, number>();
    known.set(to, Math.max(weight, known.get(to) ?? 0));
    all.set(from, known);
  };
  for (const [weight, group] of GROUPS) {
    const [left = '', right = ''] = group.split('>');
    const own = terms(left);
    for (const from of own) {
      for (const to of [...own, ...terms(right)]) add(from, to, weight);
    }
  }
  return all;
}
