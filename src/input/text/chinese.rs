//! Chinese titles and words, which are listed in simplified characters, from texts in traditional ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each traditional character that a title, a word, a country's name or a date may have, and after it its
/// simplified form, as Unihan has them (`kSimplifiedVariant`).
const PAIRS: &str = "\
    與与業业東东個个箇个為为爲为烏乌喬乔買买於于亞亚產产産产僅仅倉仓價价優优倫伦彿佛傭佣剋克\
    蘭兰關关茲兹內内岡冈寫写況况凍冻準准淩凌減减幾几凱凯剛刚別别彆别製制務务動动勞劳區区協协\
    單单賣卖盧卢發发髮发變变敘叙檯台臺台颱台號号閤合後后員员週周響响迴回國国圖图聖圣處处備备\
    奧奥寧宁甯宁實实傢家賓宾對对爾尔屬属嶼屿島岛幣币佈布乾干幹干榦干庫库應应開开彔录錄录録录\
    徵征態态總总噁恶惡恶託托釦扣擴扩揚扬摺折報报揀拣擇择撾挝損损數数無无時时機机來来闆板極极\
    標标湯汤沒没註注澤泽濟济潤润灣湾滿满點点愛爱狀状電电眞真碼码確确種种祕秘稱称稅税類类係系\
    繫系糾纠約约納纳紛纷紐纽細细紹绍結结維维緬缅編编縮缩繳缴網网羅罗羣群聯联脫脱臘腊囌苏甦苏\
    蘇苏萊莱薩萨懞蒙濛蒙矇蒙補补錶表規规計计訂订認认記记識识話话誕诞詳详語语請请諾诺調调貝贝\
    負负責责賬账貨货質质購购貼贴費费資资讚赞贊赞輸输達达運运選选郵邮埰采寀采採采裏里裡里鋪铺\
    鏈链銷销錯错長长門门閉闭問问間间際际陸陆險险麪面麫面麵面韋韦韓韩項项須须鬚须頓顿預预領领\
    題题額额風风馬马魯鲁鮮鲜麥麦";

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let signs: Vec<char> = PAIRS.chars().collect();
    signs
        .as_chunks()
        .0
        .iter()
        .map(|[traditional, simplified]| (*traditional, *simplified))
        .collect()
});

/// Returns a text with simplified characters in place of traditional ones, as far as they are known.
pub(crate) fn simplified(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    text.chars().map(|sign| SIMPLIFIED.get(&sign).copied().unwrap_or(sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_is_listed_once_and_none_is_simplified_twice() {
        assert_eq!(PAIRS.chars().count(), 2 * SIMPLIFIED.len());
        for (traditional, sign) in SIMPLIFIED.iter() {
            assert!(!SIMPLIFIED.contains_key(sign), "{traditional}");
        }
    }

    #[test]
    fn titles_words_and_zones_are_told_in_traditional_characters() {
        for (text, plain) in [
            ("訂單號", "订单号"),
            ("確認收貨時間（北京時間）", "确认收货时间（北京时间）"),
            ("等待買家收貨", "等待买家收货"),
            ("實際發貨單號", "实际发货单号"),
            ("俄羅斯", "俄罗斯"),
            ("order_id", "order_id"),
            ("订单号", "订单号"),
        ] {
            assert_eq!(simplified(text.to_owned()), plain);
        }
    }
}
