//! Titles and descriptions, made comparable.
//!
//! In: tokens of a title or a description. Out: [`Description`]. Must not know: entities.

use super::Input;
use crate::fold::{fold, folded};
use crate::mention::{Article, Phrase};
use crate::words::{Word, classify, country};
use dixit_tokenizer::{Document, TokenKind, TokenRun};
use std::collections::BTreeSet;

/// A title or description without articles: `U.S. Treasury Secretary` is `treasury secretary` of `US`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Description {
    /// Folded, in order, abbreviations written out, without the country.
    pub(super) words: Vec<String>,
    /// The noun: `secretary`.
    pub(super) head: String,
    /// Whose: `US`.
    pub(super) country: Option<&'static str>,
    /// `former`, `then`: no roster office is meant.
    pub(super) former: bool,
}

impl Description {
    /// The description in `run` whose noun is the token at `head` (the last one where there is none).
    pub(super) fn new(document: &Document, run: TokenRun, head: Option<usize>) -> Self {
        let mut description = Self { words: Vec::new(), head: String::new(), country: None, former: false };
        let (mut last, mut of) = (None, false);
        for at in run.to_range() {
            let wordlike = document
                .tokens()
                .get(at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Abbreviation));
            if !wordlike {
                continue;
            }
            let word = fold(document.word(at));
            // `Q1 Chair`
            if word.strip_prefix('q').is_some_and(|number| number.parse::<u16>().is_ok()) {
                continue;
            }
            match word.as_str() {
                // `the New Jersey governor`; not `the new governor`, `New Governor Roe`.
                "new" if is_new_place(document, at) => {}
                "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "that" | "mr" | "mrs"
                | "ms" | "our" | "my" | "whose" => continue,
                "former" | "ex" | "then" | "late" | "next" | "new" => {
                    description.former |= word != "new";
                    continue;
                }
                // `his top trade negotiator and treasury chief`: the last one is meant.
                "and" if head.is_some_and(|head| at < head) => {
                    description.words.clear();
                    continue;
                }
                "of" | "for" => of = true,
                _ => {}
            }
            if let Some(code) = country(&word).filter(|_| head != Some(at)) {
                // `NATO Secretary General` keeps its body in the title; `U.S.` and `Chinese` do not.
                description.country = description.country.or(Some(code));
                // … and so does `the White House press secretary`.
                let house = word == "white" && document.word(at + 1) == "House";
                if !house && !matches!(code, "NATO" | "UN" | "IMF") {
                    continue;
                }
            }
            // `Acme CEO` is `the chief executive`.
            if word == "ceo" {
                description.words.push("chief".to_owned());
            }
            let word = long_form(&word);
            // `the presumptive nominee` is the nominee.
            if head != Some(at) && IDLE.contains(&word.as_str()) {
                continue;
            }
            if !of {
                last = Some(description.words.len());
            }
            if head == Some(at) {
                description.head = word.clone();
            }
            description.words.push(word);
        }
        if description.head.is_empty() {
            description.head = last.and_then(|last| description.words.get(last)).cloned().unwrap_or_default();
        }
        description
    }

    /// Whether this title may be meant by a description that says more than it: `senator` by `the Florida senator`,
    /// `presidential candidate` by `the Democratic candidate`.
    ///
    /// Not `Texas senator` by `the Florida senator`, nor `Republican nominee` by `the Democratic nominee`.
    pub(super) fn may_be(&self, longer: &Description) -> bool {
        let (of, apart) = (&self.words, |one: fn(&str) -> bool| {
            let own = self.words.iter().find(|word| one(word));
            let other = longer.words.iter().find(|word| one(word));
            own.is_some() && other.is_some() && own != other
        });
        self.head == longer.head
            && (longer.country.is_none() || self.country.is_none() || self.country == longer.country)
            && !apart(is_party)
            && !apart(is_place)
            && longer.words.iter().all(|word| {
                of.contains(word) || is_party(word) || is_place(word) || matches!(word.as_str(), "of" | "for")
            })
    }

    /// The same office in another word: a district attorney is `the prosecutor`.
    pub(super) fn other_word(&self) -> Option<Description> {
        // `the Acme chief`
        if let [.., chief, executive] = &self.words[..]
            && chief == "chief"
            && executive == "executive"
            && self.head == "executive"
        {
            let words = self.words[..self.words.len() - 1].to_vec();
            return Some(Description { words, head: chief.clone(), ..self.clone() });
        }
        // `Justice Roe` is `the judge`.
        if self.head == "justice" || self.head == "magistrate" {
            return Some(Description {
                words: vec!["judge".to_owned()],
                head: "judge".to_owned(),
                country: None,
                former: self.former,
            });
        }
        let prosecutes = self.head == "attorney"
            && (self.words.iter().any(|word| word == "district") || self.country == Some("US"))
            && !self.former;
        prosecutes.then(|| Description {
            words: vec!["prosecutor".to_owned()],
            head: "prosecutor".to_owned(),
            country: None,
            former: false,
        })
    }

    /// As roster offices are written.
    pub(super) fn title(&self) -> String {
        self.words.join(" ")
    }

    /// Whether this description can be meant by a shorter one: `treasury secretary` by `the secretary`.
    ///
    /// `the Chinese president` does not mean the `U.S. President`, `the state secretary` not the `treasury secretary`.
    pub(super) fn covers(&self, shorter: &Description) -> bool {
        self.head == shorter.head
            && (shorter.country.is_none() || self.country.is_none() || self.country == shorter.country)
            && shorter.words.iter().all(|word| {
                matches!(word.as_str(), "of" | "for" | "top" | "senior") || self.words.contains(word)
            })
    }
}

