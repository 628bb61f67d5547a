//! Phrases that refer to somebody: names, descriptions, pronouns, and several of them together.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Phrase`]s in text order (the longer of two that begin together first). Must not
//! know: who they refer to, statements, rosters.

mod beside;
mod collective;
mod described;
mod known;
mod lexed;
mod name;
mod nominal;
mod office;
mod predicate;
mod pronoun;
mod sort;
mod surname;
mod title;

use crate::dateline::after_dateline;
use crate::words::Word;
use crate::{Gender, MentionKind, QuoteId, Quotes};
use collective::{is_bare_role, join_collectives};
use dixit_tokenizer::{Document, Index, TokenRun};
pub(crate) use known::TitleCase;
pub(crate) use lexed::Lexed;
use pronoun::{find_pronouns, pronoun};

/// What sort of thing a phrase refers to, as far as its own words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// One human being.
    Person,
    /// A body of people.
    Organisation,
    /// A place, or the government there.
    Place,
    /// Several people.
    Group,
    /// `the report`: says things and is nobody.
    Thing,
    /// A name of nobody knows what.
    Unknown,
}

/// How a description points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Article {
    /// `the`, `this`, or a name: it was spoken of before, or everybody knows it.
    Definite,
    /// `a`, `some`, a number: new.
    Indefinite,
    /// `his`, `Trump’s`
    Possessed,
    /// None.
    Bare,
}

/// Which pronoun, as far as it matters for whom it can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// I, me, my: whoever speaks.
    First,
    /// we, us, our
    FirstPlural,
    /// you, your
    Second,
    /// he, she
    Third,
    /// it, its
    Neuter,
    /// they, their
    Plural,
    /// who, which: the phrase just before.
    Relative,
}

/// A phrase that may refer to somebody, with what its words tell. Becomes a [`crate::Mention`].
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// All of it.
    pub(crate) tokens: TokenRun,
    /// Its core.
    pub(crate) head: TokenRun,
    pub(crate) kind: MentionKind,
    pub(crate) sort: Sort,
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    pub(crate) article: Article,
    pub(crate) pronoun: Option<Pronoun>,
    /// The title before a name; empty where there is none. Not in `tokens` where it is a mention of its own: `his friend`.
    pub(crate) title: TokenRun,
    /// Only says whose: `Clinton` in `the Clinton campaign`.
    pub(crate) modifier: bool,
    /// Likely the subject of its clause.
    pub(crate) subject: bool,
    /// The innermost quoted span it stands in.
    pub(crate) quote: Option<QuoteId>,
    /// The phrase that names the same by apposition or `is`: `Greer`, `the top trade negotiator`.
    pub(crate) apposed: Option<usize>,
    /// For a collective: its members.
    pub(crate) members: Vec<usize>,
}

impl Phrase {
    /// `the falconer`; not `the falconer of Acme`, `the falconer, Jane Roe`.
    pub(crate) fn is_alone(&self) -> bool {
        self.tokens.end() == self.head.end() && self.apposed.is_none()
    }

    pub(crate) fn new(kind: MentionKind, sort: Sort, tokens: TokenRun, head: TokenRun) -> Self {
        let title = TokenRun::new(tokens.start()..tokens.start());
        Self {
            tokens,
            head,
            kind,
            sort,
            gender: Gender::Unknown,
            plural: false,
            article: Article::Definite,
            pronoun: None,
            title,
            modifier: false,
            subject: false,
            quote: None,
            apposed: None,
            members: Vec::new(),
        }
    }
}

/// Finds every phrase that may refer to somebody. Total; linear in the document’s length (but for the final sort).
pub(crate) fn find_phrases(document: &Document, quotes: &Quotes) -> Vec<Phrase> {
    let lexed = Lexed::new(document);
    // A guess saves most of the regrowth.
    let mut phrases = Vec::with_capacity(lexed.len() / 5);
    for sentence in document.sentences() {
        name::find_names(&lexed, sentence.tokens.start(), sentence.tokens.end(), &mut phrases);
    }
    known::cut_at_known(&lexed, &mut phrases);
    let found = phrases.len();
    surname::find_surnames(&lexed, &mut phrases);
    if phrases.len() > found {
        phrases.sort_by_key(|phrase| phrase.tokens.start());
    }
    nominal::find_nominals(&lexed, &mut phrases);
    beside::split_roles(&lexed, &mut phrases);
    find_pronouns(&lexed, &mut phrases);
    phrases
        .sort_by_key(|phrase| (phrase.tokens.start(), usize::MAX - phrase.tokens.end(), phrase.head.start()));
    mark_quotes(quotes, &mut phrases);
    for phrase in &mut phrases {
        phrase.subject = is_subject(&lexed, phrase);
    }
    link_appositions(&lexed, &mut phrases);
    predicate::link_predicates(&lexed, &mut phrases);
    join_collectives(&lexed, &mut phrases);
    phrases
}

