//! Finds the encodings that a text may have, and hands it out as UTF-8.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, Decoder, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_7, ISO_8859_8, SHIFT_JIS,
    UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1257,
};

/// How a text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    /// The encoding.
    pub(crate) encoding: &'static Encoding,
    /// Count of bytes of the byte order mark.
    pub(crate) mark: usize,
    /// Nothing in the text states it, and other encodings could be meant.
    pub(crate) is_guessed: bool,
}

/// Encodings that are tried where the detector's choice yields no title that is known.
const TRIED: [&Encoding; 7] =
    [GB18030, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, BIG5, SHIFT_JIS, EUC_KR];

/// Returns the encodings that a text may have, the likeliest first; none for what is no text.
/// A byte order mark, zeros in every second byte (UTF-16) and valid UTF-8 leave no choice.
pub(crate) fn candidates(head: &[u8], extent: TextExtent) -> Vec<TextEncoding> {
    match stated(head, extent) {
        Stated::Text(encoding) => vec![encoding],
        Stated::NoText => Vec::new(),
        Stated::Nothing => guesses(head, extent),
    }
}

/// Returns the encoding of a name as the web has it (`windows-1251`, `gbk`, `big5`); `None` for
/// other names, and for encodings that no table has.
pub fn encoding_named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase();
    let label = match name.as_str() {
        "cp949" | "uhc" => "euc-kr",
        "cp936" => "gbk",
        "cp932" | "sjis" => "shift_jis",
        "cp950" => "big5",
        "latin1" | "iso-8859-1" => "windows-1252",
        name => name,
    };
    let label = label.strip_prefix("cp125").map_or(label.to_owned(), |n| format!("windows-125{n}"));
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Returns the encoding that the user states, of a text that does not state its own: by the mark with which it begins,
/// or as JSON, which is UTF-8 (RFC 8259, 8.1).
pub(crate) fn named(encoding: &'static Encoding, head: &[u8]) -> Option<TextEncoding> {
    // The head may end within a sign.
    let is_utf_8 = std::str::from_utf8(head).err().is_none_or(|error| error.error_len().is_none());
    let is_json = matches!(head.trim_ascii_start(), [b'{' | b'[', ..]) && is_utf_8;
    let is_stated = Encoding::for_bom(head).is_some() || is_json;
    (!is_stated).then_some(TextEncoding { encoding, mark: 0, is_guessed: false })
}

/// How much of an input the bytes at hand are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextExtent {
    /// All of it.
    Whole,
    /// Its beginning; the last character may be cut.
    Beginning,
}

