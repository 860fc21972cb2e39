//! The words in which programs and languages write months, weekdays and halves of the day.
//!
//! Names are in lower case and without a full stop, whole and shortened, as the CLDR has them for English, Spanish,
//! Portuguese, French, German, Italian, Polish, Turkish, Russian, Korean, Chinese, Japanese, Ukrainian, Czech,
//! Dutch, Arabic, Hebrew, Indonesian, Romanian, Hungarian, Swedish, Danish, Norwegian, Greek and Finnish.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HalfDay {
    /// From midnight to noon.
    Morning,
    /// The hours around noon, 11 to 2.
    Noon,
    /// From noon to midnight.
    Afternoon,
    /// From afternoon to midnight: `晚上12:30` may be after it.
    Evening,
}

const MONTHS: [&str; 12] = [
    "january jan enero ene janeiro janvier janv januar jänner jän gennaio gen stycznia sty \
     styczeń ocak oca января янв январь 一月 січня січ січень ledna led leden januari يناير ינואר \
     ianuarie ian január ιανουαρίου ιαν ιανουάριος tammikuuta tammi tammikuu",
    "february feb febrero fevereiro fev février févr februar febbraio lutego lut luty şubat şub \
     февраля февр февраль 二月 лютого лют лютий února úno únor februari فبراير פברואר februarie \
     február febr φεβρουαρίου φεβ φεβρουάριος helmikuuta helmi helmikuu fevrier subat фев",
    "march mar marzo março mars märz mär marca marzec mart марта мар март 三月 березня бер березень \
     března bře březen maart mrt مارس מרץ maret martie március márc marts μαρτίου μαρ μάρτιος μάρ \
     maaliskuuta maalis maaliskuu mrz",
    "april apr abril abr avril avr aprile kwietnia kwi kwiecień nisan nis апреля апр апрель 四月 \
     квітня квіт квітень dubna dub duben أبريل אפריל aprilie április ápr απριλίου απρ απρίλιος \
     huhtikuuta huhti huhtikuu",
    "may mayo maio mai maggio mag maja maj mayıs мая май 五月 травня трав травень května kvě květen \
     mei مايو מאי május máj μαΐου μαΐ μάιος μάι toukokuuta touko toukokuu mayis",
    "june jun junio junho juin juni giugno giu czerwca cze czerwiec haziran haz июня июн июнь 六月 \
     червня черв червень června čvn červen يونيو יוני iunie iun június jún ιουνίου ιουν ιούνιος \
     ιούν kesäkuuta kesä kesäkuu",
    "july jul julio julho juillet juil juill juli luglio lug lipca lip lipiec temmuz tem июля июл \
     июль 七月 липня лип липень července čvc červenec يوليو יולי iulie iul július júl ιουλίου ιουλ \
     ιούλιος ιούλ heinäkuuta heinä heinäkuu",
    "august aug agosto ago août sierpnia sie sierpień ağustos ağu августа авг август 八月 серпня \
     серп серпень srpna srp srpen augustus أغسطس אוגוסט agustus agu augusztus augusti αυγούστου \
     αυγ αύγουστος αύγ elokuuta elo elokuu aout agustos",
    "september sep septiembre sept setembro set septembre settembre września wrz wrzesień eylül \
     eyl сентября сент сентябрь 九月 вересня вер вересень září zář سبتمبر ספטמבר septembrie \
     szeptember szept σεπτεμβρίου σεπ σεπτέμβριος syyskuuta syys syyskuu eylul сен",
    "october oct octubre outubro out octobre oktober okt ottobre ott października paź październik \
     ekim eki октября окт октябрь 十月 жовтня жовт жовтень října říj říjen أكتوبر אוקטובר octombrie \
     október οκτωβρίου οκτ οκτώβριος lokakuuta loka lokakuu",
    "november nov noviembre novembro novembre listopada lis listopad kasım kas ноября нояб ноябрь \
     十一月 листопада лист листопад listopadu نوفمبر נובמבר noiembrie νοεμβρίου νοε νοέμβριος νοέ \
     marraskuuta marras marraskuu kasim ноя",
    "december dec diciembre dic dezembro dez décembre déc dezember dicembre grudnia gru grudzień \
     aralık ara декабря дек декабрь 十二月 грудня груд грудень prosince pro prosinec ديسمبر דצמבר \
     desember des decembrie δεκεμβρίου δεκ δεκέμβριος joulukuuta joulu joulukuu decembre aralik",
];

