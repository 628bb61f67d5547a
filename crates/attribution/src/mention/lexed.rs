//! What the words of a document are, as far as mentions care.
//!
//! In: [`Document`]. Out: [`Lexed`]: classes and shape of each token, and which words the body of the text capitalises.
//! Must not know: mentions.

use crate::byline::name_of_byline;
use crate::fold::folded;
use crate::words::{self, Word};
use dixit_tokenizer::{Document, TokenKind};
use std::borrow::Cow;
use std::collections::HashMap;

/// A paragraph without final stop is a headline when this share of its longer words is capitalised.
const HEADLINE_SHARE: f32 = 0.6;
/// Headlines are short.
const HEADLINE_MOST_TOKENS: usize = 40;
/// Function words in headlines may be small; shorter words than this do not count.
const LONG_WORD_BYTES: usize = 4;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// `said`, and tokens that are no words.
    #[default]
    Small,
    /// `Greer`, `McCain`, `O’Brien`, `al-Assad`
    Capital,
    /// `GREER`, `NATO`, `U.S.`
    Caps,
}

/// One token.
#[derive(Debug, Clone, Copy, Default)]
struct Info {
    classes: Word,
    shape: Shape,
    /// First of its sentence, or after an opening mark, a colon or a dash: a capital says nothing there.
    opening: bool,
    /// In a headline, where capitals say nothing either.
    headline: bool,
    /// Of a word: its position among the forms.
    form: Option<u32>,
}

/// Classes and shapes of all tokens.
pub(crate) struct Lexed<'d> {
    pub(crate) document: &'d Document,
    infos: Vec<Info>,
    forms: Forms<'d>,
}

/// The different words of a document, folded: those of the lists by their number there, then all others. Only positions in
/// `seen` are given away, so that no order of hashes shows.
struct Forms<'d> {
    others: HashMap<Cow<'d, str>, u32>,
    seen: Vec<Seen>,
}

/// How a folded word is written anywhere in the document.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Capitalised inside a sentence of the body: a name for sure.
    name: bool,
    small: bool,
}

impl<'d> Forms<'d> {
    fn new(tokens: usize) -> Self {
        // A guess saves most of the regrowth.
        let others = HashMap::with_capacity(tokens / 6);
        Self { others, seen: vec![Seen::default(); words::listed()] }
    }

    /// The classes of a word and its position.
    fn learn(&mut self, word: &'d str) -> (Word, u32) {
        if let Some((classes, number)) = words::numbered(word) {
            return (classes, number as u32);
        }
        let next = self.seen.len() as u32;
        let position = *self.others.entry(folded(word)).or_insert(next);
        if position == next {
            self.seen.push(Seen::default());
        }
        (Word::empty(), position)
    }
}

/// What stands before names and in no list: `Councilor Roe`, `Aunt Ruth`; not `her aunt`.
fn address(word: &str) -> Word {
    match word {
        "Councilor" | "COUNCILOR" => Word::TITLE | Word::ROLE,
        "Councilors" | "Councillors" => Word::TITLE | Word::ROLE | Word::GROUP,
        "Aunt" | "Auntie" => Word::TITLE | Word::FEMININE,
        "Uncle" => Word::TITLE | Word::MASCULINE,
        _ => Word::empty(),
    }
}

