//! The rule by which a zone's clocks are changed every year, as `PST8PDT,M3.2.0,M11.1.0`
//! (POSIX, with the additions of RFC 9636).

use super::zone_clock::Setting;

/// What clocks are set to from the last known change on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// Standard time.
    pub(super) standard: Setting,
    /// Summer time; `None` where there is none.
    pub(super) summer: Option<Summer>,
}

/// Summer time, and when it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Summer {
    /// What clocks are set to.
    pub(super) setting: Setting,
    /// When it begins, by the clocks of standard time.
    pub(super) begin: Yearly,
    /// When it ends, by the clocks of summer time.
    pub(super) end: Yearly,
}

/// A change of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Yearly {
    /// The day.
    pub(super) day: Day,
    /// Seconds after its midnight; may be negative, or longer than a day.
    pub(super) time: i32,
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A weekday of a month.
    Weekday {
        /// The month, from 1.
        month: u32,
        /// The how many-th such weekday it is; 5 is the last.
        week: u8,
        /// The weekday, from Sunday, which is 0.
        weekday: u8,
    },
    /// Days after New Year.
    Count(u32),
    /// The day of the year, from 1, as if 29 February were none.
    Julian(u32),
}

impl Rule {
    /// Reads a rule; `None` when it is none.
    pub(super) fn read(text: &'static str) -> Option<Self> {
        let mut rest = Rest(text);
        let name = rest.name()?;
        let standard = Setting { offset: -rest.time()?, abbreviation: name };
        if rest.0.is_empty() {
            return Some(Self { standard, summer: None });
        }
        let name = rest.name()?;
        let offset = match rest.0.starts_with(',') {
            true => standard.offset + 3600,
            false => -rest.time()?,
        };
        let setting = Setting { offset, abbreviation: name };
        let (begin, end) = (rest.yearly()?, rest.yearly()?);
        let summer = Some(Summer { setting, begin, end });
        rest.0.is_empty().then_some(Self { standard, summer })
    }
}

/// What of a rule is not yet read.
struct Rest(&'static str);

impl Rest {
    fn skip(&mut self, sign: char) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    /// Takes what the test lets through from the beginning.
    fn while_is(&mut self, test: impl Fn(char) -> bool) -> &'static str {
        let end = self.0.find(|c| !test(c)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at_checked(end).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    /// Takes `PST` or `<+03>`.
    fn name(&mut self) -> Option<&'static str> {
        if self.skip('<').is_none() {
            return Some(self.while_is(|c| c.is_ascii_alphabetic()))
                .filter(|name| !name.is_empty());
        }
        let name = self.while_is(|c| c != '>');
        self.skip('>')?;
        Some(name)
    }

    fn number(&mut self) -> Option<u32> {
        self.while_is(|c| c.is_ascii_digit()).parse().ok()
    }

    /// Takes `8`, `-3:30` or `2:00:00` as seconds.
    fn time(&mut self) -> Option<i32> {
        let sign = if self.skip('-').is_some() { -1 } else { 1 };
        // A plus sign may stand there.
        let _ = self.skip('+');
        let mut seconds = self.number()?.checked_mul(3600)?;
        for unit in [60, 1] {
            if self.skip(':').is_some() {
                seconds = seconds.checked_add(self.number()?.checked_mul(unit)?)?;
            }
        }
        Some(sign * i32::try_from(seconds).ok()?)
    }

    /// Takes `,M3.2.0/2`.
    fn yearly(&mut self) -> Option<Yearly> {
        self.skip(',')?;
        let day = if self.skip('M').is_some() {
            let month = self.number()?;
            self.skip('.')?;
            let week = u8::try_from(self.number()?).ok()?;
            self.skip('.')?;
            let weekday = u8::try_from(self.number()?).ok()?;
            Day::Weekday { month, week, weekday }
        } else if self.skip('J').is_some() {
            Day::Julian(self.number()?)
        } else {
            Day::Count(self.number()?)
        };
        let time = if self.skip('/').is_some() { self.time()? } else { 2 * 3600 };
        Some(Yearly { day, time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekday(month: u32, week: u8, weekday: u8, time: i32) -> Yearly {
        Yearly { day: Day::Weekday { month, week, weekday }, time }
    }

    #[test]
    fn a_rule_with_summer_time_is_read() {
        let rule = Rule::read("PST8PDT,M3.2.0,M11.1.0/1:30").unwrap();
        assert_eq!(rule.standard, Setting { offset: -8 * 3600, abbreviation: "PST" });
        let summer = rule.summer.unwrap();
        assert_eq!(summer.setting, Setting { offset: -7 * 3600, abbreviation: "PDT" });
        assert_eq!(summer.begin, weekday(3, 2, 0, 7200));
        assert_eq!(summer.end, weekday(11, 1, 0, 5400));
    }

    #[test]
    fn offsets_names_and_times_of_any_form_are_read() {
        let rule = Rule::read("<+1030>-10:30<+11>-11,J60/0,300/-1").unwrap();
        assert_eq!(rule.standard, Setting { offset: 37_800, abbreviation: "+1030" });
        let summer = rule.summer.unwrap();
        assert_eq!(summer.setting.offset, 39_600);
        assert_eq!(summer.begin, Yearly { day: Day::Julian(60), time: 0 });
        assert_eq!(summer.end, Yearly { day: Day::Count(300), time: -3600 });
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in ["", "PST", "8", "PST8PDT", "PST8PDT,M3.2.0", "PST8PDT,M3.2.0,M11.1.0x"] {
            assert_eq!(Rule::read(text), None, "{text}");
        }
    }
}
