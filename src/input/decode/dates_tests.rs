use super::*;
use crate::input::decode::stamp::DateOrder;
use crate::input::table::row::DayZero;

fn read(text: &str) -> String {
    match parse(text) {
        None => "none".to_owned(),
        Some(Stamp::Wall(wall)) => wall.to_string(),
        Some(Stamp::Absolute(moment)) => moment.to_string(),
        Some(Stamp::Serial(serial)) => format!("{:?}", serial.wall(DayZero::Of1900).unwrap()),
        Some(Stamp::Open(open)) => {
            let all = DateOrder::ALL.into_iter().filter(|order| open.allows(*order));
            let all: Vec<&str> = all.map(DateOrder::letters).collect();
            let first = DateOrder::ALL.into_iter().find_map(|order| open.in_order(order));
            let shown = match first {
                Some(Stamp::Wall(wall)) => wall.to_string(),
                Some(Stamp::Absolute(moment)) => moment.to_string(),
                other => format!("{other:?}"),
            };
            format!("{} {shown}", all.join("|"))
        }
    }
}

#[test]
fn every_form_listed_is_read() {
    let page = include_str!("../../../docs/times.md");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 30, "{rows:?}");
    for row in rows {
        let (_, example) = row.split_once(" | `").unwrap();
        let read = read(example.strip_suffix("` |").unwrap());
        let is_right = ["2025-12-13T19:48:00", "2025-12-13 19:48:00", "2025-12-14T03:48:00"]
            .iter()
            .any(|right| read.contains(right));
        assert!(is_right, "{row} is read as {read}");
    }
}

