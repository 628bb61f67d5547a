//! The cue lexicon: which words report speech, and what they take.
//!
//! In: a word. Out: its [`CueWord`]; the multi-word [`Phrase`]s. Must not know: documents. The data stand in
//! `lexicon/cues.toml`; `cargo xtask codegen` makes the tables.

#[rustfmt::skip]
mod generated;

use crate::CueClass;
use crate::table::Table;

bitflags::bitflags! {
    /// What a cue takes as indirect content.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Frames: u8 {
        /// `said that …`
        const THAT = 1;
        /// `said …`
        const BARE = 1 << 1;
        /// `promised to …`
        const TO = 1 << 2;
        /// `asked whether …`
        const WH = 1 << 3;
        /// `condemned the deal`
        const NP = 1 << 4;
        /// `suggested waiting`
        const ING = 1 << 5;
        /// `described it as …`
        const AS = 1 << 6;
    }
}

/// The person spoken to, as an object of the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    /// said
    None,
    /// told X
    Required,
    /// warned X
    Optional,
    /// explained to X
    To,
}

/// A verb, noun or adjective of the lexicon.
#[derive(Debug)]
pub(crate) struct CueWord {
    /// Names the entry in tests.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by tests only"))]
    pub(crate) lemma: &'static str,
    pub(crate) class: CueClass,
    /// Beside a quotation, it is its cue.
    pub(crate) strong: bool,
    pub(crate) frames: Frames,
    /// Prepositions that open its content: `warn of`, `call for`.
    pub(crate) prepositions: &'static [&'static str],
    pub(crate) object: Object,
    /// Some form is often another part of speech.
    pub(crate) ambiguous: bool,
    /// The share of its occurrences in PolNeAR train that are cues.
    pub(crate) rate: f32,
}

/// What a phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhraseRole {
    /// The speaker follows: `according to`.
    SourceAfter,
    /// A parenthesis with the speaker in it: `as * put it`.
    AsClause,
    /// Names the channel beside a cue: `in a statement`.
    Medium,
    /// A cue by itself: `is confident`.
    Cue,
}

/// A phrase of several words; `*` stands for the speaker.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) words: &'static [&'static str],
    pub(crate) class: CueClass,
    pub(crate) role: PhraseRole,
    pub(crate) rate: f32,
}

/// What follows the first word of a phrasal verb's forms, with the number of its entry.
type Rests = &'static [(&'static [&'static str], u16)];

static VERB_FORMS: Table<u16, 8192> = Table::new(generated::VERB_FORMS);
static PHRASAL_VERBS: Table<Rests, 2048> = Table::new(generated::PHRASAL_VERBS);
static NOUN_FORMS: Table<u16, 2048> = Table::new(generated::NOUN_FORMS);
static ADJECTIVE_FORMS: Table<u16, 1024> = Table::new(generated::ADJECTIVE_FORMS);
static PHRASES: Table<(u16, u16), 256> = Table::new(generated::PHRASES_BY_FIRST);

/// The verb a form belongs to. Lower-case; phrasal verbs with their particle: `pointed out`.
pub(crate) fn verb(form: &str) -> Option<&'static CueWord> {
    VERB_FORMS.get(form).and_then(|index| generated::VERBS.get(usize::from(index)))
}

/// The same for a form in any case.
pub(crate) fn verb_in_any_case(form: &str) -> Option<&'static CueWord> {
    VERB_FORMS.get_in_any_case(form).and_then(|index| generated::VERBS.get(usize::from(index)))
}

/// The phrasal verbs whose form begins with a word in any case, each with the words that follow it there, the longest first.
pub(crate) fn phrasal_verbs(
    first: &str,
) -> impl Iterator<Item = (&'static [&'static str], &'static CueWord)> {
    let rests = PHRASAL_VERBS.get_in_any_case(first).unwrap_or_default();
    rests.iter().filter_map(|&(rest, index)| Some((rest, generated::VERBS.get(usize::from(index))?)))
}

