//! The texts of a rule set that a person reads, for anyone who words them in another language.

use super::RuleSet;

impl RuleSet {
    /// Rewords every text that a person reads: titles, notes, consequences, eras and what sources
    /// are. Ids stay.
    pub fn reword(&mut self, reword: impl Fn(&str) -> String) {
        for text in self.texts().into_iter().filter(|text| !text.is_empty()) {
            *text = reword(text);
        }
    }

    fn texts(&mut self) -> Vec<&mut String> {
        let mut texts = vec![&mut self.title, &mut self.source, &mut self.note];
        texts.extend(self.metrics.iter_mut().map(|rule| &mut rule.note));
        for limit in &mut self.limits {
            texts.extend([&mut limit.consequence, &mut limit.note]);
        }
        for deadline in &mut self.deadlines {
            texts.extend([
                &mut deadline.title,
                &mut deadline.starts,
                &mut deadline.consequence,
                &mut deadline.era,
                &mut deadline.note,
            ]);
        }
        for cycle in &mut self.cycles {
            texts.extend([&mut cycle.title, &mut cycle.note]);
        }
        for believed in &mut self.believed {
            texts.extend([&mut believed.what, &mut believed.says]);
        }
        for source in &mut self.sources {
            texts.extend([&mut source.what, &mut source.kind]);
        }
        texts.extend(self.delay.as_mut().map(|delay| &mut delay.note));
        if let Some(points) = &mut self.points {
            texts.extend([&mut points.consequence, &mut points.note]);
            texts.extend(points.steps.iter_mut().map(|step| &mut step.consequence));
            for tally in &mut points.tallies {
                texts.extend([&mut tally.title, &mut tally.note]);
            }
            texts.extend(points.families.iter_mut().map(|family| &mut family.title));
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{RULE_SETS, by_id};

    #[test]
    fn texts_are_reworded_and_ids_stay() {
        for (id, _) in RULE_SETS {
            let before = by_id(id).unwrap();
            let mut after = before.clone();
            after.reword(|text| format!("<{text}>"));
            assert_eq!(after.title, format!("<{}>", before.title));
            assert_eq!(after.id, before.id);
            let sources = |set: &crate::rules::RuleSet| {
                set.sources.iter().map(|source| source.id.clone()).collect::<Vec<_>>()
            };
            assert_eq!(sources(&after), sources(&before));
        }
    }
}