/// Whether a description only leads up to the clause of the name after it: `In an email to the campaign, Acme asked`; not `With
/// her spokesman, Joop Roe, she asked`.
fn leads_clause(lexed: &Lexed<'_>, described: &Phrase, name: &Phrase) -> bool {
    const LONGEST_LEAD: usize = 12;
    let start = described.tokens.start();
    // `Retiring to the abbey, Roe gave`, `Asked by the mayor, Roe said`
    let participle = |opening: usize| {
        let word = lexed.word(opening);
        word.len() > 4
            && (word.ends_with("ing") || word.ends_with("ed"))
            && !described.tokens.to_range().contains(&opening)
    };
    let plain = leads_plainly(lexed, start, LONGEST_LEAD);
    let leads = plain.is_some_and(|opening| lexed.is(opening, Word::PREPOSITION) || participle(opening));
    (leads || opens_with_clause(lexed, start)) && lexed.is(name.tokens.end(), Word::VERB)
}

/// Whether a clause of its own leads up to a token: `When he had entered the abbey, Roe left`, `After meeting the mayor, Roe left`.
///
/// Counter-example: `When it was late, she called the mayor` (a second clause has begun)
fn opens_with_clause(lexed: &Lexed<'_>, start: usize) -> bool {
    const LONGEST_CLAUSE: usize = 30;
    let sentence = lexed.document.sentence_of(start).to_usize();
    let Some(opening) = lexed.document.sentences().get(sentence).map(|sentence| sentence.tokens.start())
    else {
        return false;
    };
    let subordinate = matches!(
        lexed.word(opening),
        "After"
            | "Although"
            | "As"
            | "Because"
            | "Before"
            | "Despite"
            | "Having"
            | "If"
            | "Once"
            | "Since"
            | "Though"
            | "Until"
            | "When"
            | "While"
    );
    subordinate
        && start - opening <= LONGEST_CLAUSE
        && (opening..start).all(|at| lexed.wordlike(at) || lexed.possessive(at))
}

/// Where the sentence of a token opens, if so few words lead up to the token and none but words, and no verb among them.
fn leads_plainly(lexed: &Lexed<'_>, start: usize, longest: usize) -> Option<usize> {
    let opening = (start.saturating_sub(longest)..start).rev().find(|&at| lexed.opening(at))?;
    let plain = (opening + 1..start).all(|at| lexed.wordlike(at) && !lexed.is(at, Word::VERB));
    plain.then_some(opening)
}

/// After the bracket that begins at a token, `(R-Fla.)` or `(D., Ill., 12th District)`; the token itself where none does.
pub(crate) fn after_bracket(document: &Document, at: usize) -> usize {
    const LONGEST_BRACKET: usize = 8;
    if document.word(at) != "(" {
        return at;
    }
    (at + 1..at + LONGEST_BRACKET).find(|&close| document.word(close) == ")").map_or(at, |close| close + 1)
}

/// One walk over both lists: phrases and quoted spans are in text order, an outer span before those in it.
fn mark_quotes(quotes: &Quotes, phrases: &mut [Phrase]) {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for phrase in phrases {
        let at = phrase.head.start();
        while next < quotes.tokens.len() && quotes.tokens[next].start() <= at {
            while open.last().is_some_and(|&quote| quotes.tokens[quote].end() <= quotes.tokens[next].start())
            {
                open.pop();
            }
            open.push(next);
            next += 1;
        }
        // Heads may step back a little where phrases nest, so closed spans are looked through and not only popped.
        while open.last().is_some_and(|&quote| quotes.tokens[quote].end() <= phrase.tokens.start()) {
            open.pop();
        }
        phrase.quote = open
            .iter()
            .rev()
            .find(|&&quote| at < quotes.tokens[quote].end())
            .map(|&quote| QuoteId::from_usize(quote));
    }
}

