//! What there was in a run, in two lines at its end.
//!
//! In: each article. Out: [`Summary`], to be shown. Must not know: files, formats.

use crate::names::is_local;
use crate::said::count_words;
use dixit_attribution::{ContentType, Verdict};
use dixit_formats::Article;
use std::collections::BTreeMap;
use std::fmt;

/// So many speakers are named.
const SPEAKERS: usize = 5;

/// What one article adds.
#[derive(Debug, Default)]
pub(crate) struct Share {
    words: usize,
    /// Direct, mixed, indirect.
    types: [usize; 3],
    /// Id and name of everybody whom the same id names in other articles, each time they speak.
    speakers: Vec<(String, String)>,
}

impl Share {
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    pub(crate) fn of(article: &Article<'_>) -> Self {
        let mut share = Self { words: count_words(article.document), ..Self::default() };
        for (_, attribution) in article.wanted() {
            share.types[match attribution.content_type {
                ContentType::Direct => 0,
                ContentType::Mixed => 1,
                ContentType::Indirect => 2,
            }] += 1;
            let Verdict::Speakers(ids) = &attribution.speaker else { continue };
            for (id, entity) in ids.iter().filter_map(|id| article.entity(*id)) {
                if entity.named && !is_local(id, article.id) {
                    share.speakers.push((id.to_owned(), entity.name.clone()));
                }
            }
        }
        share
    }
}

/// What there was in all of them.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    documents: usize,
    words: usize,
    types: [usize; 3],
    /// By id: a name, and how often they speak.
    speakers: BTreeMap<String, (String, usize)>,
}

impl Summary {
    pub(crate) fn add(&mut self, share: Share) {
        self.documents += 1;
        self.words += share.words;
        for (all, more) in self.types.iter_mut().zip(share.types) {
            *all += more;
        }
        for (id, name) in share.speakers {
            self.speakers.entry(id).or_insert((name, 0)).1 += 1;
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { documents, words, types: [direct, mixed, indirect], speakers } = self;
        let all = direct + mixed + indirect;
        let types = format!("{direct} direct, {mixed} mixed, {indirect} indirect");
        writeln!(f, "dixit: {documents} documents, {words} words: {all} attributions ({types})")?;
        let mut most: Vec<&(String, usize)> = speakers.values().collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let most: Vec<String> =
            most.iter().take(SPEAKERS).map(|(name, count)| format!("{name} {count}")).collect();
        if most.is_empty() { Ok(()) } else { writeln!(f, "       most quoted: {}", most.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::sample::{article, sample};
    use dixit_attribution::Roster;

    #[test]
    fn a_run_is_told_in_two_lines() {
        let (document, analysis) = sample();
        let ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let mut summary = Summary::default();
        for keep in [[true; 5], [false, true, false, false, true]] {
            summary.add(Share::of(&article(&document, &analysis, &ids, &keep)));
        }
        let expected = "dixit: 2 documents, 52 words: 7 attributions (4 direct, 3 mixed, 0 indirect)\n       most quoted: Scott Bessent 3\n";
        assert_eq!(summary.to_string(), expected);
    }
}
