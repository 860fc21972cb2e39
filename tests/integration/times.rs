//! The forms of times, in whole files.

use std::fs;

use chrono::{DateTime, NaiveDateTime};
use disputes::domain::{Moment, Zone};
use serde_json::Value;

use crate::common::{Place, root};

const ORDERS: &str = "examples/shop/orders.csv";
const DISPUTES: &str = "examples/shop/disputes.csv";

/// Returns the orders of the example with every time written by `write` and renamed titles.
fn orders(write: impl Fn(Moment) -> String, title: impl Fn(&str) -> String) -> String {
    let text = fs::read_to_string(root().join(ORDERS)).unwrap();
    let mut lines = text.lines();
    let titles: Vec<&str> = lines.next().unwrap().split(',').collect();
    let is_time: Vec<bool> = titles.iter().map(|title| title.ends_with("_at")).collect();
    let named: Vec<String> = titles.iter().map(|name| title(name)).collect();
    let mut table = named.join("\t") + "\n";
    for line in lines {
        let cells =
            line.split(',').zip(&is_time).map(
                |(cell, is_time)| match DateTime::parse_from_rfc3339(cell) {
                    Ok(moment) if *is_time => write(Moment::from_millis(moment.timestamp_millis())),
                    Ok(_) | Err(_) => cell.to_owned(),
                },
            );
        table += &(cells.collect::<Vec<_>>().join("\t") + "\n");
    }
    table
}

fn rate(place: &Place, table: &str, more: &str) -> Result<Value, String> {
    let path = place.write("orders.txt", table);
    let path = path.display();
    let line = format!("rate {path} {DISPUTES} --as-of 2026-01-16 --format json {more}");
    let output = place.command(&line, &root()).output().unwrap();
    if !output.status.success() {
        return Err(place.told(&output));
    }
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    Ok(answer["metrics"].clone())
}

fn pacific(form: &str) -> impl Fn(Moment) -> String {
    move |moment| Zone::PLATFORM.wall(moment).format(form).to_string()
}

fn chinese(wall: NaiveDateTime) -> String {
    let half = if wall.format("%p").to_string() == "AM" { "上午" } else { "下午" };
    format!("{} {half} {}", wall.format("%Y/%-m/%-d"), wall.format("%-I:%M:%S"))
}

#[test]
fn a_shop_whose_times_are_written_in_any_form_has_the_same_rates() {
    let place = Place::new();
    let same = |title: &str| title.to_owned();
    let plain = rate(&place, &orders(pacific("%Y-%m-%d %H:%M:%S"), same), "").unwrap();
    for form in [
        "%d.%m.%Y %H:%M:%S",
        "%-d.%-m.%Y %-H:%M:%S",
        "%d-%m-%Y %H:%M:%S",
        "%m/%d/%Y %I:%M:%S %p",
        "%-m/%-d/%Y %-I:%M:%S %p",
        "%d/%m/%Y %H:%M:%S",
        "%b %-d, %Y %H:%M:%S",
        "%d %B %Y %H:%M:%S",
        "%Y年%m月%d日 %H时%M分%S秒",
        "%Y/%m/%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%a %b %d %Y %H:%M:%S",
        "%y/%m/%d %H:%M:%S",
        "%d/%m/%y %H:%M:%S",
        "%H:%M:%S %d.%m.%Y",
        "%d.%m.%Y, %H:%M:%S",
    ] {
        let table = orders(pacific(form), same);
        assert_eq!(rate(&place, &table, ""), Ok(plain.clone()), "{form}");
    }
    let others: [(&str, &dyn Fn(Moment) -> String); 7] = [
        ("上午", &|moment| chinese(Zone::PLATFORM.wall(moment))),
        ("seconds", &|moment| (moment.millis() / 1000).to_string()),
        ("milliseconds", &|moment| moment.millis().to_string()),
        ("UTC", &|moment| Zone::UTC.wall(moment).format("%Y-%m-%d %H:%M:%S UTC").to_string()),
        ("GMT-3", &|moment| {
            let wall = Zone::UTC.wall(moment) - chrono::TimeDelta::hours(3);
            wall.format("%d/%m/%Y %H:%M:%S GMT-3").to_string()
        }),
        ("RFC 2822", &|moment| moment.utc().to_rfc2822()),
        ("full width", &|moment| {
            let text = pacific("%Y-%m-%d %H:%M:%S")(moment);
            let wide = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).unwrap();
            text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect()
        }),
    ];
    for (name, write) in others {
        assert_eq!(rate(&place, &orders(write, same), ""), Ok(plain.clone()), "{name}");
    }
    for (zone, ending) in
        [("Asia/Shanghai", "（北京时间）"), ("UTC", "_utc"), ("Europe/Moscow", " (GMT+3)")]
    {
        let clock = Zone::named(zone).unwrap();
        let write = |moment| clock.wall(moment).format("%Y-%m-%d %H:%M:%S").to_string();
        let title = |title: &str| {
            if title.ends_with("_at") { format!("{title}{ending}") } else { title.to_owned() }
        };
        assert_eq!(rate(&place, &orders(write, title), ""), Ok(plain.clone()), "{ending}");
    }
}

#[test]
fn a_column_that_does_not_say_its_order_is_refused_until_it_is_said() {
    let place = Place::new();
    let titled = |titles: &str, order: &str| {
        let rows = ["8200000000000011\t01/02/2026\t03/04/2026", "8200000000000023\t02/02/2026\t"];
        rate(&place, &format!("{titles}\n{}\n", rows.join("\n")), order)
    };
    let early = |order: &str| titled("order_id\tcreated_at\tcompleted_at", order);
    let refused = early("").unwrap_err();
    assert!(refused.starts_with("exit 3") && refused.contains("--date-order mdy|dmy"), "{refused}");
    let day_first = early("--date-order dmy").unwrap();
    let stated = titled("order_id\tcreated_at (dd/mm/yyyy)\tcompleted_at（日/月/年）", "");
    assert_eq!(stated.unwrap(), day_first);
    let unknown = orders(pacific("%Y-%m-%d %H:%M:%S"), |title| match title {
        "created_at" => "created_at (UTC+5:30)".to_owned(),
        title => title.to_owned(),
    });
    let refused = rate(&place, &unknown, "").unwrap_err();
    assert!(refused.starts_with("exit 3") && refused.contains("utc+5:30"), "{refused}");
}

#[test]
fn a_zone_of_the_environment_that_cannot_be_read_is_said() {
    let place = Place::new();
    let folder = root();
    let told = |zone: &str| {
        let line = format!("list {ORDERS} {DISPUTES} --as-of 2026-01-16");
        let output = place.command(&line, &folder).env("TZ", zone).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    for zone in ["CST-8", "Nowhere/X"] {
        let told = told(zone);
        assert_eq!(told.matches(&format!("TZ: `{zone}` is not")).count(), 1, "{told}");
    }
    for zone in ["Asia/Shanghai", ":Europe/Madrid", "UTC"] {
        assert!(!told(zone).contains("TZ:"), "{zone}");
    }
}