/// Whether a phrase is the subject of its clause, told by what stands before and after it.
///
/// `Rutte` in `Rutte said` and `, Rutte later said`; not in `with Rutte, who`, `told Rutte`, `Rutte’s`.
fn is_subject(lexed: &Lexed<'_>, phrase: &Phrase) -> bool {
    // `His friend Roe left`: before the friend.
    let (start, end) = (phrase.tokens.start().min(phrase.title.start()), phrase.tokens.end());
    if phrase.modifier || lexed.possessive(end) {
        return false;
    }
    if phrase.kind == MentionKind::Pronoun {
        let word = lexed.word(start);
        return ["he", "she", "they", "it", "we", "i", "who"]
            .iter()
            .any(|subject| word.eq_ignore_ascii_case(subject));
    }
    let before_ok = lexed.opening(start)
        || start == 0
        || !lexed.is(start - 1, Word::PREPOSITION | Word::VERB)
            && !lexed.possessive(start - 1)
            && (!lexed.wordlike(start - 1)
                || lexed.is(start - 1, Word::FUNCTION | Word::CALENDAR)
                // `Last month President Trump`
                || matches!(lexed.word(start - 1), "week" | "month" | "year" | "night" | "day" | "morning"));
    // `Rutte himself said`
    let mut after =
        end + usize::from(matches!(lexed.word(end), "himself" | "herself" | "itself" | "themselves"));
    // `Trump, speaking …, said`: what follows a comma is not looked at; the comma itself is a good sign.
    while lexed.is(after, Word::ADVERB) && !lexed.is(after, Word::VERB) && after < end + 3 {
        after += 1;
    }
    // `Biden rubbished`: a word in no list that looks like a past tense.
    let past = lexed.unknown(after) && !lexed.capital(after) && lexed.word(after).ends_with("ed");
    before_ok && (past || lexed.is(after, Word::VERB) || lexed.word(after) == "," || lexed.opening(start))
}

/// `the retired statistician` in `her co-author, the retired statistician Jane Roe,`: the name is what stands beside the author.
fn stands_before_name(phrases: &[Phrase], described: usize) -> bool {
    /// Possessors and the like between the two.
    const NEAR: usize = 3;
    let phrase = &phrases[described];
    let names = |name: &Phrase| {
        name.kind == MentionKind::Name
            && name.tokens.start() == phrase.tokens.end()
            && name.title.start() < name.tokens.start()
    };
    phrase.kind == MentionKind::Nominal && phrases[described + 1..].iter().take(NEAR).any(names)
}

/// Whether the dash at a token ends a dateline: `DERRY, Ore. -- A judge heard`; not `Jane Roe — a judge — heard`.
fn ends_dateline(document: &Document, dash: usize) -> bool {
    if document.word(dash) == "," {
        return false;
    }
    let paragraph = document.paragraphs().get(document.paragraph_of(dash).to_usize());
    let tokens = paragraph.map(|paragraph| paragraph.tokens.to_range());
    tokens.and_then(|tokens| after_dateline(document, tokens)) == Some(dash + 1)
}

