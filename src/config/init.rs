//! The text of a new settings file: what was answered is in it, all else is commented out.

use super::EXAMPLE;

/// What a seller has answered; what is empty is commented out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Language of what the seller reads: `en` or `zh`.
    pub(crate) locale: Option<String>,
    /// The seller's own time zone, as an IANA name.
    pub(crate) zone: Option<String>,
    /// The shops.
    pub(crate) shops: Vec<ShopAnswer>,
    /// Limits of each shop by metric, as `5%`.
    pub(crate) limits: Vec<(String, String)>,
    /// The kind of a receiver of notices, and its name.
    pub(crate) receiver: Option<String>,
}

/// What a seller has answered of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShopAnswer {
    /// Its name.
    pub(crate) name: Option<String>,
    /// Its files: paths and patterns.
    pub(crate) files: Vec<String>,
}

impl ShopAnswer {
    fn files(&self) -> String {
        let files: Vec<String> = self.files.iter().map(|file| quoted(file)).collect();
        format!("files = [{}]", files.join(", "))
    }

    fn name(&self) -> String {
        pair("name", self.name.as_deref().unwrap_or(USUAL_SHOP))
    }
}

/// The name of a shop whose files or limits are given without it.
const USUAL_SHOP: &str = "main";

/// Returns the text of the settings. The first of each kind of block of the example takes the answers.
pub(crate) fn text(answers: &Answers) -> String {
    let mut text = String::new();
    let has_shop = !answers.shops.is_empty() || !answers.limits.is_empty();
    let unnamed = ShopAnswer::default();
    let shop = answers.shops.first().unwrap_or(&unnamed);
    let mut section = String::new();
    for line in EXAMPLE.lines() {
        let is_value = !line.is_empty() && !line.starts_with('#');
        if !is_value {
            text.push_str(&format!("{line}\n"));
            continue;
        }
        if line.starts_with('[') {
            // A block that comes a second time is another example.
            let again = section.split(' ').any(|known| known == line);
            section = format!("{section} {line}{}", if again { "again" } else { "" });
        }
        let block = section.rsplit(' ').next().expect("a split text has a part");
        let key = line.split('=').next().expect("a split text has a part").trim();
        let live = match (block, key) {
            ("", "locale") => answers.locale.as_deref().map(|own| pair(key, own)),
            ("", "zone") => answers.zone.as_deref().map(|own| pair(key, own)),
            ("[[shop]]", "[[shop]]") => has_shop.then(|| line.to_owned()),
            ("[[shop]]", "name") => has_shop.then(|| shop.name()),
            ("[[shop]]", "files") => (!shop.files.is_empty()).then(|| shop.files()),
            ("[shop.limits]", "[shop.limits]") => {
                (!answers.limits.is_empty()).then(|| line.to_owned())
            }
            ("[shop.limits]", "dispute_rate") => (!answers.limits.is_empty()).then(|| {
                let limits = answers.limits.iter().map(|(metric, value)| pair(metric, value));
                limits.collect::<Vec<_>>().join("\n")
            }),
            ("[[notify]]", "[[notify]]") => answers.receiver.as_ref().map(|_| line.to_owned()),
            ("[[notify]]", "name" | "kind") => {
                answers.receiver.as_deref().map(|own| pair(key, own))
            }
            ("[[notify]]", "url_file") => {
                answers.receiver.as_deref().map(|own| pair(key, &format!("{own}-url")))
            }
            _ => None,
        };
        match live {
            Some(live) => text.push_str(&format!("{live}\n")),
            None => text.push_str(&format!("#{line}\n")),
        }
    }
    for shop in answers.shops.iter().skip(1) {
        text.push_str(&format!("\n[[shop]]\n{}\n{}\n", shop.name(), shop.files()));
        if !answers.limits.is_empty() {
            let limits = answers.limits.iter().map(|(metric, value)| pair(metric, value));
            text.push_str(&format!("limits = {{ {} }}\n", limits.collect::<Vec<_>>().join(", ")));
        }
    }
    text
}

fn pair(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

/// Quotes a text: in single quotes, in which a backslash is a backslash, where it can be.
fn quoted(value: &str) -> String {
    if value.contains('\'') || value.chars().any(char::is_control) {
        toml::Value::String(value.to_owned()).to_string()
    } else {
        format!("'{value}'")
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn without_answers_nothing_is_set() {
        assert_eq!(parse(&text(&Answers::default())).unwrap(), Default::default());
    }

    #[test]
    fn what_was_answered_is_set_and_nothing_else() {
        let answers = Answers {
            locale: Some("zh".to_owned()),
            zone: Some("Asia/Shanghai".to_owned()),
            shops: vec![
                ShopAnswer {
                    name: Some("O'Neil \"& Co\" 店".to_owned()),
                    files: vec![r"C:\Users\me\*.xlsx".to_owned(), "b/d*.json".to_owned()],
                },
                ShopAnswer { name: Some("B".to_owned()), files: vec!["b".to_owned()] },
            ],
            limits: vec![
                ("dispute_rate".to_owned(), "5%".to_owned()),
                ("not_received_rate".to_owned(), "2%".to_owned()),
            ],
            receiver: Some("dingtalk".to_owned()),
        };
        let settings = parse(&text(&answers)).unwrap();
        assert_eq!(settings.locale.as_deref(), Some("zh"));
        assert_eq!(settings.zone.as_deref(), Some("Asia/Shanghai"));
        let [shop, second] = settings.shops.as_slice() else { panic!("{settings:?}") };
        for (shop, answer) in [shop, second].into_iter().zip(&answers.shops) {
            assert_eq!((Some(&shop.name), &shop.files), (answer.name.as_ref(), &answer.files));
            assert_eq!(shop.limits.len(), 2);
        }
        assert_eq!(shop.api, None);
        let [receiver] = settings.notify.as_slice() else { panic!("{settings:?}") };
        assert_eq!((receiver.kind.as_str(), receiver.on.len()), ("dingtalk", 0));
        assert!(settings.map.is_empty() && settings.window.is_none() && settings.store.is_none());
    }

    #[test]
    fn files_without_a_shop_belong_to_one_with_the_usual_name() {
        let shop = ShopAnswer { name: None, files: vec!["*.xlsx".to_owned()] };
        let answers = Answers { shops: vec![shop], ..Answers::default() };
        let settings = parse(&text(&answers)).unwrap();
        assert_eq!(settings.shops[0].name, USUAL_SHOP);
        assert!(settings.shops[0].limits.is_empty());
    }
}