#[test]
fn forms_of_exports() {
    for (text, right) in [
        ("2026-01-16 15:12:01", "2026-01-16 15:12:01"),
        ("2023-11-18 19:41", "2023-11-18 19:41:00"),
        ("2017.05.03 21:14", "2017-05-03 21:14:00"),
        ("2026-01-16", "2026-01-16 00:00:00"),
        ("2026-1-6 5:07", "2026-01-06 05:07:00"),
        ("2026-01-16T15:12:01.609Z", "2026-01-16T15:12:01.609Z"),
        ("2026-01-16T15:12:01.6094599Z", "2026-01-16T15:12:01.609Z"),
        ("2026-01-16T15:12+08:00", "2026-01-16T07:12:00Z"),
        ("2026-01-16 15:12:01 -0800", "2026-01-16T23:12:01Z"),
        ("2026-01-16 15:12:01 UTC", "2026-01-16T15:12:01Z"),
        ("2026-01-16 15:12 PST", "2026-01-16T23:12:00Z"),
        ("2026-01-16 15:12 (GMT+3)", "2026-01-16T12:12:00Z"),
        ("2026-01-16 15:12 UTC+05:30", "2026-01-16T09:42:00Z"),
        ("2026-01-16 15:12 北京时间", "2026-01-16T07:12:00Z"),
        ("2026-07-16T15:12-07:00[America/Los_Angeles]", "2026-07-16T22:12:00Z"),
        ("2026-07-16 15:12 America/Los_Angeles", "2026-07-16T22:12:00Z"),
        ("Date(2026,0,5)", "2026-01-05 00:00:00"),
        ("Date(2026,12,5)", "none"),
        ("Date(2026,4294967295,5)", "none"),
        ("DATE(2026,1,5)", "none"),
        ("Date(2026,1)", "none"),
        ("01/16/2026 15:57", "mdy 2026-01-16 15:57:00"),
        ("12/5/2025 7:57", "mdy|dmy 2025-12-05 07:57:00"),
        ("26/1/5 8:30", "ymd 2026-01-05 08:30:00"),
        ("1/5/2026 10:11", "mdy|dmy 2026-01-05 10:11:00"),
        ("16/01/2026", "dmy 2026-01-16 00:00:00"),
        ("1/6/26 5:07", "mdy|dmy 2026-01-06 05:07:00"),
        ("25-12-13", "dmy|ymd 2013-12-25 00:00:00"),
        ("31.12.25", "dmy|ymd 2025-12-31 00:00:00"),
        ("12/13/2025 12:05:00 AM", "mdy 2025-12-13 00:05:00"),
        ("12/13/2025 12:05:00 PM", "mdy 2025-12-13 12:05:00"),
        ("12/13/2025 7 PM", "mdy 2025-12-13 19:00:00"),
        ("12/13/2025 7:48 p. m.", "mdy 2025-12-13 19:48:00"),
        ("12/13/2025 07:48 GMT-8", "mdy 2025-12-13T15:48:00Z"),
        ("2025/12/13 上午 12:05:00", "2025-12-13 00:05:00"),
        ("2025/12/13 上午12:05", "2025-12-13 00:05:00"),
        ("2025年12月13日 7时8分9秒", "2025-12-13 07:08:09"),
        ("2025年12月13日19:48", "2025-12-13 19:48:00"),
        ("2025年12月13日 星期六 19:48", "2025-12-13 19:48:00"),
        ("2025. 12. 13. 오전 9:00:01", "2025-12-13 09:00:01"),
        ("2025년 12월 13일 토요일 오후 3:05", "2025-12-13 15:05:00"),
        ("2025-12-13 24:00", "2025-12-14 00:00:00"),
        ("2025-12-13 24:00:00", "2025-12-14 00:00:00"),
        ("13-Dec-25 07:48", "2025-12-13 07:48:00"),
        ("13. Dezember 2025, 07:48 Uhr", "2025-12-13 07:48:00"),
        ("13 de diciembre de 2025, 07:48", "2025-12-13 07:48:00"),
        ("13 de dez. de 2025, 07:48", "2025-12-13 07:48:00"),
        ("13 déc. 2025 à 07:48", "2025-12-13 07:48:00"),
        ("sab 13 dic 2025 07:48", "2025-12-13 07:48:00"),
        ("13 gru 2025 07:48", "2025-12-13 07:48:00"),
        ("13 Ara 2025 07:48", "2025-12-13 07:48:00"),
        ("13 дек. 2025 г., 07:48", "2025-12-13 07:48:00"),
        ("Mar 3, 2026", "2026-03-03 00:00:00"),
        ("mar 3 feb 2026 07:48", "2026-02-03 07:48:00"),
        ("mar., 3. févr. 2026 07:48", "2026-02-03 07:48:00"),
        ("quarta-feira, 2 de julho de 2025 16:42", "2025-07-02 16:42:00"),
        ("mercredi 2 juillet 2025, 16 h 42 min 01 s", "2025-07-02 16:42:01"),
        ("2025年7月2日星期三清晨6:42", "2025-07-02 06:42:00"),
        ("2025/07/02(水) 16:42", "2025-07-02 16:42:00"),
        ("2025年7月2日水曜日 午後4:42", "2025-07-02 16:42:00"),
        ("2025-07-02 中午11:30", "2025-07-02 11:30:00"),
        ("2025-07-02 中午12:30", "2025-07-02 12:30:00"),
        ("2025-07-02 晚上12:30", "none"),
        ("2 липня 2025 р. о 16:42", "2025-07-02 16:42:00"),
        ("středa 2. července 2025 16:42", "2025-07-02 16:42:00"),
        ("2 tháng 7, 2025 4:42 CH", "2025-07-02 16:42:00"),
        ("الأربعاء، 2 يوليو 2025، 4:42 م", "2025-07-02 16:42:00"),
        ("2 ביולי 2025 בשעה 16:42", "2025-07-02 16:42:00"),
        ("2 luglio 2025 alle ore 16:42", "2025-07-02 16:42:00"),
        ("7/2/2025 4:42 P", "mdy|dmy 2025-07-02 16:42:00"),
        ("December 13th, 2025 7:48 am", "2025-12-13 07:48:00"),
        ("2025-Dec-13 07:48", "2025-12-13 07:48:00"),
        ("07:48 13.12.2025", "dmy 2025-12-13 07:48:00"),
        ("13.12.2025, 07:48:00", "dmy 2025-12-13 07:48:00"),
        ("٢٠٢٥-١٢-١٣ ٠٧:٤٨", "2025-12-13 07:48:00"),
        ("\u{200e}12/13/2025 7:48:00\u{202f}AM", "mdy 2025-12-13 07:48:00"),
        ("20251213", "2025-12-13 00:00:00"),
        ("202512130748", "2025-12-13 07:48:00"),
        ("20251102T013000Z", "2025-11-02T01:30:00Z"),
        ("20251213 074800", "2025-12-13 07:48:00"),
        ("1764609180.5", "2025-12-01T17:13:00.500Z"),
        ("1764609180000.0", "2025-12-01T17:13:00Z"),
        ("45992.384", "2025-12-01T09:12:57.600"),
        ("45992,384", "2025-12-01T09:12:57.600"),
        ("2025-12-8 23:0", "2025-12-08 23:00:00"),
        ("2025-1-2 3:4:5", "2025-01-02 03:04:05"),
        ("13.12.2025 07.48", "dmy 2025-12-13 07:48:00"),
        ("2025-12-13 07.48.09", "2025-12-13 07:48:09"),
        ("13-DEC-25 07.48.09.000000 PM", "2025-12-13 19:48:09"),
        ("13/12/2025 07h48", "dmy 2025-12-13 07:48:00"),
        ("13.12.2025 klo 7.48", "dmy 2025-12-13 07:48:00"),
        ("13/Dec/2025:07:48:00 -0800", "2025-12-13T15:48:00Z"),
        ("Sat Dec 13 07:48:00 2025", "2025-12-13 07:48:00"),
        ("Sat Dec 13 07:48:00 PST 2025", "2025-12-13T15:48:00Z"),
        ("Sat Dec 13 07:48:00 GMT+08:00 2025", "2025-12-12T23:48:00Z"),
        ("2025-12-13 07:48:00 -0800 PST", "2025-12-13T15:48:00Z"),
        ("2025-12-13 07:48:00 +0800 CST", "2025-12-12T23:48:00Z"),
        ("20251213074800000-0800", "2025-12-13T15:48:00Z"),
        ("20251213_074800", "2025-12-13 07:48:00"),
        ("2025-12-13_07:48:00", "2025-12-13 07:48:00"),
        ("2025-12-13-07.48.00", "2025-12-13 07:48:00"),
        ("2025-12-13 T 07:48", "2025-12-13 07:48:00"),
        ("2025年12月13日 午後7時48分", "2025-12-13 19:48:00"),
        ("=\"2025-12-13 07:48\"", "2025-12-13 07:48:00"),
        ("'2025-12-13 07:48", "2025-12-13 07:48:00"),
        ("/Date(1764609180000)/", "2025-12-01T17:13:00Z"),
        ("@1764609180", "2025-12-01T17:13:00Z"),
    ] {
        assert_eq!(read(text), right, "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "13",
        "2026-02-30",
        "2026-01-16 25:00",
        "soon",
        "01/16/202",
        "13/13/2025 x",
        "2026-01-16 15:12 CST",
        "2026-01-16 15:12 IST",
        "1.76E+12",
        "8208460785972844123",
        "2026-01-16 7:48 foo",
        "20251313",
        "00012345",
        "2026-01/16",
        "2026-01-16 15:12 +25:00",
        "12/13/2025 13:00 AM",
        "Foo 13, 2025",
        "2026-01-16 15:12 (",
        "99999",
        "2025年12月",
        "-",
        "NULL",
        "0000-00-00 00:00:00",
        "2026-01-16 15:12:01 PST+3",
        "7:48",
        "Sat Dec 13 07:48:00 CST 2025",
        "2025-12-13 7.4",
        "2025-12-13 07:48 +0800 foo",
    ] {
        assert_eq!(read(text), "none", "{text}");
    }
    assert_eq!(read("13/13/2025"), " None");
}

#[test]
fn a_count_of_days_has_two_beginnings() {
    let Some(Stamp::Serial(serial)) = parse("46004.825") else { panic!("no serial") };
    assert_eq!(serial.wall(DayZero::Of1900).unwrap().to_string(), "2025-12-13 19:48:00");
    assert_eq!(serial.wall(DayZero::Of1904).unwrap().to_string(), "2029-12-14 19:48:00");
}

#[test]
fn a_count_of_days_with_few_decimals_is_the_second_that_it_was_rounded_from() {
    let time = |text: &str| {
        let Some(Stamp::Serial(serial)) = parse(text) else { panic!("no serial") };
        serial.wall(DayZero::Of1900).unwrap().time().to_string()
    };
    for (text, shown) in [
        ("46008.3333", "08:00:00"),
        ("46008.33333", "08:00:00"),
        ("46008.333333", "08:00:00"),
        ("46008.333333333336", "08:00:00"),
        ("46008.99999", "23:59:59"),
        ("46008.999999", "00:00:00"),
        ("46008.03125", "00:45:00"),
        ("46008.32542", "07:48:36"),
        ("46008.5", "12:00:00"),
        ("46008.32542326", "07:48:36.570"),
    ] {
        assert_eq!(time(text), shown, "{text}");
    }
}

proptest::proptest! {
    /// No text makes the reader panic, and what it reads of a written moment is that moment.
    #[test]
    fn any_text_is_read_or_not(text in "[ -~年月日时分上下午：／０-９]{0,40}") {
        parse(&text);
    }

    #[test]
    fn what_is_written_is_read(seconds in 946_684_800_i64..2_145_916_800) {
        let wall = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
        let moment = Moment::from_millis(seconds * 1000);
        for form in [
            "%Y-%m-%d %H:%M:%S", "%Y/%-m/%-d %-H:%M:%S", "%Y.%m.%d %H:%M:%S", "%Y%m%d%H%M%S",
            "%d %b %Y %H:%M:%S", "%B %-d, %Y %I:%M:%S %p", "%Y年%-m月%-d日 %H时%M分%S秒",
            "%a %b %d %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d-%b-%Y %H:%M:%S",
        ] {
            let text = wall.format(form).to_string();
            proptest::prop_assert_eq!(parse(&text), Some(Stamp::Wall(wall)), "{}", text);
            for zone in ["Z", " UTC", " +00:00", " GMT+0", " (UTC)"] {
                let text = format!("{text}{zone}");
                if form.ends_with("%S") && !form.starts_with("%Y%m") {
                    proptest::prop_assert_eq!(parse(&text), Some(Stamp::Absolute(moment)), "{}", text);
                }
            }
        }
        for (form, order) in [
            ("%m/%d/%Y %H:%M:%S", DateOrder::MonthFirst), ("%d.%m.%Y %H:%M:%S", DateOrder::DayFirst),
            ("%-d-%-m-%Y %I:%M:%S %p", DateOrder::DayFirst), ("%m/%d/%Y %I:%M:%S %p", DateOrder::MonthFirst),
        ] {
            let text = wall.format(form).to_string();
            let Some(Stamp::Open(open)) = parse(&text) else {
                return Err(proptest::test_runner::TestCaseError::fail(text));
            };
            proptest::prop_assert_eq!(open.in_order(order), Some(Stamp::Wall(wall)), "{}", text);
        }
        for text in [seconds.to_string(), (seconds * 1000).to_string()] {
            if text.len() == 10 || text.len() == 13 {
                proptest::prop_assert_eq!(parse(&text), Some(Stamp::Absolute(moment)));
            }
        }
    }
}

#[test]
fn dates_with_slashes_are_read_as_with_care() {
    let parts = ["00", "01", "12", "13", "31", "99", "1x"];
    for first in parts {
        for second in parts {
            for year in ["2025", "0025", "2568", "20x5"] {
                for time in
                    ["00:00", "23:59:59", "24:00", "24:00:00", "24:01", "12:60", "1x:00", "7:15"]
                {
                    let text = format!("{first}/{second}/{year} {time}");
                    let quick = slashed(text.as_bytes());
                    assert!(quick.is_none() || quick == written(&text), "{text}");
                    let is_usual = !text.contains('x') && text.len() > 15 && quick.is_none();
                    assert!(!is_usual || written(&text).is_none(), "{text}");
                }
            }
        }
    }
}