/// What somebody is who does this now: `chairs the council`; not `heads for the door`.
pub(super) fn title_by_verb(document: &Document, verb: usize) -> Option<Description> {
    let head = match document.word(verb) {
        "chairs" => "chair",
        "heads" => "head",
        "leads" => "leader",
        "coaches" => "coach",
        "manages" => "manager",
        "captains" => "captain",
        "edits" => "editor",
        "owns" => "owner",
        _ => return None,
    };
    let next = document.word(verb + 1);
    let body = matches!(next, "the" | "a" | "an" | "his" | "her" | "its" | "their")
        || next.starts_with(char::is_uppercase);
    body.then(|| Description {
        words: vec![head.to_owned()],
        head: head.to_owned(),
        country: None,
        former: false,
    })
}

/// Words that say how far somebody has come, and not which office is meant.
const IDLE: [&str; 14] = [
    "presumptive",
    "presumed",
    "presidential",
    "likely",
    "longtime",
    "veteran",
    "outgoing",
    "incumbent",
    "retired",
    "current",
    "embattled",
    "newly",
    "own",
    "fellow",
];

pub(super) fn is_party(word: &str) -> bool {
    matches!(
        word,
        "republican" | "democratic" | "libertarian" | "green" | "labour" | "conservative" | "liberal"
    )
}

fn is_place(word: &str) -> bool {
    classify(word).contains(Word::PLACE)
}

/// `New` of `New Jersey`.
fn is_new_place(document: &Document, at: usize) -> bool {
    let capital = |at: usize| document.word(at).starts_with(char::is_uppercase);
    const PLACES: [&str; 6] = ["Jersey", "York", "Hampshire", "Mexico", "Zealand", "Orleans"];
    capital(at) && PLACES.contains(&document.word(at + 1))
}

fn long_form(word: &str) -> String {
    match word {
        "sen" => "senator",
        "gov" => "governor",
        "pres" => "president",
        "rep" | "congressman" | "congresswoman" => "representative",
        "gen" => "general",
        "prof" => "professor",
        "dr" => "doctor",
        "amb" => "ambassador",
        "cllr" | "councilor" | "councilors" | "councillors" | "councilman" | "councilwoman"
        | "councilmember" => "councillor",
        "ceo" => "executive",
        "vice-president" => "vice president",
        "advisor" => "adviser",
        "gop" => "republican",
        "frontrunner" => "front-runner",
        "hopeful" | "contender" => "candidate",
        "defence" => "defense",
        other => other,
    }
    .to_owned()
}

/// The countries that a text speaks of.
pub(super) fn countries(document: &Document) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for (at, token) in document.tokens().iter().enumerate() {
        let word = document.word(at);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital && matches!(token.kind, TokenKind::Word | TokenKind::Abbreviation) {
            let folded = folded(word);
            let code = country(&folded);
            found.extend(code.filter(|_| classify(&folded).intersects(Word::NATION | Word::PLACE)));
        }
    }
    found
}

/// Whether the same words a second time mean others: `Some left. Some stayed.`, `Many in the crowd`, `People say so`, which tell how
/// many or that anybody does and not who.
///
/// Counter-example: `all voters`, `the few`, `the people`, `voters`
pub(super) fn is_nobody_twice(input: &Input<'_>, phrase: &Phrase) -> bool {
    let noun = fold(input.document.word(phrase.head.start()));
    let quantity = phrase.head.start() == phrase.tokens.start() && classify(&noun).contains(Word::CLOSED)
        || matches!(
            noun.as_str(),
            "percent" | "dozens" | "hundreds" | "thousands" | "millions" | "half" | "third"
        );
    let anybody = matches!(noun.as_str(), "people" | "men" | "women" | "children" | "others");
    quantity || anybody && matches!(phrase.article, Article::Bare | Article::Indefinite)
}

/// The description without its article, on one line.
pub(super) fn shown(input: &Input<'_>, phrase: &Phrase) -> String {
    let text = input.document.slice(input.document.span_of(phrase.tokens));
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 1
        && matches!(words[0].to_ascii_lowercase().as_str(), "the" | "a" | "an" | "this" | "that" | "some")
    {
        words.remove(0);
    }
    words.join(" ")
}