/// Joins a name with the description beside it.
///
/// `Jane Roe, chief executive of Acme, said`; `The finance lead, Siobhán Treloar,`; `Greer is the top trade negotiator`.
/// Not `Ryan, the president and Pence met` (a list).
fn link_appositions(lexed: &Lexed<'_>, phrases: &mut [Phrase]) {
    for first in 0..phrases.len() {
        let end = phrases[first].tokens.end();
        if !matches!(phrases[first].kind, MentionKind::Name | MentionKind::Nominal) || phrases[first].plural {
            continue;
        }
        // `Sen. Bernie Sanders (I-Vt.), a …`
        let mut begin = after_bracket(lexed.document, end);
        // `Sen. Jane Roe of California, the ranking Democrat`
        if phrases[first].kind == MentionKind::Name
            && phrases[first].sort == Sort::Person
            && matches!(lexed.word(begin), "of" | "from")
        {
            const LONGEST_PLACE: usize = 4;
            let place = (begin + 1..begin + 1 + LONGEST_PLACE)
                .take_while(|&at| lexed.capital(at) && lexed.wordlike(at))
                .last();
            begin = place.filter(|&at| lexed.word(at + 1) == ",").map_or(begin, |at| at + 1);
        }
        // `Rhiannon Pryce-Lloyd (Chair)`
        let bracket = lexed.word(end) == "(" && lexed.is(end + 1, Word::ROLE) && lexed.word(end + 2) == ")";
        if bracket {
            begin = end;
        }
        let comma = bracket || matches!(lexed.word(begin), "," | "—" | "–" | "--");
        if comma && ends_dateline(lexed.document, begin) {
            continue;
        }
        // `Roe had been the manager for five days`
        let been = matches!(lexed.word(begin), "has" | "had") && lexed.word(begin + 1) == "been";
        begin += usize::from(been);
        let copula = been || matches!(lexed.word(begin), "is" | "was" | "became" | "remains");
        // `a worker named Jane Roe`, `a baker called Ed`; not `a plan named Acme`.
        let somebody = phrases[first].kind == MentionKind::Nominal && phrases[first].sort == Sort::Person;
        let called = somebody && matches!(lexed.word(begin), "named" | "called") && lexed.capital(begin + 1);
        let given = somebody.then(|| described::name_given(lexed, end)).flatten();
        // `his sister and co-owner, Roxanne Gallant`
        let also = (somebody && phrases[first].article == Article::Possessed)
            .then(|| described::and_role(lexed, end))
            .flatten();
        // `the trade group Heartland Oilseed Exchange`
        let beside = phrases[first].kind == MentionKind::Nominal
            && begin == phrases[first].head.end()
            && lexed.capital(begin)
            // `Roe’s Son Says` in a headline
            && !lexed.is(begin, Word::VERB);
        if !comma && !copula && !beside && !called && given.is_none() && also.is_none() {
            continue;
        }
        begin = given.or(also).unwrap_or(begin + usize::from(!beside));
        let called = called || given.is_some();
        let comma = comma || also.is_some();
        // `Chelsea Nguyen, 52, a homemaker`
        if comma && lexed.word(begin).parse::<u8>().is_ok() && lexed.word(begin + 1) == "," {
            begin += 2;
        }
        const NEXT_PHRASES: usize = 12;
        let candidates = first + 1..phrases.len().min(first + NEXT_PHRASES);
        let second = candidates.into_iter().find(|&second| {
            let phrase = &phrases[second];
            // `Jane Roe, the Chamber’s strategist`: the possessor begins after its article.
            let start = phrase.tokens.start().min(phrase.title.start());
            if stands_before_name(phrases, second) {
                return false;
            }
            let the = lexed.word(begin).eq_ignore_ascii_case("the");
            // `Her co-author, the retired statistician Jane Roe,`
            let described = phrase.kind == MentionKind::Name
                && !phrase.title.is_empty()
                && (start == begin + 1 || start == begin + 2 && !lexed.capital(begin + 1));
            (start == begin
                || phrase.tokens.start() == begin
                || the && (described || start == begin + 1 && phrase.article == Article::Possessed))
                && !phrase.plural
                && !phrase.modifier
                && !lexed.possessive(phrase.tokens.end())
        });
        let Some(second) = second else { continue };
        let (a, b) = (&phrases[first], &phrases[second]);
        let fits = match (a.kind, b.kind) {
            (MentionKind::Name, MentionKind::Nominal) => {
                a.sort != Sort::Place && matches!(b.sort, Sort::Person | Sort::Organisation)
            }
            (MentionKind::Nominal, MentionKind::Name) => {
                (comma || beside || called)
                    && (beside
                        || called
                        || matches!(a.article, Article::Definite | Article::Possessed)
                        // `a spokeswoman, Anna Richardson White, said`
                        || a.article == Article::Indefinite
                            && a.sort == Sort::Person
                            // `A reader, Maddie, writes`
                            && (b.head.len() > 1 || b.sort == Sort::Person && lexed.word(b.tokens.end()) == ","))
                    && matches!(a.sort, Sort::Person | Sort::Organisation)
                    && b.sort != Sort::Place
            }
            _ => false,
        };
        // `insurer` is a person or a company.
        let either = lexed.is(a.head.start(), Word::ORGANISATION)
            && a.kind == MentionKind::Nominal
            && a.sort == Sort::Person;
        let agrees = a.sort == b.sort || a.sort == Sort::Unknown || b.sort == Sort::Unknown || either;
        let after = b.tokens.end();
        let list = comma
            && (matches!(lexed.word(after), "and" | "or")
                || lexed.word(after) == "," && matches!(lexed.word(after + 1), "and" | "or"))
            && lexed.capital(after + 1 + usize::from(lexed.word(after) == ","));
        // `by Burns Night, the business secretary predicted` is no apposition: a verb follows without a comma.
        let runs_on = comma && b.kind == MentionKind::Nominal && lexed.is(after, Word::VERB | Word::ADVERB);
        // `his wife, Betsy, and Jane Roe` are two; `his wife, Ann Doe, and Jane Roe` may be three.
        let kin = matches!(
            lexed.word(a.head.start()),
            "wife" | "husband" | "son" | "daughter" | "mother" | "father" | "brother" | "sister"
        );
        let family = kin && a.article == Article::Possessed && b.head.len() == 1;
        let list = list && !is_bare_role(b) && !family;
        let leads = comma && b.kind == MentionKind::Name && leads_clause(lexed, a, b);
        if fits && agrees && !list && !runs_on && !leads && phrases[first].gender.fits(phrases[second].gender)
        {
            phrases[second].apposed = Some(first);
            // `under the mayor, Jane Roe, ticked`
            let apart = lexed.word(phrases[second].tokens.end()) == ",";
            phrases[second].subject &= phrases[first].subject || !apart;
            if phrases[first].apposed.is_none() {
                phrases[first].apposed = Some(second);
            }
        }
    }
}
