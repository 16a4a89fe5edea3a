/** Programs that people also ask about, and that the catalogue says nothing of. */

const OTHERS = new Set(
  `git repository repo github gitlab bitbucket svn subversion mercurial docker podman kubectl kubernetes k8s helm minikube
  mysql mariadb postgres postgresql psql sqlite ora tns mongodb mongo redis sqlserver mssql
  apache nginx httpd tomcat iis haproxy wordpress php composer laravel npm yarn pnpm node nodejs webpack
  bash zsh python pip conda django flask java javac maven gradle jvm spring kotlin ruby gem rails bundler rust
  cargo golang dotnet nuget curl wget rsync ansible terraform vagrant jenkins chrome firefox safari
  browser outlook thunderbird gmail imap smtp postfix excel powerpoint onedrive dropbox
  teams zoom slack skype discord steam android iphone macos adb gcc clang cmake makefile
  linker segfault systemd systemctl apt yum dnf dpkg rpm snap brew homebrew vim emacs eclipse intellij
  vscode pycharm jupyter rdp vnc teamviewer anydesk samba smb nfs printer bluetooth ntfs grub bios
  openvpn wireguard ipsec anyconnect letsencrypt certbot elasticsearch kafka
  rabbitmq hadoop spark hive graphql javascript typescript react angular vue css html sql sqlstate jdbc odbc
  heroku vercel netlify firebase lambda playstation xbox minecraft whatsapp facebook instagram
  netflix spotify photoshop itunes vlc autocad wifi crontab sudoers kernel initramfs bsod
  nullpointerexception traceback valueerror typeerror syntaxerror errno econnect stacktrace`.split(
    /\s+/,
  ),
);

/** What else a computer does; said beside SSH, keys or serial ports it is only a circumstance. */
const ELSEWHERE = new Set(
  `sudo vpn ftp desktop page website webpage web site wifi wlan internet json hello world video audio
  game phone tablet camera mouse battery monitor fan driver bluescreen email`.split(/\s+/),
);

/** PuTTY's own programs and those that run them. */
const OWN =
  /\b(?:putty\w*|plink|pscp|psftp|pageant|puttygen|ppk|tortoiseplink|kitty|winscp|filezilla|mobaxterm)\b/i;

/** What PuTTY is for; of other programs only few speak of it. */
const FIELD =
  /\b(?:ssh\w*|scp|sftp|telnet|rlogin|x11|xauth|pty|public ?key|private ?key|host ?key|authorized_keys|id_\w+|pem|passphrase|tunnel|jump ?host|serial|vty|cisco|com ?port|com\d+|kex|cipher|gssapi|kerberos)\b/i;

/** How near a query is to PuTTY by what it names: `others` names another program and none of PuTTY's. */
export type Subject = 'own' | 'field' | 'unsaid' | 'others';

export function subjectOf(text: string): Subject {
  if (OWN.test(text)) return 'own';
  const words = text.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [];
  if (words.some((word) => OTHERS.has(word))) return 'others';
  if (FIELD.test(text)) return 'field';
  return words.some((word) => ELSEWHERE.has(word)) ? 'others' : 'unsaid';
}
