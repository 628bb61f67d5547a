//! What there was in a run, in a few lines at its end.
//!
//! In: each article. Out: [`Summary`], to be shown. Must not know: files, formats.

use crate::names::is_local;
use crate::said::count_words;
use dixit_attribution::{ContentType, Verdict};
use dixit_formats::Article;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

/// So many speakers are named.
const SPEAKERS: usize = 5;

/// What one article adds.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Share {
    words: usize,
    /// Whether it is a later piece of an article that was counted already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    goes_on: bool,
    /// Direct, mixed, indirect.
    types: [usize; 3],
    /// Id and name of everybody whom the same id names in other articles, each time they speak.
    speakers: Vec<(String, String)>,
}

impl Share {
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    pub(crate) fn goes_on(&self) -> bool {
        self.goes_on
    }

    pub(crate) fn of(article: &Article<'_>) -> Self {
        let goes_on = article.piece.is_some_and(|piece| piece.number > 1);
        let mut share = Self { words: count_words(article.document), goes_on, ..Self::default() };
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
    /// Of these, done by an earlier run.
    known: usize,
    /// Inputs that could not be used.
    failed: usize,
    /// Articles that are nearly the same text as an earlier one, where that is asked for.
    reprints: usize,
    words: usize,
    types: [usize; 3],
    /// By id: a name, and how often they speak.
    speakers: BTreeMap<String, (String, usize)>,
}

impl Summary {
    pub(crate) fn add(&mut self, share: Share) {
        self.documents += usize::from(!share.goes_on);
        self.words += share.words;
        for (all, more) in self.types.iter_mut().zip(share.types) {
            *all += more;
        }
        for (id, name) in share.speakers {
            self.speakers.entry(id).or_insert((name, 0)).1 += 1;
        }
    }
}

/// A summary as programs read it.
#[derive(Debug, Serialize)]
pub(crate) struct Figures<'a> {
    documents: usize,
    done_earlier: usize,
    failures: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    reprints: Option<usize>,
    words: usize,
    attributions: usize,
    direct: usize,
    mixed: usize,
    indirect: usize,
    /// Most quoted first.
    speakers: Vec<Quoted<'a>>,
}

/// Somebody, and how often they speak.
#[derive(Debug, Serialize)]
struct Quoted<'a> {
    id: &'a str,
    name: &'a str,
    attributions: usize,
}

impl Summary {
    /// A document that an earlier run did.
    pub(crate) fn add_known(&mut self, share: Share) {
        self.known += usize::from(!share.goes_on);
        self.add(share);
    }

    pub(crate) fn add_reprints(&mut self, reprints: usize) {
        self.reprints += reprints;
    }

    pub(crate) fn add_failures(&mut self, failures: usize) {
        self.failed += failures;
    }

    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    pub(crate) fn figures(&self) -> Figures<'_> {
        let Self { documents, known, failed, reprints, words, types: [direct, mixed, indirect], speakers } =
            self;
        let mut most: Vec<_> = speakers.iter().collect();
        most.sort_by_key(|(_, (_, count))| Reverse(*count));
        let most = most.into_iter().take(SPEAKERS);
        Figures {
            documents: *documents,
            done_earlier: *known,
            failures: *failed,
            reprints: Some(*reprints).filter(|reprints| *reprints > 0),
            words: *words,
            attributions: direct + mixed + indirect,
            direct: *direct,
            mixed: *mixed,
            indirect: *indirect,
            speakers: most.map(|(id, (name, count))| Quoted { id, name, attributions: *count }).collect(),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { documents, words, attributions, direct, mixed, indirect, speakers, .. } =
            self.figures();
        let types = format!("{direct} direct, {mixed} mixed, {indirect} indirect");
        writeln!(f, "dixit: {documents} documents, {words} words: {attributions} attributions ({types})")?;
        let most: Vec<String> =
            speakers.iter().map(|quoted| format!("{} {}", quoted.name, quoted.attributions)).collect();
        if !most.is_empty() {
            writeln!(f, "       most quoted: {}", most.join(", "))?;
        }
        if self.known > 0 {
            writeln!(f, "       done by an earlier run: {} documents", self.known)?;
        }
        if self.reprints > 0 {
            writeln!(f, "       reprints of earlier ones: {} documents", self.reprints)?;
        }
        if self.failed > 0 {
            writeln!(f, "       failures: {}", self.failed)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::sample::{article, sample};
    use dixit_attribution::Roster;

    #[test]
    fn a_run_is_told_in_a_few_lines() {
        let (document, analysis) = sample();
        let ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let mut summary = Summary::default();
        for keep in [[true; 5], [false, true, false, false, true]] {
            summary.add(Share::of(&article(&document, &analysis, &ids, &keep)));
        }
        let expected = "dixit: 2 documents, 52 words: 7 attributions (4 direct, 3 mixed, 0 indirect)\n       most quoted: Scott Bessent 3\n";
        assert_eq!(summary.to_string(), expected);
        summary.add_known(Share::default());
        summary.add_failures(4);
        let more = "       done by an earlier run: 1 documents\n       failures: 4\n";
        assert!(summary.to_string().ends_with(more), "{summary}");
        insta::assert_snapshot!(serde_json::to_string(&summary.figures()).unwrap(), @r#"{"documents":3,"done_earlier":1,"failures":4,"words":52,"attributions":7,"direct":4,"mixed":3,"indirect":0,"speakers":[{"id":"bessent","name":"Scott Bessent","attributions":3}]}"#);
    }
}
