/** Programs that people also ask about, and that the catalogue says nothing of. */

const OTHERS = new Set(
  `git repository repo github gitlab bitbucket gerrit svn subversion mercurial docker podman kubectl kubernetes k8s helm
  minikube containerd swarm openshift istio argocd mysql mariadb postgres postgresql psql sqlite ora tns mongodb
  mongo redis sqlserver mssql dbeaver phpmyadmin pgadmin cassandra influxdb memcached sqlplus
  apache nginx httpd tomcat iis haproxy traefik varnish wordpress drupal joomla magento php composer laravel symfony npm
  yarn pnpm nodejs webpack vite babel eslint nestjs bash zsh powershell python pip conda django flask
  numpy pandas pytorch tensorflow java javac maven gradle jvm spring kotlin scala ruby gem rails bundler rust
  cargo golang dotnet nuget csharp perl swift xcode cocoapods flutter dart curl wget rsync ansible terraform
  vagrant jenkins packer consul grafana prometheus kibana logstash splunk zabbix nagios
  chrome firefox safari opera outlook thunderbird gmail imap smtp pop3 postfix dovecot   excel word powerpoint onenote sharepoint onedrive dropbox icloud teams zoom slack skype discord telegram   steam epic android iphone ipad macos ios adb gcc clang cmake makefile ninja
  linker segfault systemd systemctl journalctl apt yum dnf dpkg rpm snap flatpak brew homebrew pacman vim emacs nano
  eclipse intellij vscode pycharm jupyter notepad rdp mstsc vnc teamviewer anydesk citrix samba smb cifs nfs iscsi database
  printer scanner bluetooth ntfs chkdsk grub bios uefi bitlocker regedit defender directx
  openvpn wireguard ipsec anyconnect forticlient globalprotect letsencrypt certbot elasticsearch kafka
  rabbitmq hadoop spark hive airflow graphql javascript typescript react angular vue svelte css html xml yaml sql
  sqlstate jdbc odbc heroku vercel netlify firebase lambda s3 dynamodb playstation xbox nintendo minecraft roblox
  fortnite whatsapp facebook instagram tiktok twitter linkedin youtube paypal   netflix spotify photoshop lightroom premiere acrobat itunes vlc autocad blender unity unreal gimp wifi crontab
  sudoers kernel initramfs bsod avrdude esp32 esp8266 platformio stm32 stlink jtag
  nullpointerexception traceback valueerror typeerror syntaxerror errno econnect stacktrace`.split(
    /\s+/,
  ),
);

/** What else a computer does; said beside SSH, keys or serial ports it is only a circumstance. */
const ELSEWHERE = new Set(
  `sudo vpn ftp node browser desktop page website webpage web site wifi wlan internet json hello world video audio
  game phone tablet camera mouse battery monitor fan driver bluescreen email email mailbox inbox calendar document
  spreadsheet formula macro webcam microphone speaker headset headphones graphics gpu nvidia   taskbar wallpaper workstation partition ssd hdd raid defrag backup antivirus malware virus
  compile compiler compilation syntax array pointer exception   dependency loop https ssl tls gnutls ftps webhook cors oauth
  ping firmware simulator
  recipe pizza weather football movie music song car bike train flight house dog cat`.split(/\s+/),
);

/** PuTTY's own programs. */
const OWN = /\b(?:\w*putty\w*|\w*plink|pscp|psftp|pageant|ppk|kitty)\b/i;

/** Programs that run PuTTY's or are made of its code, and have errors of their own beside. */
const KIN =
  /\b(?:winscp|filezilla|mobaxterm|tortoise(?:git|svn|hg)|sourcetree|git ?extensions|heidisql|mremoteng)\b/i;

/** What PuTTY is for; of other programs only few speak of it. */
const FIELD = new RegExp(
  [
    String.raw`\b(?:(?:open)?ssh\w*|ecdsa|ed25519|rsa|vps|droplet|ec2|lightsail|scp|sftp|telnet|rlogin|x11|xauth|xming|vcxsrv|pty|tty\w*|authorized_keys|known_hosts|id_\w+|pem`,
    'passphrase|fingerprint|tunnel\\w*|jump ?(?:host|server|box)|bastion|serial|vty|cisco|com ?port|com\\d+|kex|ciphers?',
    'gssapi|kerberos|keep-?alive|(?:pub(?:lic)?|private|host|ssh) ?keys?|key auth\\w*|(?:port|on) 22|(?:login|compute) nodes?|key exchange|port forward\\w*|auth(?:entication)? methods?',
    // Options of the server's configuration, as sshd_config(5) spells them.
    'max(?:auth|startups|sessions)\\w*|permit\\w+|(?:pubkey|password|kbdinteractive)auth\\w*|allow(?:users|groups|tcp\\w+|agent\\w+)|clientalive\\w+)\\b',
    // Options of PuTTY's tools.
    String.raw`(?<![\w-])-(?:pw|pwfile|batch|hostkey|load|agent|noagent|sercfg|nc)\b`,
  ].join('|'),
  'i',
);

/** What few other programs have, so that one that is named beside it is only at the other end. */
const SSH_ONLY =
  /\b(?:tunnel\w*|port forward\w*|authorized_keys|known_hosts|jump ?(?:host|server|box)|bastion|x11|xclock|xterm|open display(?! settings)|magic-cookie|pem|refused our key|store key in cache)\b/i;

/** Exceptions and error codes of other programs, as they write them. */
const CODE = /\b(?!Network|Win)[A-Za-z.]*[a-z](?:Exception|Error)\b|\bERR[_!]|\w::\w|\bE: |'@'/;

/** What Windows says of itself. */
const WINDOWS =
  /\bactive directory\b|\bwindows (?:\d+|cannot|can't|could not|update|explorer|store|activation|installer)\b/i;

/**
 * How near a query is to PuTTY by what it names: `own` one of its programs, `field` what it is for,
 * `others` another program and none of PuTTY's, `elsewhere` what PuTTY may run beside.
 */
export type Subject = 'own' | 'field' | 'unsaid' | 'elsewhere' | 'others';

const wordsIn = (text: string): readonly string[] =>
  text.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [];

/** What a query names beside PuTTY. */
export const strangersIn = (text: string): readonly string[] =>
  wordsIn(text).filter((word) => OTHERS.has(word) || ELSEWHERE.has(word));

export function subjectOf(text: string): Subject {
  if (OWN.test(text)) return 'own';
  const words = wordsIn(text);
  if (SSH_ONLY.test(text)) return 'field';
  const kin = KIN.test(text);
  const elsewhere = words.some((word) => ELSEWHERE.has(word));
  if (kin && elsewhere) return 'elsewhere';
  if (!kin && (CODE.test(text) || words.some((word) => OTHERS.has(word)))) return 'others';
  if (FIELD.test(text)) return 'field';
  return elsewhere || WINDOWS.test(text) ? 'elsewhere' : 'unsaid';
}
