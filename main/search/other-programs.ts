/** Programs that people also ask about, and that the catalogue says nothing of. */

const OTHERS = new Set(
  `git github gitlab bitbucket svn subversion mercurial docker podman kubectl kubernetes k8s helm minikube
  mysql mariadb postgres postgresql psql sqlite oracle ora tns mongodb mongo redis sqlserver mssql
  apache nginx httpd tomcat iis haproxy wordpress php composer laravel npm yarn pnpm node nodejs webpack
  python pip conda django flask java javac maven gradle jvm spring kotlin ruby gem rails bundler rust
  cargo golang dotnet nuget curl wget rsync ansible terraform vagrant jenkins chrome firefox edge safari
  browser outlook thunderbird exchange gmail imap smtp postfix excel word powerpoint onedrive dropbox
  teams zoom slack skype discord steam android iphone ios macos adb gcc clang cmake makefile
  linker segfault systemd systemctl apt yum dnf dpkg rpm snap brew homebrew vim emacs eclipse intellij
  vscode pycharm jupyter rdp vnc teamviewer anydesk samba smb nfs printer bluetooth ntfs grub bios
  openvpn wireguard ipsec anyconnect ssl tls https letsencrypt certbot openssl elasticsearch kafka
  rabbitmq hadoop spark hive graphql javascript typescript react angular vue css html sql jdbc odbc
  heroku vercel netlify firebase s3 lambda playstation xbox minecraft whatsapp facebook instagram
  netflix spotify photoshop autocad unity wifi router-login crontab sudoers kernel initramfs bsod
  nullpointerexception traceback valueerror typeerror syntaxerror errno econnect exception stacktrace`.split(
    /\s+/,
  ),
);

/** PuTTY's own programs and those that run them: with one of these the query is about PuTTY after all. */
const OWN =
  /\b(?:putty\w*|plink|pscp|psftp|pageant|puttygen|ppk|tortoiseplink|kitty|winscp|filezilla|mobaxterm)\b/i;

/** True if the query names another program and none of PuTTY's. */
export function asksAboutOthers(text: string): boolean {
  if (OWN.test(text)) return false;
  const words = text.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [];
  return words.some((word) => OTHERS.has(word));
}