/// The characters of windows-1252 for the bytes from 0x80 to 0x9f.
const OF_WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Joins a text in which each byte of its UTF-8 stands as a character of its own, as where it was taken for
/// Latin-1 or windows-1252; any other text as it is. LibreOffice puts U+F100 and those after it for the bytes that
/// windows-1252 has no character for.
pub(crate) fn in_whole_characters(text: String) -> String {
    let byte = |sign: char| {
        let unassigned = u32::from(sign).checked_sub(0xf100);
        u8::try_from(unassigned.unwrap_or_else(|| u32::from(sign))).ok().or_else(|| {
            let place = OF_WINDOWS.chars().position(|own| own == sign)?;
            u8::try_from(0x80 + place).ok()
        })
    };
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

/// Returns whether a text is UTF-8 that was taken for GBK, which loses some bytes: 璁㈠崟鍙 for 订单号.
pub(crate) fn is_utf_8_taken_for_gbk(text: &str) -> bool {
    /// A character of three bytes may have been cut at the end, and one within.
    const MOST_LOST: usize = 3;
    let bytes = encoding_rs::GBK.encode(text).0;
    let lossy = String::from_utf8_lossy(&bytes);
    let is_han = |sign: &char| matches!(sign, '\u{4e00}'..='\u{9fff}');
    let lost = lossy.chars().filter(|sign| *sign == char::REPLACEMENT_CHARACTER).count();
    !text.is_ascii() && lost <= MOST_LOST && lossy.chars().any(|sign| is_han(&sign))
}

/// Returns the character that six bytes write as CESU-8 does (Oracle's `UTF8`, Java's modified UTF-8): each half
/// of a surrogate pair in three bytes.
fn of_surrogate_pair(bytes: &[u8; 6]) -> Option<char> {
    let [0xed, high @ 0xa0..=0xaf, a, 0xed, low @ 0xb0..=0xbf, b] = bytes.map(u32::from) else {
        return None;
    };
    let unit = |first: u32, second: u32| (first & 0x3f) << 6 | (second & 0x3f);
    char::from_u32(0x1_0000 + ((unit(high, a) & 0x3ff) << 10) + (unit(low, b) & 0x3ff))
}

/// Returns where the next pair stands in a text and which character it is.
fn surrogate_pair(text: &[u8]) -> Option<(usize, char)> {
    memchr::memchr_iter(0xed, text)
        .find_map(|at| Some((at, of_surrogate_pair(text.get(at..)?.first_chunk()?)?)))
}

/// Returns whether a text has a character in CESU-8 that UTF-8 writes in four bytes.
pub(crate) fn has_surrogate_pair(text: &[u8]) -> bool {
    surrogate_pair(text).is_some_and(|(at, _)| {
        text.get(..at).is_some_and(|before| std::str::from_utf8(before).is_ok())
    })
}

/// Returns a text in CESU-8 in UTF-8.
pub(crate) fn without_surrogate_pairs(text: &[u8]) -> Vec<u8> {
    let (mut rest, mut plain) = (text, Vec::with_capacity(text.len()));
    while let Some((at, sign)) = surrogate_pair(rest) {
        plain.extend_from_slice(rest.get(..at).expect("the pair begins in the text"));
        plain.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
        rest = rest.get(at + 6..).expect("a pair has six bytes");
    }
    plain.extend_from_slice(rest);
    plain
}

enum Stated {
    Text(TextEncoding),
    NoText,
    Nothing,
}

fn stated(head: &[u8], extent: TextExtent) -> Stated {
    let text = |encoding, mark| Stated::Text(TextEncoding { encoding, mark, is_guessed: false });
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return text(encoding, mark);
    }
    let sample = head.get(..4096).unwrap_or(head);
    if sample.len() >= 4 {
        let zeros = |odd: usize| {
            let half: Vec<_> = sample.iter().skip(odd).step_by(2).collect();
            let count = half.iter().filter(|b| ***b == 0).count();
            count * 10 >= half.len() * 4
        };
        match (zeros(0), zeros(1)) {
            (false, true) => return text(UTF_16LE, 0),
            (true, false) => return text(UTF_16BE, 0),
            (true, true) => return Stated::NoText,
            (false, false) => {}
        }
    }
    if sample.contains(&0) {
        return Stated::NoText;
    }
    if simdutf8::basic::from_utf8(head).is_ok() {
        return text(UTF_8, 0);
    }
    match std::str::from_utf8(head) {
        Ok(_) => text(UTF_8, 0),
        Err(error) if error.error_len().is_none() && extent == TextExtent::Beginning => {
            text(UTF_8, 0)
        }
        // Mostly valid UTF-8 with a damaged spot stays UTF-8, so that the spot is reported.
        Err(error) if error.valid_up_to() > 0 && mostly_utf8(head) => text(UTF_8, 0),
        Err(_) => Stated::Nothing,
    }
}

/// What the detector takes a text for, then every other encoding in which it has no error.
fn guesses(head: &[u8], extent: TextExtent) -> Vec<TextEncoding> {
    let guess = detected(head);
    // GB18030 holds GBK, and is what Chinese programs mean by it.
    let guess = if guess == GBK { GB18030 } else { guess };
    // A cut may fall inside a character, so the last bytes are not held against an encoding.
    let body = head
        .get(..head.len().saturating_sub(4))
        .filter(|_| extent == TextExtent::Beginning)
        .unwrap_or(head);
    let guess = by_words(body).unwrap_or(guess);
    let guess =
        if TAKEN_FOR_RUSSIAN.contains(&guess) && is_russian(body) { WINDOWS_1251 } else { guess };
    let others = TRIED.into_iter().filter(|encoding| *encoding != guess);
    std::iter::once(guess)
        .chain(others)
        .filter(|encoding| {
            encoding.decode_without_bom_handling_and_without_replacement(body).is_some()
        })
        .map(|encoding| TextEncoding { encoding, mark: 0, is_guessed: true })
        .collect()
}

