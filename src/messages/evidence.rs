//! The evidence of labels in Chinese: names of sites stay, what is said of them is translated.

/// What is said of sources, the longer before what it holds.
const PHRASES: &[(&str, &str)] = &[
    ("unsourced: proposed translation, check against live UI", "无来源：自拟译文，请对照实际界面"),
    ("same button per en official help", "按英文官方帮助，是同一个按钮"),
    (
        "ambiguous: also means cancel the order; always add the English label",
        "有歧义：也可指取消订单；须附英文按钮名",
    ),
    ("parallel to en", "仿英文"),
    ("parallel to pt-BR page of the same site", "仿该站的巴西葡萄牙语页面"),
    ("site may show the pt-BR strings to Portugal", "网站对葡萄牙可能显示巴西葡萄牙语"),
    ("old UI form", "旧版界面"),
    ("old official page", "旧官方页面"),
    ("Czech/Slovak guides quote the English button", "捷克语和斯洛伐克语教程引用英文按钮"),
    ("quotes English UI", "引用英文界面"),
    ("quotes English", "引用英文"),
    (
        "machine translation of the Chinese seller text; not an English UI label",
        "中文卖家文章的机器翻译，并非英文界面的按钮",
    ),
    ("machine-translated page, phrase only", "机器翻译的页面，只有短语"),
    ("machine-translated page", "机器翻译的页面"),
    ("older machine-translated UI", "旧版机器翻译界面"),
    ("auto-generated page", "自动生成的页面"),
    ("auto-generated guide", "自动生成的教程"),
    ("content farm", "内容农场"),
    ("weak: generic content site", "可信度低：普通内容站"),
    ("section that holds the support chat; older UI", "客服聊天所在栏目；旧版界面"),
    ("title uses Streitfall", "标题用 Streitfall"),
    ("other guides say", "其他教程写作"),
    ("other translated pages say", "其他翻译页面写作"),
    ("sources disagree", "来源不一致"),
    (
        "general German guides use the term; label not seen quoted",
        "普通德语教程用此词；未见引用按钮文字",
    ),
    ("Polish guides use the term; label not seen quoted", "波兰语教程用此词；未见引用按钮文字"),
    ("mentions a different wording on another form", "提到另一表单上的不同文字"),
    ("term, translated page", "用词，翻译页面"),
    ("term, inflected in the text", "用词，文中有变格"),
    ("term, transliteration", "用词，音译"),
    ("term in headline", "标题中的用词"),
    ("term on the order list", "订单列表上的用词"),
    ("term", "用词"),
    ("describes the page, not a quoted label", "只描述页面，没有引用按钮文字"),
    ("says to confirm; button text not quoted", "只说要确认，没有引用按钮文字"),
    ("inside the dispute; full button text not given", "（在纠纷页内）；没有给出完整按钮文字"),
    ("copy of official help", "官方帮助的副本"),
    ("German guide", "德语教程"),
    ("translated from Russian, old 2010s UI", "译自俄语，2010 年代旧版界面"),
    ("seller article, 2022 2022", "2022 年卖家文章"),
    ("seller article, 2022", "2022 年卖家文章"),
    ("Chinese gloss of the English button", "英文按钮的中文释义"),
    ("descriptive", "描述性文字"),
    ("step ", "第 "),
    ("uses the phrase, button text itself not seen quoted", "用此短语，未见引用按钮文字"),
    ("old app; current app may say Профиль - unverified", "旧版 App；现版可能写作 Профиль，未核实"),
    ("warns: closes for good", "提醒：会彻底结束"),
    ("mirrored official page title", "官方页面标题的镜像"),
    ("copy of the AliExpress Help Center", "AliExpress 帮助中心的副本"),
    ("translated page implies it", "翻译页面有此含义"),
    ("Hebrew gloss of the English label Open Dispute", "英文按钮 Open Dispute 的希伯来语释义"),
    ("Hebrew gloss of Refund Only", "Refund Only 的希伯来语释义"),
    ("public GitHub script selecting the live button text", "公开的 GitHub 脚本，选取实际按钮文字"),
    ("on the order detail page", "（订单详情页）"),
    ("index file id", "索引文件编号"),
    ("AliExpress entry", "AliExpress 条目"),
    (
        "mirror of official help answer on cancelling a return request",
        "关于取消退货申请的官方帮助的镜像",
    ),
    ("cancel-order form; not seen in cancel-dispute flow", "取消订单的表单；取消纠纷时未见"),
    (
        "cancel-order pop-up; not seen quoted in the cancel-dispute flow",
        "取消订单的弹窗；取消纠纷时未见引用",
    ),
    (
        "translated) mentions an orange Send button on the cancel-order form",
        "翻译）提到取消订单表单上的橙色 Send 按钮",
    ),
    (
        "seen on open-dispute and cancel-order forms; NOT seen in the current cancel flow",
        "见于提起纠纷和取消订单的表单；现行取消流程中未见",
    ),
    ("uses the noun", "用名词"),
    (" use \"", " 用 \""),
    ("quotes", "引用"),
    ("also ", "另有 "),
];

/// Returns a label's evidence in Chinese.
pub fn evidence_in_chinese(evidence: &str) -> String {
    let text = evidence.to_owned();
    PHRASES.iter().fold(text, |text, (english, chinese)| text.replace(english, chinese))
}

#[cfg(test)]
mod tests {
    use super::super::{LANGUAGES, labels};
    use super::*;

    #[test]
    fn no_sentence_of_a_label_s_evidence_stays_in_english() {
        for language in &LANGUAGES {
            for label in labels(language).unwrap() {
                let told = evidence_in_chinese(&label.evidence);
                let mut row = 0;
                for word in told.split(' ') {
                    let is_plain = word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
                    row = if is_plain { row + 1 } else { 0 };
                    assert!(row < 3, "{told}");
                }
            }
        }
    }
}
