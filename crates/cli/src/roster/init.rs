//! `dixit roster init`: the people of many articles, as a roster to be edited.
//!
//! In: articles. Out: TOML. Must not know: how people are found, how drafts are gathered.

use super::draft::{Draft, Drafts};
use crate::args::RosterInitArgs;
use crate::failure::Failure;
use crate::gather::{Read, gather};
use crate::load::{Fields, Job, Jobs};
use crate::names::is_local;
use crate::options::{self, Setup, Wrong};
use crate::places::Places;
use crate::text::printable;
use dixit_attribution::{Analysis, Entity, EntityKind, FullName, MentionKind};
use dixit_tokenizer::{Document, Index};
use std::path::PathBuf;

/// Before a name, but no office.
const COURTESY: [&str; 7] = ["mr", "mrs", "ms", "miss", "dr", "sir", "dame"];
/// Begin descriptions that say more of somebody else: `her sister`.
const POSSESSIVES: [&str; 7] = ["my", "your", "his", "her", "its", "our", "their"];
const ARTICLES: [&str; 3] = ["the", "a", "an"];

/// `dixit roster init`, checked.
pub(crate) struct Options {
    inputs: Vec<PathBuf>,
    min: usize,
    all: bool,
    fields: Fields,
    setup: Setup,
    threads: Option<usize>,
}

impl Options {
    pub(crate) fn new(args: RosterInitArgs) -> Result<Self, Wrong> {
        Ok(Self {
            inputs: options::inputs(args.files, "dixit roster init news/")?,
            min: args.min,
            all: args.all,
            fields: options::fields(args.many.fields),
            setup: Setup::new(&args.many.common)?,
            threads: options::threads(args.many.threads)?,
        })
    }
}

/// Drafts a roster of the people in all inputs, puts what failed into `failures`.
pub(crate) fn run(options: &Options, failures: &mut Vec<Failure>) -> Result<String, Failure> {
    let mut drafts = Drafts::default();
    let jobs = |inputs| Jobs::new(inputs, &options.fields);
    let ask = |job| people(job, options);
    gather(&options.inputs, jobs, options.threads, failures, ask, |people| drafts.add(people))?;
    Ok(drafts.finish(&options.setup.roster, options.min, options.all))
}

/// The people of one document.
fn people(job: Job, options: &Options) -> Result<Vec<Draft>, Failure> {
    let Read { id, place, document, analysis, speaker_ids, .. } = Read::new(job.load()?, &options.setup);
    let reader = Reader {
        document: &document,
        analysis: &analysis,
        places: Places::new(document.text()),
        place: &place,
    };
    let entities = analysis.entities.iter().zip(&speaker_ids).enumerate();
    let people =
        entities.filter_map(|(at, (entity, speaker))| reader.draft(at, entity, is_local(speaker, &id)));
    Ok(people.collect())
}

struct Reader<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    places: Places<'a>,
    place: &'a str,
}

impl Reader<'_> {
    /// Somebody with a full name, or of the roster; none for others.
    fn draft(&self, at: usize, entity: &Entity, local: bool) -> Option<Draft> {
        if !entity.named || !matches!(entity.kind, EntityKind::Person | EntityKind::Unknown) {
            return None;
        }
        let name = printable(&entity.name);
        let full = FullName::new(&name)?;
        let said = self.analysis.attributions.iter();
        let said = said.filter(|said| said.speaker.speakers().iter().any(|id| id.to_usize() == at));
        let spans: Vec<_> = said.filter_map(|said| said.content.first()).collect();
        let mention = entity.mentions.first().and_then(|id| self.analysis.mention(*id));
        let first = spans.first().copied().copied().or(mention.map(|mention| mention.span));
        let (line, column) = self.places.line_column(first.unwrap_or_default());
        let aliases = entity.aliases.iter().map(|alias| printable(alias));
        Some(Draft {
            forms: std::iter::once(name)
                .chain(aliases.filter(|alias| FullName::new(alias).is_some()))
                .collect(),
            full,
            known: entity.roster.as_ref().map(|link| link.person.clone()),
            two: local,
            person: entity.kind == EntityKind::Person,
            gender: entity.gender,
            titles: self.titles(entity),
            attributions: spans.len(),
            first: position(self.place, line, column),
        })
    }

    /// What stands before the name, and what else the person is called: `mayor`, `treasury chief`.
    fn titles(&self, entity: &Entity) -> Vec<String> {
        let mentions = entity.mentions.iter().filter_map(|id| self.analysis.mention(*id));
        let texts =
            mentions.filter(|mention| mention.entities.len() == 1).filter_map(|mention| match mention.kind {
                MentionKind::Name => {
                    self.document.text().get(mention.span.to_range().start..mention.head.to_range().start)
                }
                MentionKind::Nominal => Some(self.document.slice(mention.span)),
                MentionKind::Pronoun | MentionKind::Collective => None,
            });
        texts.filter_map(title).collect()
    }
}

/// `news/a.txt:5:12`, or `news.jsonl, line 3, at 5:12` of that line's text.
fn position(place: &str, line: usize, column: u32) -> String {
    let is_line = place.rsplit_once(", line ").is_some_and(|(_, number)| number.parse::<usize>().is_ok());
    let between = if is_line { ", at " } else { ":" };
    format!("{}{between}{line}:{column}", printable(place))
}

/// A description without its article; none where it is no office.
fn title(text: &str) -> Option<String> {
    let text = printable(text);
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let first = |text: &str| text.split([' ', '.']).next().unwrap_or_default().to_lowercase();
    let text = match text.split_once(' ') {
        Some((_, rest)) if ARTICLES.contains(&first(text).as_str()) => rest,
        _ => text,
    };
    let word = first(text);
    let lists = [&COURTESY[..], &POSSESSIVES, &ARTICLES];
    let says_nothing = text.is_empty() || lists.iter().any(|words| words.contains(&word.as_str()));
    (!says_nothing).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(title(text).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn offices_are_kept_and_courtesy_is_not() {
        check("the treasury chief", "treasury chief");
        check("U.S. Treasury Secretary ", "U.S. Treasury Secretary");
        check("A customs broker\nin Laredo,", "customs broker in Laredo");
        for text in ["Mr. ", "Dr", "Her husband", "the", "", "his driver"] {
            check(text, "");
        }
    }
}
