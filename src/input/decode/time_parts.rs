//! Takes the usual forms of a time apart, eight bytes at a time.

/// The parts of a time that the quick way reads.
pub(super) struct TimeParts {
    pub(super) head: u64,
    /// The last three bytes of the date and what stands between date and time.
    pub(super) tail: u32,
    /// How the time is written.
    pub(super) marks: u32,
    /// Milliseconds since the day began, in the zone of the text or in UTC.
    pub(super) time: i64,
    /// Bytes of the date.
    pub(super) date: usize,
}

/// Bytes of most dates, and of the longest that the quick way reads.
pub(super) const DATE: usize = 10;

/// Bytes of the shortest: `1/6/26`.
pub(super) const SHORTEST_DATE: usize = 6;

/// Bits that are changed in the lowest byte of a tail, which the head holds as it is: how the times are
/// written. Days begin at other times in the zones of a text and of the column, and what is noted of a
/// time depends on how it is written.
pub(super) const NAMES_ZONE: u32 = 1;

pub(super) const WITH_SECONDS: u32 = 1 << 1;

/// Takes a text of the forms that most files have apart, a date of ten bytes and `15:12:01` or `15:12`
/// with `Z`, an offset with a colon or nothing after it, as [`other_parts`] does; `None` for all
/// others. By its length first, which seldom changes in a column, so that all else stands in known
/// places.
#[inline(always)]
pub(super) fn usual_parts(text: &[u8]) -> Option<TimeParts> {
    match text.len() {
        20 | 25 => parts_with_zone(text),
        19 => parts_of_19(text.as_array()?),
        _ => parts_of_16(text.as_array()?),
    }
}

/// Takes `2026-01-16T15:12:01Z` apart.
#[inline(always)]
pub(super) fn parts_of_20(text: &[u8; 20]) -> Option<TimeParts> {
    let (date, [between, time @ .., b'Z']) = date_and_rest::<20, 10>(text)? else {
        return None;
    };
    Some(whole(date, *between, time_of_day(*time)?, NAMES_ZONE | WITH_SECONDS))
}

/// Takes `2026-01-16 15:12:01` apart.
#[inline(always)]
pub(super) fn parts_of_19(text: &[u8; 19]) -> Option<TimeParts> {
    let (date, [between, time @ ..]) = date_and_rest::<19, 9>(text)?;
    Some(whole(date, *between, time_of_day(*time)?, WITH_SECONDS))
}

/// Takes `2026-01-16T15:12:01Z` and `2026-01-16T15:12:01+08:00` apart.
#[inline(always)]
pub(super) fn parts_with_zone(text: &[u8]) -> Option<TimeParts> {
    let (date, rest) = text.split_first_chunk()?;
    let ([between, time @ ..], zone) = rest.split_first_chunk::<9>()?;
    let ahead = match *zone {
        [b'Z'] => 0,
        [sign, h0, h1, b':', m0, m1] => offset([sign, h0, h1, m0, m1])?,
        _ => return None,
    };
    let time = time_of_day(*time)? - ahead;
    Some(whole(date, *between, time, NAMES_ZONE | WITH_SECONDS))
}

/// Takes `01/16/2026 15:12` apart.
#[inline(always)]
pub(super) fn parts_of_16(text: &[u8; 16]) -> Option<TimeParts> {
    let (date, [between, a, b, c, d, e]) = date_and_rest::<16, 6>(text)?;
    Some(whole(date, *between, time_of_day([*a, *b, *c, *d, *e, b':', b'0', b'0'])?, 0))
}

/// Splits a text after its date of ten bytes.
#[inline(always)]
pub(super) fn date_and_rest<const ALL: usize, const REST: usize>(
    text: &[u8; ALL],
) -> Option<(&[u8; DATE], &[u8; REST])> {
    let (date, rest) = text.split_first_chunk()?;
    Some((date, rest.as_array()?))
}

/// Puts the parts of a time together. Whether the byte after the date may stand there, the days that
/// were learnt say.
#[inline(always)]
pub(super) fn whole(date: &[u8; DATE], between: u8, time: i64, marks: u32) -> TimeParts {
    let [head @ .., _, _] = *date;
    let [.., x, y, z] = *date;
    let tail = u32::from_le_bytes([x, y, z, between]) ^ marks;
    TimeParts { head: u64::from_le_bytes(head), tail, marks, time, date: DATE }
}

