//! The words in which programs and languages write months, weekdays and halves of the day.
//!
//! Names are in lower case and without a full stop. English, Spanish, Portuguese, French, German,
//! Italian, Polish, Turkish, Russian, Korean and Chinese, as the CLDR has them.

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HalfDay {
    /// From midnight to noon.
    Morning,
    /// From noon to midnight.
    Afternoon,
}

const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "enero",
        "ene",
        "janeiro",
        "janvier",
        "janv",
        "januar",
        "jän",
        "jänner",
        "gennaio",
        "gen",
        "stycznia",
        "styczeń",
        "sty",
        "ocak",
        "oca",
        "января",
        "январь",
        "янв",
        "一月",
    ],
    &[
        "february",
        "feb",
        "febrero",
        "fevereiro",
        "fev",
        "février",
        "févr",
        "fevrier",
        "februar",
        "febbraio",
        "lutego",
        "luty",
        "lut",
        "şubat",
        "subat",
        "şub",
        "февраля",
        "февраль",
        "фев",
        "февр",
        "二月",
    ],
    &[
        "march",
        "mar",
        "marzo",
        "março",
        "mars",
        "märz",
        "mär",
        "mrz",
        "marca",
        "marzec",
        "mart",
        "марта",
        "март",
        "мар",
        "三月",
    ],
    &[
        "april",
        "apr",
        "abril",
        "abr",
        "avril",
        "avr",
        "aprile",
        "kwietnia",
        "kwiecień",
        "kwi",
        "nisan",
        "nis",
        "апреля",
        "апрель",
        "апр",
        "四月",
    ],
    &[
        "may", "mayo", "maio", "mai", "maggio", "mag", "maja", "maj", "mayıs", "mayis", "мая",
        "май", "五月",
    ],
    &[
        "june", "jun", "junio", "junho", "juin", "juni", "giugno", "giu", "czerwca", "czerwiec",
        "cze", "haziran", "haz", "июня", "июнь", "июн", "六月",
    ],
    &[
        "july", "jul", "julio", "julho", "juillet", "juil", "juli", "luglio", "lug", "lipca",
        "lipiec", "lip", "temmuz", "tem", "июля", "июль", "июл", "七月",
    ],
    &[
        "august",
        "aug",
        "agosto",
        "ago",
        "août",
        "aout",
        "sierpnia",
        "sierpień",
        "sie",
        "ağustos",
        "agustos",
        "ağu",
        "августа",
        "август",
        "авг",
        "八月",
    ],
    &[
        "september",
        "sep",
        "sept",
        "septiembre",
        "setembro",
        "set",
        "septembre",
        "settembre",
        "września",
        "wrzesień",
        "wrz",
        "eylül",
        "eylul",
        "eyl",
        "сентября",
        "сентябрь",
        "сен",
        "сент",
        "九月",
    ],
    &[
        "october",
        "oct",
        "octubre",
        "outubro",
        "out",
        "octobre",
        "oktober",
        "okt",
        "ottobre",
        "ott",
        "października",
        "październik",
        "paź",
        "ekim",
        "eki",
        "октября",
        "октябрь",
        "окт",
        "十月",
    ],
    &[
        "november",
        "nov",
        "noviembre",
        "novembro",
        "novembre",
        "listopada",
        "listopad",
        "lis",
        "kasım",
        "kasim",
        "kas",
        "ноября",
        "ноябрь",
        "ноя",
        "нояб",
        "十一月",
    ],
    &[
        "december",
        "dec",
        "diciembre",
        "dic",
        "dezembro",
        "dez",
        "décembre",
        "déc",
        "decembre",
        "dezember",
        "dicembre",
        "grudnia",
        "grudzień",
        "gru",
        "aralık",
        "aralik",
        "ara",
        "декабря",
        "декабрь",
        "дек",
        "十二月",
    ],
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "thursday",
    "thu",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "lunes",
    "lun",
    "martes",
    "miércoles",
    "mié",
    "jueves",
    "jue",
    "viernes",
    "vie",
    "sábado",
    "sáb",
    "sab",
    "domingo",
    "dom",
    "segunda",
    "seg",
    "terça",
    "ter",
    "quarta",
    "qua",
    "quinta",
    "qui",
    "sexta",
    "sex",
    "lundi",
    "mardi",
    "mercredi",
    "mer",
    "jeudi",
    "jeu",
    "vendredi",
    "ven",
    "samedi",
    "sam",
    "dimanche",
    "dim",
    "montag",
    "mo",
    "dienstag",
    "di",
    "mittwoch",
    "mi",
    "donnerstag",
    "do",
    "freitag",
    "fr",
    "samstag",
    "sa",
    "sonntag",
    "so",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "gio",
    "venerdì",
    "sabato",
    "domenica",
    "poniedziałek",
    "pon",
    "wtorek",
    "wt",
    "środa",
    "śr",
    "czwartek",
    "czw",
    "piątek",
    "pt",
    "sobota",
    "sob",
    "niedziela",
    "niedz",
    "pazartesi",
    "pzt",
    "salı",
    "sal",
    "çarşamba",
    "çar",
    "perşembe",
    "per",
    "cuma",
    "cum",
    "cumartesi",
    "cmt",
    "pazar",
    "paz",
    "понедельник",
    "пн",
    "вторник",
    "вт",
    "среда",
    "ср",
    "четверг",
    "чт",
    "пятница",
    "пт",
    "суббота",
    "сб",
    "воскресенье",
    "вс",
    "월",
    "화",
    "수",
    "목",
    "금",
    "토",
    "일",
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
];

const MORNING: &[&str] =
    &["am", "a", "上午", "早上", "凌晨", "午前", "오전", "öö", "dop", "утра", "д"];
const AFTERNOON: &[&str] =
    &["pm", "p", "下午", "晚上", "中午", "午后", "오후", "ös", "вечера", "дня"];

/// Words between the parts of a date, or between a date and its time.
const LINKS: &[&str] = &[
    "de", "del", "of", "at", "um", "uhr", "в", "г", "года", "à", "às", "a", "la", "las", "os", "o",
    "r", "klo", "kl",
];

/// Returns the month that a word names, from 1.
pub(crate) fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

/// Returns true if a word names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Returns true if a word only links the parts of a date.
pub(crate) fn is_link(word: &str) -> bool {
    LINKS.contains(&word)
}

/// Returns the half of the day that a word names.
pub(crate) fn half_day(word: &str) -> Option<HalfDay> {
    if MORNING.contains(&word) {
        Some(HalfDay::Morning)
    } else {
        AFTERNOON.contains(&word).then_some(HalfDay::Afternoon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_is_named_like_another() {
        let mut all: Vec<&str> = MONTHS.iter().copied().flatten().copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn words_are_in_the_form_in_which_they_are_looked_up() {
        let months = MONTHS.iter().copied().flatten().copied();
        for word in months.chain(WEEKDAYS.iter().copied()).chain(LINKS.iter().copied()) {
            assert_eq!(word.to_lowercase(), word);
            assert!(word.chars().all(char::is_alphabetic), "{word}");
        }
    }
}