impl<'d> Lexed<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let tokens = document.tokens();
        let mut infos = Vec::with_capacity(tokens.len());
        let mut forms = Forms::new(tokens.len());
        // All words are looked up before any is judged: the processor then waits for several look-ups at a time.
        let learnt: Vec<(Word, Option<u32>)> = tokens
            .iter()
            .enumerate()
            .map(|(position, token)| match token.kind {
                TokenKind::Word | TokenKind::Abbreviation => {
                    let word = document.word(position);
                    let (classes, form) = forms.learn(word);
                    (classes | address(word), Some(form))
                }
                _ => (Word::empty(), None),
            })
            .collect();
        for paragraph in document.paragraphs() {
            let first = infos.len();
            for sentence in &document.sentences()[paragraph.sentences.to_range()] {
                let mut opening = true;
                for position in sentence.tokens.to_range() {
                    let (token, text) = (tokens[position], document.word(position));
                    let (classes, form) = learnt[position];
                    let mut info = Info { classes, form, opening, ..Info::default() };
                    if form.is_some() {
                        info.shape = shape(text);
                        // `US`, `U.S.`, `IT` and `WHO` are no pronouns.
                        if info.shape == Shape::Caps && classes.contains(Word::PLACE) {
                            info.classes -= Word::FUNCTION;
                        }
                    }
                    infos.push(info);
                    // `Trump’s “Great Wall”` still has a capital that tells; after a full opening it does not.
                    opening = match token.kind {
                        TokenKind::QuoteMark => opening || document.space_before(position),
                        TokenKind::Punctuation => matches!(text, ":" | "•" | "*" | "(" | "…" | "..."),
                        TokenKind::Dash => true,
                        _ => false,
                    };
                }
            }
            let headline = is_headline(document, &infos[first..], first, paragraph.tokens.end());
            for info in &mut infos[first..] {
                let Some(form) = info.form else { continue };
                info.headline = headline;
                let seen = &mut forms.seen[form as usize];
                seen.small |= info.shape == Shape::Small;
                seen.name |= info.shape != Shape::Small && !headline && !info.opening;
            }
        }
        // Tokens outside every sentence cannot be, but a missing one must not shift the others.
        infos.resize(tokens.len(), Info::default());
        Self { document, infos, forms }
    }

    pub(crate) fn len(&self) -> usize {
        self.infos.len()
    }

    pub(crate) fn is(&self, position: usize, classes: Word) -> bool {
        self.infos.get(position).is_some_and(|info| info.classes.intersects(classes))
    }

    pub(crate) fn shape(&self, position: usize) -> Shape {
        self.infos.get(position).map_or(Shape::Small, |info| info.shape)
    }

    pub(crate) fn capital(&self, position: usize) -> bool {
        self.shape(position) != Shape::Small
    }

    pub(crate) fn opening(&self, position: usize) -> bool {
        self.infos.get(position).is_some_and(|info| info.opening)
    }

    pub(crate) fn headline(&self, position: usize) -> bool {
        self.infos.get(position).is_some_and(|info| info.headline)
    }

    /// Whether the body of the text writes this word with a capital inside a sentence.
    pub(crate) fn known_name(&self, position: usize) -> bool {
        self.seen(position).name
    }

    /// Whether the text writes this word small somewhere.
    pub(crate) fn seen_small(&self, position: usize) -> bool {
        self.seen(position).small
    }

    fn seen(&self, position: usize) -> Seen {
        let form = self.infos.get(position).and_then(|info| info.form);
        form.map_or(Seen::default(), |form| self.forms.seen[form as usize])
    }

    pub(crate) fn folded(&self, position: usize) -> Cow<'d, str> {
        folded(self.document.word(position))
    }

    pub(crate) fn word(&self, position: usize) -> &'d str {
        self.document.word(position)
    }

    pub(crate) fn kind(&self, position: usize) -> Option<TokenKind> {
        self.document.tokens().get(position).map(|token| token.kind)
    }

    /// `’s`, or the bare mark after a plural: `the dockworkers’ union`.
    pub(crate) fn possessive(&self, position: usize) -> bool {
        match self.kind(position) {
            Some(TokenKind::Possessive) => true,
            Some(TokenKind::QuoteMark) => {
                matches!(self.word(position), "’" | "'")
                    && position > 0
                    && !self.document.space_before(position)
                    && self.word(position - 1).ends_with('s')
                    && self.wordlike(position + 1)
                    && self.document.space_before(position + 1)
                    && !self.is(position + 1, Word::VERB | Word::FUNCTION | Word::PREPOSITION)
            }
            _ => false,
        }
    }

    /// A word in no list.
    pub(crate) fn unknown(&self, position: usize) -> bool {
        self.infos.get(position).is_some_and(|info| info.classes.is_empty())
    }

    /// A small word in no list that does not look like a verb: likely a noun.
    pub(crate) fn unknown_noun(&self, position: usize) -> bool {
        let word = self.word(position);
        self.kind(position) == Some(TokenKind::Word)
            && self
                .infos
                .get(position)
                .is_some_and(|info| info.classes.is_empty() && info.shape == Shape::Small)
            && !["ed", "s", "ing", "ly"].iter().any(|ending| word.ends_with(ending))
            && !word.contains(['’', '\''])
    }

    /// Letters, perhaps with a full stop; no number, no mark.
    pub(crate) fn wordlike(&self, position: usize) -> bool {
        matches!(self.kind(position), Some(TokenKind::Word | TokenKind::Abbreviation))
    }
}