/// Returns what the detector takes a text for, by the first lines that are not ASCII: it looks at each byte several
/// times.
fn detected(head: &[u8]) -> &'static Encoding {
    const ENOUGH: usize = 128 * 1024;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut fed = 0;
    for line in head.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        detector.feed(line, false);
        fed += line.len();
        if fed >= ENOUGH {
            break;
        }
    }
    detector.guess(None, Utf8Detection::Deny)
}

/// Returns the encoding in which most of what is not ASCII in a text is what stands in columns of times and of
/// blanks: 年月日, 上午, 无, full-width digits. So little text says nothing to the detector.
fn by_words(text: &[u8]) -> Option<&'static Encoding> {
    const CHINESE: &str = "年 月 日 号 时 分 秒 上午 下午 凌晨 早上 中午 晚上 星期一 星期二 星期三 星期四 星期五 星期六 \
        星期日 周一 周二 周三 周四 周五 周六 周日 无 空 暂无 — —— －";
    const KOREAN: &str = "년 월 일 시 분 초 오전 오후";
    const JAPANESE: &str = "年 月 日 時 分 秒 午前 午後";
    let is_of = |(encoding, words): &(&'static Encoding, &str)| {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(text);
        decoded.is_some_and(|decoded| {
            let is_digit = |sign: char| matches!(sign, '０'..='９' | '：' | '／');
            let runs = decoded.split(|sign: char| sign.is_ascii()).filter(|run| !run.is_empty());
            let is_known = |run: &str| {
                words.split_whitespace().any(|word| word == run) || run.chars().all(is_digit)
            };
            let (known, all) = runs
                .fold((0, 0), |(known, all), run| (known + usize::from(is_known(run)), all + 1));
            known * 2 > all
        })
    };
    [(GB18030, CHINESE), (EUC_KR, KOREAN), (SHIFT_JIS, JAPANESE)]
        .into_iter()
        .find(is_of)
        .map(|(encoding, _)| encoding)
}

/// What the detector takes short texts in Russian for.
const TAKEN_FOR_RUSSIAN: [&Encoding; 9] = [
    WINDOWS_1250,
    WINDOWS_1252,
    WINDOWS_1253,
    WINDOWS_1254,
    WINDOWS_1255,
    WINDOWS_1257,
    ISO_8859_2,
    ISO_8859_7,
    ISO_8859_8,
];

/// Returns whether all words of a text that are not ASCII may be Russian in windows-1251: of Russian letters alone, with
/// capitals at their beginning or throughout, and each longer one with a vowel. Words of Western languages have letters
/// of ASCII too.
fn is_russian(text: &[u8]) -> bool {
    const LONG: usize = 3;
    let Some(text) = WINDOWS_1251.decode_without_bom_handling_and_without_replacement(text) else {
        return false;
    };
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    let (mut longest, mut has_capital) = (0, false);
    for word in words {
        let is_letter = |c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё');
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let length = word.chars().count();
        let is_regular = capitals == 0
            || capitals == length
            || capitals == 1 && word.starts_with(char::is_uppercase);
        let is_sounding =
            length < LONG || word.to_lowercase().contains(|c| "аеёиоуыэюя".contains(c));
        if !word.chars().all(is_letter) || !is_regular || !is_sounding {
            return false;
        }
        longest = longest.max(length);
        has_capital |= capitals > 0;
    }
    // Hebrew has no capitals: its letters stand where the small ones of Russian do.
    longest >= LONG && has_capital
}

/// Returns whether at least half of the non-ASCII characters of a text are valid UTF-8.
fn mostly_utf8(head: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// A reader that turns any encoding into UTF-8. UTF-8 itself is passed through unchecked: the
/// record reader checks it, because it can name the row.
pub(crate) struct Utf8Reader<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    skip: usize,
    ended: bool,
}

const CHUNK: usize = 64 * 1024;
/// What a line break of UTF-16 becomes behind a byte that is missing: a character that there is not.
const SHIFTED_BREAK: char = '\u{a00}';

