#!/usr/bin/env bash
# Seen on 2026-11-30 with the Rust crate chinese-number 0.8.2 (from crates.io, built with cargo), which reads and writes Chinese
# numbers: the same text is another number by the type that is asked for. 一百五, a hundred and fifty, is 150 as an integer and
# 105 as `f64`; 两千三 is 2300 and 2003, 三万四 is 34000 and 30004, and 一亿五 is 150000000 and 100000005. The crate's own
# documentation says 2300 and 34000 for these. And an amount with a fraction is written without the yuan between: 12.5 is 十二五角,
# "twelve five jiao", and 100.5 is 一百五角, which are 105 jiao or 10.50 yuan. 100 and 0.5 yuan are 一百元五角. There is no error.
# cn2an 0.5.24 (PyPI) reads the same texts, with `smart`, as the integers do; its `rmb` writes 元 between.
#
# Refunds and prices in words so are wrong by a factor. `disputes` reads amounts that are written in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "numbers"
version = "0.1.0"
edition = "2021"
[dependencies]
chinese-number = "=0.8.2"
[workspace]
TOML
cat >src/main.rs <<'RS'
use chinese_number::{ChineseCase, ChineseCountMethod::TenThousand, ChineseToNumber, ChineseVariant, NumberToChinese};

fn main() {
    for text in ["一百五", "两千三", "三万四", "一亿五", "一百五十", "一百零五"] {
        let whole: i64 = text.to_number(TenThousand).expect("the crate reads the text");
        let other: f64 = text.to_number(TenThousand).expect("the crate reads the text");
        println!("{text}: i64 {whole}, f64 {other}");
    }
    for amount in [12.5, 100.5, 100.05, 8.2, 0.29, 100.0] {
        let text = amount.to_chinese(ChineseVariant::Simple, ChineseCase::Lower, TenThousand);
        println!("{amount}: {}", text.expect("the crate writes the amount"));
    }
}
RS
CARGO_TARGET_DIR="$folder/target" CARGO_PROFILE_DEV_DEBUG=0 cargo build --quiet
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cn2an==0.5.24
cat >beside.py <<'PY'
import cn2an

for text in ("一百五", "两千三", "三万四", "一百五十", "一百零五"):
    print(f"{text}: cn2an {cn2an.cn2an(text, 'smart')}")
for amount in (12.5, 100.5, 100.05, 8.2, 0.29, 100.0):
    print(f"{amount}: cn2an {cn2an.an2cn(amount, 'rmb')}")
PY
{ target/debug/numbers; python/bin/python beside.py; } >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other numbers"; exit 1; }
一百五: i64 150, f64 105
两千三: i64 2300, f64 2003
三万四: i64 34000, f64 30004
一亿五: i64 150000000, f64 100000005
一百五十: i64 150, f64 150
一百零五: i64 105, f64 105
12.5: 十二五角
100.5: 一百五角
100.05: 一百五分
8.2: 八二角
0.29: 二角九分
100: 一百
一百五: cn2an 150
两千三: cn2an 2300
三万四: cn2an 34000
一百五十: cn2an 150
一百零五: cn2an 105
12.5: cn2an 壹拾贰元伍角
100.5: cn2an 壹佰元伍角
100.05: cn2an 壹佰元零伍分
8.2: cn2an 捌元贰角
0.29: cn2an 贰角玖分
100.0: cn2an 壹佰元整
SEEN
echo "as seen: a hundred and fifty is 105"