fn shape(text: &str) -> Shape {
    let prefixed = ["al-", "el-", "Al-", "El-"].iter().find_map(|prefix| text.strip_prefix(prefix));
    if prefixed.is_none() && text.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Shape::Small;
    }
    let text = prefixed.unwrap_or(text);
    let mut letters = text.chars().filter(|character| character.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut more = letters.peekable();
            if more.peek().is_some() && more.all(char::is_uppercase) { Shape::Caps } else { Shape::Capital }
        }
        _ => Shape::Small,
    }
}

/// A short paragraph without final stop whose words are nearly all capitalised.
///
/// `Trump Vows New Tariffs on China` is one; `Donald Trump and Mark Rutte in Washington, D.C., 22 October` is a caption,
/// whose small words are too few to tell, and does no harm as one.
fn is_headline(document: &Document, infos: &[Info], start: usize, end: usize) -> bool {
    // `FULL TEXT.`, `BACKGROUND`
    const LABEL_MOST_TOKENS: usize = 4;
    let mut words = infos.iter().filter(|info| info.form.is_some()).peekable();
    if infos.len() <= LABEL_MOST_TOKENS
        && words.peek().is_some()
        && words.all(|info| info.shape == Shape::Caps)
        && document.word(end.saturating_sub(1)) != ":"
    {
        return true;
    }
    if infos.len() > HEADLINE_MOST_TOKENS || infos.len() < 3 {
        return false;
    }
    // An item of a list: `• “A fair protocol.” – Jane Roe, Chief Executive, Rift Leaf Ltd`.
    if matches!(document.word(start), "•" | "*" | "-" | "–" | "—" | "·" | "▪") {
        return false;
    }
    // `Interview by Hana Whitlock`
    if name_of_byline(document, start..end).is_some_and(|name| name > start + 1) {
        return false;
    }
    // `“She runs on seaweed.” — Captain Aino Bell`: who said it, after a dash.
    let kind = |at: usize| document.tokens().get(at).map(|token| token.kind);
    if (start..end).any(|at| kind(at) == Some(TokenKind::QuoteMark) && kind(at + 1) == Some(TokenKind::Dash))
    {
        return false;
    }
    if matches!(document.word(end.saturating_sub(1)), "." | "!" | "”" | "\"" | ":") {
        return false;
    }
    let (mut long, mut capital) = (0_u16, 0_u16);
    for (offset, info) in infos.iter().enumerate() {
        let wordlike =
            document.tokens().get(start + offset).is_some_and(|token| token.kind == TokenKind::Word);
        if wordlike && document.word(start + offset).len() >= LONG_WORD_BYTES {
            long += 1;
            capital += u16::from(info.shape != Shape::Small);
        }
    }
    long >= 3 && f32::from(capital) >= HEADLINE_SHARE * f32::from(long)
}