/// The noun a form, in any case, belongs to.
pub(crate) fn noun(form: &str) -> Option<&'static CueWord> {
    NOUN_FORMS.get_in_any_case(form).and_then(|index| generated::NOUNS.get(usize::from(index)))
}

/// The adjective a form, in any case, belongs to.
pub(crate) fn adjective(form: &str) -> Option<&'static CueWord> {
    ADJECTIVE_FORMS.get_in_any_case(form).and_then(|index| generated::ADJECTIVES.get(usize::from(index)))
}

/// The phrases that begin with a word in any case.
pub(crate) fn phrases(first: &str) -> &'static [Phrase] {
    let stretch = PHRASES.get_in_any_case(first).map(|(start, end)| usize::from(start)..usize::from(end));
    stretch.and_then(|stretch| generated::PHRASES.get(stretch)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_reach_their_lemma() {
        assert_eq!(verb("said").map(|verb| verb.lemma), Some("say"));
        assert_eq!(verb("pointed out").map(|verb| verb.lemma), Some("point out"));
        let lemma = phrasal_verbs("pointed").find(|(rest, _)| *rest == ["out"]).map(|(_, verb)| verb.lemma);
        assert_eq!(lemma, Some("point out"));
        assert!(verb("banana").is_none());
    }

    #[test]
    fn phrases_are_sorted_by_first_word() {
        assert!(generated::PHRASES.is_sorted_by_key(|phrase| phrase.words[0]));
        for phrase in generated::PHRASES {
            assert!(phrases(phrase.words[0]).iter().any(|found| found.words == phrase.words), "{phrase:?}");
        }
        assert!(phrases("according").iter().any(|phrase| phrase.words == ["according", "to"]));
    }

    #[test]
    fn irregular_and_british_forms() {
        let lemma = |form| verb(form).map(|verb| verb.lemma);
        assert_eq!(lemma("told"), Some("tell"));
        assert_eq!(lemma("thought"), Some("think"));
        assert_eq!(lemma("apologised"), Some("apologize"));
        assert_eq!(lemma("says"), Some("say"));
        assert_eq!(lemma("Said"), None, "forms are lower-case");
    }

    #[test]
    fn the_same_word_is_verb_and_noun() {
        assert_eq!(verb("claims").map(|verb| verb.lemma), Some("claim"));
        assert_eq!(noun("claims").map(|noun| noun.lemma), Some("claim"));
        assert_eq!(adjective("confident").map(|adjective| adjective.lemma), Some("confident"));
        assert!(noun("said").is_none() && adjective("said").is_none());
    }

    #[test]
    fn entries_say_what_they_take() {
        let word = |form| verb(form).unwrap();
        assert!(word("said").strong && word("said").frames.contains(Frames::THAT.union(Frames::BARE)));
        assert!(matches!(word("told").object, Object::Required));
        assert!(matches!(word("warned").object, Object::Optional));
        assert!(matches!(word("said").object, Object::None | Object::To));
        assert!(word("asked").frames.contains(Frames::WH));
        assert!(word("promised").frames.contains(Frames::TO));
        assert!(word("warned").prepositions.contains(&"of"));
        assert!(!word("smiled").strong);
    }

    #[test]
    fn rates_are_shares() {
        for word in generated::VERBS.iter().chain(generated::NOUNS).chain(generated::ADJECTIVES) {
            assert!((0.0..=1.0).contains(&word.rate), "{}", word.lemma);
        }
        assert!(verb("said").unwrap().rate > 0.9);
    }

    #[test]
    fn phrases_by_what_they_do() {
        let role =
            |words: &[&str]| phrases(words[0]).iter().find(|phrase| phrase.words == words).unwrap().role;
        assert_eq!(role(&["according", "to"]), PhraseRole::SourceAfter);
        assert_eq!(role(&["in", "the", "words", "of"]), PhraseRole::SourceAfter);
        assert_eq!(role(&["as", "*", "put", "it"]), PhraseRole::AsClause);
        assert!(phrases("banana").is_empty());
    }

    #[test]
    fn the_lexicon_is_large_enough() {
        assert!(generated::VERBS.len() >= 400);
    }
}
