//! Reporting verbs right beside a quotation that the tagger took for something else.
//!
//! In: [`Document`], [`Quotes`], parts of speech. Out: the same parts of speech, mended. Must not know: who speaks, what else the words
//! around mean.
//!
//! The tagger reads a sentence from the left and knows little of inverted clauses: after `“Fine,”` it takes `grumbles Esteban Roy` for
//! a name. A form of a reporting verb in that place is hardly ever anything else.

use crate::lexicon;
use crate::pos::Pos;
use crate::{Closure, Quotes};
use dixit_tokenizer::{Document, TokenKind};

/// Adverbs and the subject between a quotation and its verb: `“…,” the 54-year-old luthier shot back`.
const REACH: usize = 8;

/// Makes verbs of the reporting verbs beside quotations. Linear in their number.
///
/// Example: `“Fine,” grumbles Esteban Roy.`, `“Fine,” the luthier replies.` Counter-example: `the word “fine” claims nothing` (no comma
/// in the marks), `“Fine,” claims adjusters` stays ambiguous and reads as a verb.
pub(super) fn mend_verbs(document: &Document, quotes: &Quotes, pos: &mut [Pos]) {
    for (span, run) in quotes.spans.iter().zip(&quotes.tokens) {
        mend_before(&Words { document, len: pos.len() }, run.start(), pos);
        if span.closure != Closure::Closed || run.len() < 3 {
            continue;
        }
        let words = Words { document, len: pos.len() };
        let after = match words.word(run.end()) {
            "," => run.end() + 1,
            _ if matches!(words.last_inside(run.start(), run.end()), "," | "?" | "!" | "—" | "--") => {
                run.end()
            }
            _ => continue,
        };
        if !words.same_paragraph(run.start(), after) {
            continue;
        }
        mend_inverted(&words, after, pos);
        mend_after_subject(&words, after, pos);
    }
}

/// `“Fine,” grumbles Esteban Roy`: the verb comes first, in lower case, and a noun phrase follows.
fn mend_inverted(words: &Words<'_>, after: usize, pos: &mut [Pos]) {
    let verb = if words.pos(pos, after) == Pos::Adverb { after + 1 } else { after };
    let Some(form) = words.finite_form(verb) else { return };
    // `chipped in Emile Roy`
    let last = verb + usize::from(words.is_phrasal(verb));
    let follows = words.pos(pos, last + 1);
    let subject = matches!(
        follows,
        Pos::Name
            | Pos::Determiner
            | Pos::Possessor
            | Pos::Pronoun
            | Pos::Cardinal
            | Pos::Noun
            | Pos::Adjective
    ) || words.word(last + 1).starts_with(char::is_uppercase);
    if subject && !words.pos(pos, verb).is_finite() && last + 1 < pos.len() {
        pos[verb] = form;
        // `repeated Emile Roy`: the tagger guesses at names it does not know.
        if words.word(last + 1).starts_with(char::is_uppercase)
            && matches!(follows, Pos::Preposition | Pos::Adverb | Pos::Participle | Pos::Other)
        {
            pos[last + 1] = Pos::Name;
        }
    }
}

/// `He jokes, “Fine.”`, `Article 33 affirms: “…”`: the verb stands between its subject and the quotation.
fn mend_before(words: &Words<'_>, quote: usize, pos: &mut [Pos]) {
    mend_naming(words, quote, pos);
    let Some(verb) = quote.checked_sub(2) else { return };
    if !matches!(words.word(quote - 1), "," | ":") || words.pos(pos, verb).is_verb() || verb == 0 {
        return;
    }
    let subject =
        matches!(words.pos(pos, verb - 1), Pos::Name | Pos::Pronoun | Pos::Cardinal | Pos::Nouns | Pos::Noun);
    if let Some(form) = words.finite_form(verb).filter(|_| subject && words.is_strong(verb)) {
        pos[verb] = form;
    }
}