const WEEKDAYS: &str = "sunday monday tuesday wednesday thursday friday saturday sun mon tue wed thu fri sat su mo \
     tu we th fr sa domingo lunes martes miércoles jueves viernes sábado dom lun mar mié jue vie \
     sáb do lu ma mi ju vi seg ter qua qui sex segunda terça quarta quinta sexta dimanche lundi \
     mardi mercredi jeudi vendredi samedi dim mer jeu ven sam di me je ve sonntag montag dienstag \
     mittwoch donnerstag freitag samstag so domenica lunedì martedì mercoledì giovedì venerdì \
     sabato gio sab niedziela poniedziałek wtorek środa czwartek piątek sobota niedz pon wt śr \
     czw pt sob nie wto śro pią pazar pazartesi salı çarşamba perşembe cuma cumartesi paz pzt sal \
     çar per cum cmt pa ça pe cu ct воскресенье понедельник вторник среда четверг пятница суббота \
     вс пн вт ср чт пт сб 일요일 월요일 화요일 수요일 목요일 금요일 토요일 일 월 화 수 목 금 토 星期日 星期一 星期二 星期三 星期四 星期五 星期六 \
     周日 周一 周二 周三 周四 周五 周六 週日 週一 週二 週三 週四 週五 週六 日 一 二 三 四 五 六 日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 月 火 水 木 \
     金 土 неділя понеділок вівторок середа четвер пʼятниця субота нд neděle pondělí úterý středa \
     čtvrtek pátek ne po út st čt pá zondag maandag dinsdag woensdag donderdag vrijdag zaterdag \
     zo wo vr za الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت أحد إثنين ثلاثاء أربعاء خميس \
     جمعة سبت שבת minggu senin selasa rabu kamis jumat sabtu min sen sel rab kam jum duminică \
     luni marți miercuri joi vineri sâmbătă dum mie vin sâm du sâ vasárnap hétfő kedd szerda \
     csütörtök péntek szombat sze cs szo söndag måndag tisdag onsdag torsdag fredag lördag sön \
     mån tis ons tors fre lör sö må ti on to lö søndag mandag tirsdag lørdag søn man tirs lør sø \
     lø tir tor κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυρ δευ τρί τετ πέμ παρ \
     σάβ κυ δε τρ τε πέ πα σά sunnuntaina maanantaina tiistaina keskiviikkona torstaina \
     perjantaina lauantaina ke la sunnuntai maanantai tiistai keskiviikko torstai perjantai \
     lauantai cn tues thurs 星期天";

const MORNING: &[&str] = &[
    "am", "a", "上午", "早上", "早晨", "清晨", "凌晨", "午夜", "fm", "午前", "오전", "öö", "dop",
    "утра", "д", "дп", "sa", "ص",
];
const NOON: &[&str] = &["中午"];
const AFTERNOON: &[&str] =
    &["pm", "p", "下午", "午后", "오후", "ös", "odp", "вечера", "дня", "пп", "ch", "م", "em"];
const EVENING: &[&str] = &["晚上", "傍晚"];

/// Words between the parts of a date, or between a date and its time.
const LINKS: &[&str] = &[
    "de",
    "del",
    "of",
    "at",
    "um",
    "uhr",
    "в",
    "г",
    "года",
    "à",
    "às",
    "a",
    "la",
    "las",
    "os",
    "o",
    "r",
    "klo",
    "kl",
    "alle",
    "ore",
    "om",
    "v",
    "р",
    "о",
    "godz",
    "godzina",
    "في",
    "الساعة",
    "בשעה",
];

/// Returns the month that a word names, from 1.
pub(crate) fn month(word: &str) -> Option<u32> {
    static BY_NAME: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let numbered = MONTHS.iter().zip(1..);
        numbered
            .flat_map(|(names, month)| names.split(' ').map(move |name| (name, month)))
            .collect()
    });
    // Hebrew puts `in` before the name, as a letter of it.
    let names = [Some(word), word.strip_prefix('ב')];
    names.into_iter().flatten().find_map(|name| BY_NAME.get(name).copied())
}

/// Returns the length of the name of a weekday that a word is; or, in Chinese and Japanese, where no blank ends a
/// word, that it begins with.
pub(crate) fn weekday_length(word: &str) -> Option<usize> {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| WEEKDAYS.split(' ').collect());
    const CHINESE: char = '\u{2e80}';
    if NAMES.contains(word) {
        return Some(word.len());
    }
    let ends = word.char_indices().skip(2).take(2).map(|(end, _)| end);
    let mut begins = ends.filter_map(|end| word.get(..end));
    word.starts_with(|first| first >= CHINESE)
        .then(|| begins.find(|begin| NAMES.contains(begin)))?
        .map(str::len)
}

/// Returns true if a word only links the parts of a date.
pub(crate) fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
}

/// Returns the half of the day that a word names.
pub(crate) fn half_day(word: &str) -> Option<HalfDay> {
    let halves = [
        (MORNING, HalfDay::Morning),
        (NOON, HalfDay::Noon),
        (AFTERNOON, HalfDay::Afternoon),
        (EVENING, HalfDay::Evening),
    ];
    halves.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, half)| half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_is_named_like_another() {
        let mut all: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn words_are_in_the_form_in_which_they_are_looked_up() {
        let months = MONTHS.iter().flat_map(|names| names.split(' '));
        for word in months.chain(WEEKDAYS.split(' ')).chain(LINKS.iter().copied()) {
            assert_eq!(word.to_lowercase(), word);
            assert!(!word.is_empty() && word.chars().all(char::is_alphabetic), "{word}");
        }
    }

    #[test]
    fn a_weekday_ends_where_the_next_word_begins_without_a_blank() {
        assert_eq!(weekday_length("星期三下午"), Some("星期三".len()));
        assert_eq!(weekday_length("周三下午"), Some("周三".len()));
        assert_eq!(weekday_length("木曜日"), Some("木曜日".len()));
        assert_eq!(weekday_length("month"), None);
    }
}