impl<R: Read> Utf8Reader<R> {
    /// Wraps a reader that stands at the very beginning of a text.
    pub(crate) fn new(inner: R, encoding: TextEncoding) -> Self {
        let decoder = (encoding.encoding != UTF_8)
            .then(|| encoding.encoding.new_decoder_without_bom_handling());
        Self {
            inner,
            decoder,
            raw: Vec::new(),
            ready: Vec::new(),
            taken: 0,
            skip: encoding.mark,
            ended: false,
        }
    }

    fn skip_mark(&mut self) -> io::Result<()> {
        let mut mark = [0; 4];
        if let Some(mark) = mark.get_mut(..self.skip).filter(|mark| !mark.is_empty()) {
            crate::input::container::raw_file::read_up_to(&mut self.inner, mark)?;
        }
        self.skip = 0;
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        self.raw.resize(CHUNK, 0);
        let count = self.inner.read(&mut self.raw)?;
        self.ended = count == 0;
        let chunk = self.raw.get(..count).expect("a reader fills no more than it is given");
        let room = decoder.max_utf8_buffer_length(count).unwrap_or(CHUNK * 3);
        let mut text = String::with_capacity(room);
        let _ = decoder.decode_to_string(chunk, &mut text, self.ended);
        let is_utf_16 = [UTF_16LE, UTF_16BE].contains(&decoder.encoding());
        if is_utf_16 && text.contains(SHIFTED_BREAK) {
            let lost =
                "a byte of its UTF-16 is missing, or one is too many; download or export it again";
            return Err(io::Error::new(io::ErrorKind::InvalidData, lost));
        }
        self.ready = text.into_bytes();
        self.taken = 0;
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.skip > 0 {
            self.skip_mark()?;
        }
        if self.decoder.is_none() {
            return self.inner.read(buffer);
        }
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let rest = self.ready.get(self.taken..).expect("no more is taken than is ready");
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let encoding = candidates(bytes, TextExtent::Whole)[0];
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_ends_as_the_same_text() {
        let text = "订单号,下单时间\n8208460785972844,2026-01-16\n";
        assert_eq!(read(text.as_bytes()), text);
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), text);
        assert_eq!(read(&GB18030.encode(text).0), text);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xff, 0xfe][..], &utf16].concat();
        assert_eq!(read(&with_mark), text);
        let latin = "order_id,created_at\n8208460785972844,2026-01-16\n";
        let bare: Vec<u8> = latin.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bare), latin);
    }

    #[test]
    fn utf_16_with_a_byte_lost_is_an_error() {
        let text = "\u{feff}订单号,下单时间\n8208460785972844,2026-01-16\n".repeat(3);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encoding = candidates(&bytes, TextExtent::Whole)[0];
        let read = |bytes: &[u8]| Utf8Reader::new(bytes, encoding).read_to_end(&mut Vec::new());
        assert!(read(&bytes).is_ok());
        let (before, after) = bytes.split_at(31);
        assert!(read(&[before, after.get(1..).unwrap()].concat()).is_err());
        assert!(read(&[before, b"a", after].concat()).is_err());
    }

    #[test]
    fn a_damaged_spot_does_not_change_the_encoding() {
        let mut bytes = "订单号,下单时间\n".repeat(20).into_bytes();
        bytes.insert(60, 0xff);
        assert_eq!(candidates(&bytes, TextExtent::Whole)[0].encoding, UTF_8);
    }

    #[test]
    fn a_text_that_was_taken_for_latin_letters_is_joined() {
        let text = "订单号,é";
        let latin: String = text.bytes().map(char::from).collect();
        let of_windows = WINDOWS_1252.decode(text.as_bytes()).0.into_owned();
        let of_libreoffice = of_windows.replace('\u{8d}', "\u{f18d}").replace('\u{8f}', "\u{f18f}");
        assert_ne!(of_libreoffice, of_windows);
        for spoilt in [latin, of_windows, of_libreoffice] {
            assert_eq!(in_whole_characters(spoilt), text);
        }
        for text in ["é", "订单号", "plain"] {
            assert_eq!(in_whole_characters(text.to_owned()), text);
        }
    }

    #[test]
    fn a_text_that_was_taken_for_gbk_is_known() {
        for text in ["订单号", "订单状态", "下单时间", "商品 ID", "实际发货单号"]
        {
            let spoilt = encoding_rs::GBK.decode(text.as_bytes()).0;
            assert!(is_utf_8_taken_for_gbk(&spoilt), "{spoilt}");
            assert!(!is_utf_8_taken_for_gbk(text), "{text}");
        }
        for text in ["order_id", "Número de pedido", "номер заказа", "주문 번호"] {
            assert!(!is_utf_8_taken_for_gbk(text), "{text}");
        }
    }

    #[test]
    fn characters_in_two_halves_of_three_bytes_are_joined() {
        let cesu = b"a\xed\xa0\xbd\xed\xb8\x80b\xed\xa0\xbd\xed\xb8\x81";
        assert!(has_surrogate_pair(cesu));
        assert_eq!(without_surrogate_pairs(cesu), "a😀b😁".as_bytes());
        for text in ["한국 한국", "a😀", ""] {
            assert!(!has_surrogate_pair(text.as_bytes()));
            assert_eq!(without_surrogate_pairs(text.as_bytes()), text.as_bytes());
        }
        assert!(!has_surrogate_pair(&EUC_KR.encode("한국 대한민국").0));
    }

    #[test]
    fn a_picture_is_no_text() {
        let picture = [0x89, b'P', b'N', b'G', 0, 0, 0, 1, 0, 0, 0, 0];
        assert_eq!(candidates(&picture, TextExtent::Whole), []);
    }

    #[test]
    fn few_words_of_times_are_read_in_the_encoding_that_has_them() {
        for (encoding, time) in [
            (GB18030, "2025/10/9 上午 9:24:05"),
            (GB18030, "2026年1月14日"),
            (GB18030, "无"),
            (GB18030, "—"),
            (GB18030, "２０２６-０１-１４"),
            (EUC_KR, "2025년 7월 25일 16:53:00"),
            (SHIFT_JIS, "2025年7月25日 午後 1:02"),
        ] {
            let text = format!("order_id,opened_at\n8208460785972844,{time}\n");
            let bytes = encoding.encode(&text).0;
            assert_eq!(candidates(&bytes, TextExtent::Whole)[0].encoding, encoding, "{time}");
        }
    }

    #[test]
    fn short_texts_in_russian_are_read_before_hebrew_and_greek() {
        for (encoding, shop) in [
            (WINDOWS_1251, "Магазин ламп"),
            (WINDOWS_1251, "Свет"),
            (WINDOWS_1251, "Дом и сад"),
            (WINDOWS_1251, "ООО Ёлка"),
            (WINDOWS_1252, "España"),
            (WINDOWS_1252, "Café à gauche"),
            (WINDOWS_1253, "Αθήνα"),
            (WINDOWS_1253, "Ελλάδα φως"),
            (ISO_8859_8, "תל אביב"),
        ] {
            let rows = format!("8208460785972844,{shop}\n").repeat(40);
            let bytes = encoding.encode(&format!("order_id,shop\n{rows}")).0.into_owned();
            assert_eq!(candidates(&bytes, TextExtent::Whole)[0].encoding, encoding, "{shop}");
        }
    }

    #[test]
    fn texts_of_many_languages_are_recognised() {
        let texts: [(&Encoding, &str); 6] = [
            (WINDOWS_1251, "Номер заказа;Дата создания\n1;Россия\n2;Беларусь\n"),
            (WINDOWS_1252, "Número de pedido;Fecha de creación\n1;España\n2;Perú\n"),
            (WINDOWS_1254, "Sipariş numarası;Oluşturma tarihi\n1;Türkiye\n2;Kıbrıs\n"),
            (EUC_KR, "주문 번호,주문 날짜\n1,대한민국\n"),
            (BIG5, "訂單編號,下單時間\n1,臺灣\n"),
            (SHIFT_JIS, "注文番号,注文日時\n1,日本\n"),
        ];
        for (encoding, text) in texts {
            let bytes = encoding.encode(text).0;
            let found = candidates(&bytes, TextExtent::Whole);
            assert!(found.iter().any(|one| one.encoding == encoding), "{}", encoding.name());
            assert!(found.iter().all(|one| one.is_guessed));
        }
    }
}