/// Takes a text of any form of the quick way apart; `None` for all others.
#[inline(never)]
pub(super) fn other_parts(text: &[u8]) -> Option<TimeParts> {
    let length = text.iter().take(DATE + 1).position(|byte| matches!(byte, b' ' | b'T'))?;
    if length < SHORTEST_DATE {
        return None;
    }
    let (date, rest) = text.split_at_checked(length)?;
    let (between, mut rest) = rest.split_first()?;
    let mut marks = 0;
    let hour = leading_number(&mut rest)?;
    let minute = after_colon(&mut rest)?;
    let mut time = (i64::from(hour) * 60 + i64::from(minute)) * 60_000;
    if rest.first() == Some(&b':') {
        let second = after_colon(&mut rest)?;
        if second > 59 {
            return None;
        }
        marks |= WITH_SECONDS;
        time += i64::from(second) * 1000 + part_of_second(&mut rest)?;
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let after = match rest {
        [b' ', sign @ (b'+' | b'-'), digits @ ..] | [sign @ (b'+' | b'-'), digits @ ..] => {
            Some((sign, digits))
        }
        [] => None,
        [b'Z'] => Some((&b'+', &b"0000"[..])),
        _ => return None,
    };
    if let Some((sign, digits)) = after {
        marks |= NAMES_ZONE;
        time -= match *digits {
            [h0, h1] => offset([*sign, h0, h1, b'0', b'0'])?,
            [h0, h1, m0, m1] | [h0, h1, b':', m0, m1] => offset([*sign, h0, h1, m0, m1])?,
            _ => return None,
        };
    }
    let mut key = [0; DATE];
    key.iter_mut().zip(date).for_each(|(to, from)| *to = *from);
    let [head @ .., _, _] = key;
    let [.., x, y, z] = key;
    let tail = u32::from_le_bytes([x, y, z, *between]) ^ marks;
    Some(TimeParts { head: u64::from_le_bytes(head), tail, marks, time, date: length })
}

/// Reads one or two digits.
pub(super) fn leading_number(rest: &mut &[u8]) -> Option<u8> {
    let digit = |byte: &u8| Some(byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9);
    let (first, after) = rest.split_first()?;
    let number = digit(first)?;
    match after.split_first().and_then(|(second, after)| Some((digit(second)?, after))) {
        Some((second, after)) => {
            *rest = after;
            Some(number * 10 + second)
        }
        None => {
            *rest = after;
            Some(number)
        }
    }
}

/// Reads a colon and two digits.
pub(super) fn after_colon(rest: &mut &[u8]) -> Option<u8> {
    let ([b':', tens, ones], after) = rest.split_first_chunk::<3>()? else { return None };
    *rest = after;
    let [tens, ones] = [tens, ones].map(|byte| byte.wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| tens * 10 + ones)
}

/// Reads the milliseconds of `.609`, as many digits as there are; 0 where there is no full stop.
pub(super) fn part_of_second(rest: &mut &[u8]) -> Option<i64> {
    let Some((b'.' | b',', digits)) = rest.split_first() else { return Some(0) };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = digits.split_at_checked(count)?;
    *rest = after;
    let digit = |at: usize| digits.get(at).map_or(0, |byte| i64::from(byte - b'0'));
    (count > 0).then(|| digit(0) * 100 + digit(1) * 10 + digit(2))
}

/// Reads the sign and the digits of an offset, in milliseconds.
#[inline(always)]
pub(super) fn offset([sign, h0, h1, m0, m1]: [u8; 5]) -> Option<i64> {
    const TOO_MUCH: i64 = 15 * 3_600_000;
    let ahead = time_of_day([h0, h1, b':', m0, m1, b':', b'0', b'0'])?;
    if ahead >= TOO_MUCH || !matches!(sign, b'+' | b'-') {
        return None;
    }
    // The comma stands between the two: which of them it is need not be foreseen.
    Some(ahead * (i64::from(b',') - i64::from(sign)))
}

/// Reads `15:12:01`, all eight bytes at once, in milliseconds.
#[inline(always)]
pub(super) fn time_of_day(time: [u8; 8]) -> Option<i64> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // What each byte lacks to 0x80, beyond the most it may be: 29:59:59.
    const MOST: u64 = u64::from_le_bytes([0x7d, 0x76, 0x7f, 0x7a, 0x76, 0x7f, 0x7a, 0x76]);
    let word = u64::from_le_bytes(time) ^ u64::from_le_bytes(*b"00:00:00");
    let pairs = word.wrapping_mul(10).wrapping_add(word >> 8);
    let hour = pairs & 0xff;
    // Where the digits are right, an hour is below 30: above 23 it gets its high bit by what 24 lacks.
    if (word | word.wrapping_add(MOST) | (hour + (0x80 - 24))) & (ONES * 0x80) != 0 {
        return None;
    }
    // Minutes stand at bit 24 and seconds at bit 48, where both meet.
    let seconds = (pairs & 0xff_0000_ff00_0000).wrapping_mul(60 << 24 | 1) >> 48;
    Some(((hour * 3600 + seconds) * 1000).cast_signed())
}
