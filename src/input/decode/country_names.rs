//! Countries by the names that exports use.

use std::collections::{BTreeMap, HashMap};

use crate::domain::Country;

/// Names of countries, loaded at the first name that is not two letters.
#[derive(Debug, Default)]
pub(crate) struct CountryNames {
    names: Option<HashMap<String, Country>>,
    recent: HashMap<String, Option<Country>>,
}

impl CountryNames {
    /// Returns the country with a code or a name, or `None` when nobody knows it.
    pub(crate) fn find(&mut self, text: &str) -> Option<Country> {
        if text.len() == 2 {
            return Country::from_code(text);
        }
        if let Some(known) = self.recent.get(text) {
            return *known;
        }
        let names = self.names.get_or_insert_with(load);
        let found = names.get(&text.trim().to_lowercase()).copied();
        if self.recent.len() < 1_000 {
            self.recent.insert(text.to_owned(), found);
        }
        found
    }
}

fn load() -> HashMap<String, Country> {
    let table: BTreeMap<String, Vec<String>> =
        toml::from_str(include_str!("countries.toml")).unwrap_or_default();
    table
        .iter()
        .filter_map(|(code, names)| Some((Country::from_code(code)?, names)))
        .flat_map(|(country, names)| names.iter().map(move |name| (name.to_lowercase(), country)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_to_the_same_country() {
        let mut places = CountryNames::default();
        for name in ["US", "us", "United States", "united states", "美国"] {
            assert_eq!(places.find(name), Country::from_code("US"), "{name}");
        }
        assert_eq!(places.find("UK"), Country::from_code("GB"));
        assert_eq!(places.find("Atlantis"), None);
    }

    #[test]
    fn every_entry_of_the_table_is_a_code() {
        let table: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("countries.toml")).unwrap();
        assert!(table.len() > 200);
        assert!(table.keys().all(|code| Country::from_code(code).is_some()));
    }
}
