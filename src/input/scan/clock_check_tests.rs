use proptest::prelude::*;

use super::*;

fn id(number: u64) -> OrderId {
    OrderId::from_number(8_200_000_000_000_000 + number).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::from_rfc3339(text).unwrap()
}

/// Checks times that a zone shows of some true moments but are read as platform time.
fn read_in_a_wrong_zone(zone: Zone, truths: &[Moment]) -> Vec<Caveat> {
    let mut check = ClockCheck::new(Zone::PLATFORM);
    for (number, truth) in (1..).zip(truths) {
        if let Ok(read) = Zone::PLATFORM.moment(zone.wall(*truth)) {
            check.add(id(number), read, *truth);
        }
    }
    check.caveats(&ComparedColumn { title: "created", order: None })
}

fn part<'a>(caveat: &'a Caveat, name: &str) -> &'a str {
    caveat.part(name).unwrap()
}

#[test]
fn a_file_in_chinese_time_is_fifteen_hours_off_in_summer_and_sixteen_in_winter() {
    let truths = [moment("2025-07-01T10:20:31Z"), moment("2025-12-11T10:20:31.5Z")];
    let caveats = read_in_a_wrong_zone(Zone::ASSESSMENT, &truths);
    assert_eq!(caveats.len(), 1);
    let of = |name| part(&caveats[0], name);
    assert_eq!((of("hours"), of("zone")), ("15, 16", "Asia/Shanghai"));
    assert_eq!((of("count"), of("of")), ("2", "2"));
}

#[test]
fn zones_without_a_name_of_their_own_are_called_by_their_hours() {
    let truths = [moment("2025-07-01T10:20:31Z"), moment("2025-12-11T10:20:31Z")];
    let zone = Zone::named("Etc/GMT-5").unwrap();
    assert_eq!(part(&read_in_a_wrong_zone(zone, &truths)[0], "zone"), "Etc/GMT-5");
    let zone = Zone::named("Asia/Kolkata").unwrap();
    let caveats = read_in_a_wrong_zone(zone, &truths);
    assert_eq!(part(&caveats[0], "hours"), "12.5, 13.5");
    assert_eq!(part(&caveats[0], "zone"), "Asia/Kolkata");
}

#[test]
fn what_is_cut_or_comes_twice_contradicts_nothing() {
    let truth = moment("2025-12-11T10:20:31.750Z");
    for read in ["2025-12-11T10:20:31Z", "2025-12-11T10:20:00Z", "2025-12-11T08:00:00Z"] {
        assert_eq!(distance(moment(read), truth, Zone::PLATFORM), Distance::None, "{read}");
    }
    // 01:10 comes twice, and is read as the earlier one.
    let (read, truth) = (moment("2025-11-02T01:10:07-07:00"), moment("2025-11-02T01:10:07-08:00"));
    assert_eq!(distance(read, truth, Zone::PLATFORM), Distance::None);
    let (read, truth) = (moment("2025-12-11T10:20:31Z"), moment("2025-12-11T10:29:55Z"));
    assert_eq!(distance(read, truth, Zone::PLATFORM), Distance::Other);
}

#[test]
fn day_and_month_in_each_others_place_are_told_from_a_zone() {
    let mut check = ClockCheck::new(Zone::PLATFORM);
    // 5 December, read as 12 May; and one that cannot be exchanged.
    check.add(id(1), moment("2025-05-12T10:20:31-07:00"), moment("2025-12-05T10:20:31-08:00"));
    check.add(id(2), moment("2025-12-25T10:20:31-08:00"), moment("2025-12-25T10:20:31-08:00"));
    let asked = ComparedColumn { title: "created", order: Some(DateOrder::MonthFirst) };
    let caveats = check.caveats(&asked);
    assert_eq!(caveats.len(), 1);
    assert_eq!(caveats[0].kind, CaveatKind::DateOrderMixed);
    let of = |name| part(&caveats[0], name);
    assert_eq!((of("count"), of("of"), of("order"), of("column")), ("1", "2", "dmy", "created"));
    let certain = check.caveats(&ComparedColumn { title: "created", order: None });
    assert_eq!(part(&certain[0], "order"), "none");
}

#[test]
fn times_that_nothing_explains_are_contradictions() {
    let mut check = ClockCheck::new(Zone::PLATFORM);
    check.add(id(1), moment("2025-12-11T10:20:31Z"), moment("2025-10-02T11:29:55Z"));
    let caveats = check.caveats(&ComparedColumn { title: "created", order: None });
    assert_eq!((caveats[0].kind, caveats[0].count), (CaveatKind::RecordsContradict, Some(1)));
}

proptest! {
    #[test]
    fn the_zone_named_puts_every_time_right(
        zone in prop::sample::select(ZONES.to_vec()), starts in prop::collection::vec(0..31_000_000_i64, 1..9),
    ) {
        let zone = Zone::named(zone).unwrap();
        let truths: Vec<Moment> =
            starts.iter().map(|s| Moment::from_millis(1_740_000_000_000 + s * 1_000)).collect();
        for caveat in read_in_a_wrong_zone(zone, &truths) {
            prop_assert_eq!(caveat.kind, CaveatKind::ClockContradicts);
            let named = Zone::named(part(&caveat, "zone")).unwrap();
            for truth in &truths {
                let Ok(read) = named.moment(zone.wall(*truth)) else { continue };
                let is_skipped = Zone::PLATFORM.moment(zone.wall(*truth)).is_err();
                prop_assert!(is_skipped || distance(read, *truth, named) == Distance::None);
            }
        }
    }

    #[test]
    fn parts_of_a_table_together_say_what_the_whole_says(
        rows in prop::collection::vec((1..200_u64, 0..200_i64, 0..40_i64), 0..300), cut in 0..300_usize,
    ) {
        let add = |check: &mut ClockCheck, rows: &[(u64, i64, i64)]| {
            for (number, day, quarters) in rows {
                let truth = Moment::from_millis(1_740_000_031_000).plus_days(*day);
                let read = Moment::from_millis(truth.millis() + quarters * QUARTER);
                check.add(id(*number + 1_000 * u64::try_from(*day).unwrap()), read, truth);
            }
        };
        let (mut whole, mut first) = (ClockCheck::new(Zone::UTC), ClockCheck::new(Zone::UTC));
        let mut second = first.clone();
        add(&mut whole, &rows);
        let cut = cut.min(rows.len());
        add(&mut second, &rows[cut..]);
        add(&mut first, &rows[..cut]);
        second.merge(first);
        let column = ComparedColumn { title: "", order: None };
        let counts = |check: &ClockCheck| -> Vec<(CaveatKind, Option<u64>)> {
            check.caveats(&column).into_iter().map(|caveat| (caveat.kind, caveat.count)).collect()
        };
        prop_assert_eq!(counts(&whole), counts(&second));
        prop_assert_eq!(whole.quarters, second.quarters);
    }
}