/// `what their union calls “a wage from another century”`: a verb that names, right before the name.
///
/// Counter-example: `the usual calls “to arms”`
fn mend_naming(words: &Words<'_>, quote: usize, pos: &mut [Pos]) {
    let Some(verb) = quote.checked_sub(1).filter(|&verb| verb > 0) else { return };
    let naming = matches!(words.word(verb), "calls" | "labels" | "brands" | "terms" | "dubs");
    let subject = matches!(words.pos(pos, verb - 1), Pos::Name | Pos::Pronoun | Pos::Noun);
    if naming && subject && !words.pos(pos, verb).is_verb() {
        pos[verb] = Pos::Says;
    }
}

/// `“Fine,” the luthier replies.`: the verb ends its clause, after a subject in which nothing else is a verb.
fn mend_after_subject(words: &Words<'_>, after: usize, pos: &mut [Pos]) {
    for verb in after + 1..(after + REACH).min(pos.len()) {
        let here = words.pos(pos, verb);
        if here.is_finite() || words.kind(verb) == TokenKind::QuoteMark {
            return;
        }
        let Some(form) = words.finite_form(verb) else { continue };
        let particle = words.is_phrasal(verb);
        let stops = |at: usize| {
            matches!(words.word(at), "." | "," | ":" | ";")
                || matches!(words.kind(at), TokenKind::QuoteMark | TokenKind::Dash)
        };
        let closes =
            |at: usize| stops(at) || matches!(words.pos(pos, at), Pos::Preposition | Pos::Adverb | Pos::Wh);
        let closed = if particle {
            closes(verb + 2)
        } else {
            stops(verb + 1) || words.is_strong(verb) && closes(verb + 1)
        };
        if !closed {
            continue;
        }
        match words.pos(pos, verb - 1) {
            Pos::Name | Pos::Pronoun | Pos::Noun | Pos::Nouns => {}
            // `the luthier`: unknown, and taken for a comparative.
            Pos::Adjective
                if matches!(words.pos(pos, after), Pos::Determiner | Pos::Possessor | Pos::Cardinal) =>
            {
                pos[verb - 1] = Pos::Noun;
            }
            // `Moreno, a welder, replies`, `Ortiz (R-Texas) replies`
            _ if matches!(words.word(verb - 1), "," | ")") => {}
            _ => return,
        }
        pos[verb] = form;
        return;
    }
}

/// The words of a document, past its ends too.
struct Words<'a> {
    document: &'a Document,
    len: usize,
}

impl<'a> Words<'a> {
    fn word(&self, token: usize) -> &'a str {
        if token < self.len { self.document.word(token) } else { "" }
    }

    fn kind(&self, token: usize) -> TokenKind {
        self.document.tokens().get(token).map_or(TokenKind::Punctuation, |token| token.kind)
    }

    fn pos(&self, pos: &[Pos], token: usize) -> Pos {
        pos.get(token).copied().unwrap_or(Pos::Punctuation)
    }

    /// The last word that is no mark: `said, ‘Go,’”` ends with its comma.
    fn last_inside(&self, start: usize, end: usize) -> &'a str {
        let last = (start..end).rev().find(|&token| self.kind(token) != TokenKind::QuoteMark);
        last.map_or("", |token| self.word(token))
    }

    fn same_paragraph(&self, one: usize, other: usize) -> bool {
        other < self.len && self.document.paragraph_of(one) == self.document.paragraph_of(other)
    }

    /// `shot back`
    fn is_phrasal(&self, token: usize) -> bool {
        let two = format!("{} {}", self.word(token), self.word(token + 1));
        lexicon::verb(&two).is_some_and(|verb| verb.strong)
    }

    fn is_strong(&self, token: usize) -> bool {
        lexicon::verb(self.word(token)).is_some_and(|verb| verb.strong)
    }

    /// The tense of a lower-case form of a reporting verb in the past or third person.
    fn finite_form(&self, token: usize) -> Option<Pos> {
        let word = self.word(token);
        let past_or_third = word.ends_with(['s', 'd', 't']);
        let known = lexicon::verb(word).is_some() && past_or_third || self.is_phrasal(token);
        if !known || word.ends_with("ing") {
            return None;
        }
        Some(if word.ends_with('s') { Pos::Says } else { Pos::Past })
    }
}
