/**
 * Words that people tell the circumstances with: they say nothing about the error, whatever program
 * it comes from. A word that is neither here nor known to the catalogue speaks of something else.
 */
import { terms } from './words';

/** Where somebody works, and with what. */
export const CIRCUMSTANCES = new Set(
  terms(
    `aws ec2 azure gcp cloud vps vm virtual instance droplet ubuntu debian centos redhat fedora mint suse
    arch alpine freebsd unix raspberry raspbian pi rpi raspi laptop notebook pc desktop company corporate
    office work campus university school home hotel today tomorrow yesterday morning night weekend
    amazon google digitalocean linode hetzner lightsail ovh vultr oracle rhel rocky alma macbook mac
    virtualbox vmware hyperv esxi proxmox nas synology qnap openwrt pfsense xp vista win7 win10 win11
    datacenter lab production staging prod dev test hosting provider isp admin boss colleague coworker
    friend client customer team user guest student beginner newbie noob wsl cluster hpc node netid hotspot mobile tethering lte`,
  ),
);

/** Ordinary words, beside those that are never looked for. */
export const COMMON = new Set(
  terms(
    `able above accidentally across actual add added advance afterwards ago ahead almost alone along
    already another anymore anyway apparently appear appears around aside ask asked assume attempt
    attempts automatically away awhile back bad barely based basically became become becomes began begin
    behaviour beside best better big bit bought brand bring brought bunch busy button buy call called
    came care case certain chance check checked clean clear click clicked clicking clue cmd
    colleagues comma common complain complains completely confirm confused confusing constantly
    correct correctly count couple crazy curious current currently daily day days decided default
    definitely desk desperate despite details did didnt different difficult direct directly
    double doubt easy either else end ended enough enter entered entering entire especially
    evening eventually everytime everywhere exact exactly except exist expected expert extra fact
    far fast feel fill finally fine finish finished first folks follow following form forum found free
    frequently fresh freshly front full fully funny further future general generally gone good google
    googled great guess guide guys half hand happy hard hate having head hear hello here hey hi hint
    hints hit hold hope hour hours huge idea ideas immediately important inside install installed
    installing installation instant instantly instead instruction instructions it its job joined just keep know known last
    lately later latest leave leaving left less life like line list little live long longer look looked
    looking looks lot lots love lunch machine mail main managed manual maybe meanwhile meeting member
    mention menu middle mind moment month months more most mostly move moved much must myself name
    near nearly never new newly next nice nothing notice noticed nowhere number often ok okay old once
    one ones only onto open opens option order original originally others otherwise ourselves own
    page part particular past paste pasted people perfect perfectly perhaps person place play plain
    please point popup popups possible post pressed press pressing pretty previous previously prior
    probably proper properly quick quickly quite random randomly rather ready real reboot rebooted
    recent recently regular regularly related relevant repeat repeatedly replace result results
    right rest route same saw screen screenshot second seconds seem seems seen select self
    sense separate several short shortly side similar simple simply single sit small solid some sometime
    somehow somewhat somewhere soon sorry special specific stand standard start started starting
    state step steps stop stopped stops story straight strange strangely stuff stupid successful
    successfully such suggest suggestion suggestions suppose supposed sure surely switch switched take takes
    taken talk tell tells that thing things think third though thought through thru till time times tip
    tips together told ton tonight took top total totally toward towards trick tricks true tutorial
    twice type typed typing typical unless unsure until update updated updating upgrade upgraded
    upgrading upon usual usually version via video want wanted wants wasnt watch way ways web week
    weeks weird went whatever whenever whether while whole wish within without wonder wondering
    word words worked works worry worse worst worth wrote year years yes yet yourself
    black blank grey blue red green white box boxes dialog dialogue icon tab tabs window popped pop
    automatic manually exe program programs software application app apps tool tools download
    downloaded ver v1 v2 bits x64 x86 64bit 32bit windows7 windows10 windows11 english german
    accessing access-ing solution workaround answer answers help-me asap urgent urgently thx pls plz ty
    kind regards greetings dear team anybody nobody none both each few many every either neither
    hundred thousand dozen zero three four seven eight nine twenty thirty forty fifty sixty hourly nightly`,
  ),
);
