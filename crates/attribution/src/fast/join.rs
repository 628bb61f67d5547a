//! Labelled spans joined into attributions.
//!
//! In: spans, the rules' statements, a model. Out: [`Joined`], in text order. Must not know: features, labels, speakers.
//!
//! Each content part chooses its cue, each cue its source, by a log-linear model over the candidates of `pairs.rs`. A cue has one
//! content, perhaps in parts, and at most one source; what the rules hold is settled beforehand.

use super::hold::Held;
use super::model::Model;
use super::pairs::{Choice, Choices, Link, Scene};
use crate::{ContentType, Pattern, Role, RoleSpan, Statement};
use dixit_tokenizer::{Document, TokenKind, TokenRun};
use std::collections::{BTreeMap, BTreeSet};

/// An attribution before its confidence is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The parts of the content, in order; never empty.
    pub content: Vec<TokenRun>,
    /// The cue.
    pub cue: Option<TokenRun>,
    /// The source.
    pub source: Option<TokenRun>,
    /// The statement of the rules that says the same.
    pub ruled: Option<usize>,
    /// The earlier attribution that this one goes on with.
    pub continues: Option<usize>,
    /// How sure the choices of its cue and its source are.
    pub pair: f32,
    /// Whether it stands in the content of another.
    pub nested: bool,
}

/// Joins spans (in text order). Near-linear in their number.
pub(super) fn join(scene: &Scene<'_>, statements: &[Statement], held: &Held, model: &Model) -> Vec<Joined> {
    let (document, spans) = (scene.document, scene.spans);
    let (cues, sources) = (Choices::new(scene, Link::CueOfContent), Choices::new(scene, Link::SourceOfCue));
    let settled = settle(spans, statements, held);
    let rules = Rules::new(statements, document.tokens().len());
    let closed = closed(document, spans, &settled);
    let mut contents: BTreeMap<usize, (Vec<usize>, f32)> = BTreeMap::new();
    let mut alone = Vec::new();
    let named = named_apart(spans, statements);
    for part in cues.seekers().filter(|part| !named.contains_key(part)) {
        let (cue, sure) = match settled.get(&part) {
            Some(&Settled::Cue(cue)) => (Some(cue), 1.0),
            Some(Settled::Whole) => continue,
            None => best(model, &cues.of(part), NO_CUE, closed_to(document, spans, part, &closed)),
        };
        let far = |cue: usize| {
            let paragraph = |span: usize| document.paragraph_of(spans[span].tokens.start());
            paragraph(cue) != paragraph(part) && rules.own_speaker(statements, spans[part].tokens)
        };
        match cue.filter(|&cue| !far(cue)) {
            Some(cue) => {
                let entry = contents.entry(cue).or_insert((Vec::new(), 1.0));
                entry.0.push(part);
                entry.1 = entry.1.min(sure);
            }
            None => alone.push(part),
        }
    }
    let mut joined: Vec<Joined> = Vec::new();
    for seeker in sources.seekers() {
        let Some((parts, sure)) = contents.remove(&seeker) else { continue };
        let content: Vec<TokenRun> = parts.iter().map(|&part| spans[part].tokens).collect();
        let cue = spans[seeker].tokens;
        let ruled = rules.statement_of(&content, Some(cue));
        let (source, of_source) = best(model, &sources.of(seeker), NO_SOURCE, |_| false);
        let by_rule = ruled
            .filter(|at| held.statements.binary_search(at).is_ok())
            .and_then(|at| Some((statements[at].pattern, statements[at].source.first().copied()?)));
        let source = match (source.map(|source| spans[source].tokens), by_rule) {
            // Before a noun the tagger takes more than the owner: `Roe’s blunt verdict`.
            (_, Some((Pattern::CueNoun, owner))) => Some(owner),
            // The marks are the rules' matter, and whose they are too.
            (None, Some((_, owner))) => Some(owner),
            (source, _) => source,
        };
        let subject = ruled.and_then(|at| statements[at].source.first().copied());
        let source = match (source, subject) {
            (Some(source), Some(subject)) if is_led_up_to(document, source, subject) => Some(subject),
            (source, _) => source,
        };
        let pair = sure.min(of_source);
        joined.push(Joined { content, cue: Some(cue), source, ruled, continues: None, pair, nested: false });
    }
    // A content that no cue claims and no rule explains is nearly always wrong.
    let explained = alone.iter().filter_map(|&part| {
        let content = vec![spans[part].tokens];
        Some((rules.statement_of(&content, None)?, content))
    });
    // Turns and quotations with no cue stay whole.
    let whole = held.statements.iter().copied().filter(|at| statements[*at].cue.is_empty());
    let whole = whole.chain(unseen(spans, statements));
    for (ruled, content) in explained.chain(whole.map(|at| (at, statements[at].content.clone()))) {
        joined.push(Joined { content, cue: None, ..as_ruled(&statements[ruled], ruled, false) });
    }
    joined.extend(named.values().map(|&at| as_ruled(&statements[at], at, false)));
    joined.sort_by_key(|attribution| attribution.content[0].start());
    continue_earlier(document, statements, &mut joined);
    joined
}

/// Whether the tagger took what leads up to a subject for a part of it: `In its report in July | the company`.
///
/// Counter-examples: `The head of | the company`, which no preposition stands before; `In a poll, | voters`, where the poll may speak.
fn is_led_up_to(document: &Document, source: TokenRun, subject: TokenRun) -> bool {
    use dixit_tokenizer::Index as _;
    let Some(before) = source.start().checked_sub(1) else { return false };
    let sentence = document.sentences().get(document.sentence_of(before).to_usize());
    let leads = ["in", "at", "on", "after", "before", "during", "with", "under"];
    subject.end() == source.end()
        && subject.start() > source.start()
        && sentence.is_some_and(|sentence| sentence.tokens.start() == before)
        && leads.iter().any(|word| document.word(before).eq_ignore_ascii_case(word))
        && !(source.start()..subject.start()).any(|at| document.word(at) == ",")
}

/// How much likelier than a cue must "none" be, in log-odds. Chosen, like the next, by cross-validation on PolNeAR train: a wrong
/// partner costs little where the right one was missed, so F rises from 67.0 to 69.5 with both.
const NO_CUE: f32 = 0.5;

/// How much likelier than a source must "none" be.
const NO_SOURCE: f32 = 2.0;

/// What the rules hold of a content part.
enum Settled {
    /// Its cue.
    Cue(usize),
    /// All of it: there is no cue.
    Whole,
}

/// The cues, by their position among the spans, of quotations that are whole sentences.
fn closed(document: &Document, spans: &[RoleSpan], settled: &BTreeMap<usize, Settled>) -> BTreeSet<usize> {
    let whole = settled.iter().filter_map(|(&part, settled)| match settled {
        Settled::Cue(cue) => Some((part, *cue)),
        Settled::Whole => None,
    });
    whole
        .filter(|&(part, _)| {
            let first = spans[part].tokens.start() + 1;
            first < spans[part].tokens.end() && document.word(first).starts_with(char::is_uppercase)
        })
        .map(|(_, cue)| cue)
        .collect()
}

/// Those of the closed cues that a part of a content cannot belong to: what a reporting clause goes on with is none of its content,
/// unless it stands in marks as well.
///
/// Example: `“Go,” she added | when the hall fell silent.` Counter-example: `“It pains us,” they wrote, | that the pier fell.`
fn closed_to<'a>(
    document: &Document,
    spans: &'a [RoleSpan],
    part: usize,
    closed: &'a BTreeSet<usize>,
) -> impl Fn(usize) -> bool + 'a {
    let first = spans[part].tokens.start();
    let open = document.tokens()[first].kind == TokenKind::QuoteMark || document.word(first) == "that";
    move |cue| !open && spans[cue].tokens.start() < first && closed.contains(&cue)
}

/// Quotations that the rules give to somebody without a cue, and that the tagger has left out whole: `Roe rolls her eyes. “He fell.”`
fn unseen<'a>(spans: &'a [RoleSpan], statements: &'a [Statement]) -> impl Iterator<Item = usize> + 'a {
    let labelled = |run: &TokenRun| {
        let after = spans.partition_point(|span| span.tokens.end() <= run.start());
        spans.get(after).is_some_and(|span| span.tokens.start() < run.end())
    };
    let direct = |statement: &Statement| {
        statement.nested_in.is_none()
            && statement.content_type == ContentType::Direct
            && statement.cue.is_empty()
            && statement.pattern == Pattern::Continuation
    };
    (0..statements.len())
        .filter(move |&at| direct(&statements[at]) && !statements[at].content.iter().any(labelled))
}

/// The content parts that the rules hold.
fn settle(spans: &[RoleSpan], statements: &[Statement], held: &Held) -> BTreeMap<usize, Settled> {
    let find = |role: Role, run: TokenRun| {
        let first = spans.partition_point(|span| span.tokens.start() < run.start());
        let near = spans[first..].iter().take_while(move |span| span.tokens.start() < run.end());
        near.enumerate().filter(move |(_, span)| span.role == role).map(move |(offset, _)| first + offset)
    };
    let mut settled = BTreeMap::new();
    for &at in &held.statements {
        let statement = &statements[at];
        let cue = statement.cue.first().and_then(|cue| find(Role::Cue, *cue).next());
        for part in statement.content.iter().flat_map(|run| find(Role::Content, *run)) {
            settled.insert(part, cue.map_or(Settled::Whole, Settled::Cue));
        }
    }
    settled
}

/// The best candidate that is not closed, and its probability; the first wins a tie.
fn best(
    model: &Model,
    choice: &Choice,
    against_none: f32,
    closed: impl Fn(usize) -> bool,
) -> (Option<usize>, f32) {
    let open = choice.candidates.iter().filter(|(candidate, _)| !candidate.is_some_and(&closed));
    let scores: Vec<(Option<usize>, f32)> = open
        .map(|(candidate, features)| {
            let against = if candidate.is_none() { against_none } else { 0.0 };
            (*candidate, model.pair(features) - against)
        })
        .collect();
    let order = |a: usize, b: usize| scores[a].1.total_cmp(&scores[b].1).then(b.cmp(&a));
    let Some(at) = (0..scores.len()).max_by(|&a, &b| order(a, b)) else {
        return (None, 0.0);
    };
    let all: f32 = scores.iter().map(|(_, score)| (score - scores[at].1).exp()).sum();
    (scores[at].0, 1.0 / all)
}

/// The rules' top-level statements, by token.
struct Rules {
    /// For each token, one more than the statement whose content has it.
    content: Vec<u32>,
    /// The same for cues.
    cue: Vec<u32>,
}

impl Rules {
    fn new(statements: &[Statement], tokens: usize) -> Self {
        let mut rules = Self { content: vec![0; tokens], cue: vec![0; tokens] };
        for (at, statement) in statements.iter().enumerate().filter(|(_, s)| s.nested_in.is_none()) {
            let number = u32::try_from(at + 1).unwrap_or_default();
            for run in &statement.content {
                rules.content[run.to_range()].fill(number);
            }
            for run in &statement.cue {
                rules.cue[run.to_range()].fill(number);
            }
        }
        rules
    }

    /// Whether the rules give a quotation to somebody named beside it, without a cue: it is no part of what another paragraph’s cue reports.
    ///
    /// Example: `“From behind,” he said.¶ Roe walked to the easel. | “So it was no rain.”` Counter-example: `“From behind,” he said.¶ | “It was no
    /// rain.”`
    fn own_speaker(&self, statements: &[Statement], content: TokenRun) -> bool {
        let own = self.content.get(content.start()).and_then(|at| at.checked_sub(1));
        own.and_then(|at| statements.get(at as usize)).is_some_and(|statement| {
            statement.cue.is_empty()
                && !statement.source.is_empty()
                && statement.content_type == ContentType::Direct
                && statement.content.first().is_some_and(|first| first.start() == content.start())
        })
    }

    /// The statement with the same cue whose content begins in this content or the other way round.
    fn statement_of(&self, content: &[TokenRun], cue: Option<TokenRun>) -> Option<usize> {
        let in_content = |at: u32| content.iter().any(|run| self.content[run.to_range()].contains(&at));
        let at = match cue {
            Some(cue) => self.cue[cue.to_range()].iter().copied().find(|&at| at > 0 && in_content(at))?,
            None => self.content[content.first()?.to_range()].iter().copied().find(|&at| at > 0)?,
        };
        at.checked_sub(1).map(|at| at as usize)
    }
}

/// A content without a cue goes on with the one that the rules name, else with the one before it in its paragraph.
fn continue_earlier(document: &Document, statements: &[Statement], joined: &mut [Joined]) {
    use dixit_tokenizer::Index as _;
    let place: BTreeMap<usize, usize> =
        joined.iter().enumerate().filter_map(|(at, one)| Some((one.ruled?, at))).collect();
    for at in 0..joined.len() {
        if joined[at].cue.is_some() || joined[at].source.is_some() {
            continue;
        }
        let by_rule = joined[at].ruled.and_then(|rule| statements[rule].continues);
        let by_rule = by_rule.and_then(|earlier| place.get(&earlier.to_usize()).copied());
        let paragraph = |one: &Joined| document.paragraph_of(one.content[0].start());
        let before = at.checked_sub(1).filter(|&before| paragraph(&joined[before]) == paragraph(&joined[at]));
        joined[at].continues = by_rule.or(before).filter(|&earlier| earlier != at);
    }
}

/// Adds the rules' statements that stand wholly in one part of a content: what one label a token cannot say.
///
/// Example: `Vogt said | Okafor had warned | that the pier was old`. Linear in both.
pub(super) fn add_nested(statements: &[Statement], joined: &mut Vec<Joined>) {
    let mut parts: Vec<TokenRun> = joined.iter().flat_map(|one| one.content.iter().copied()).collect();
    parts.sort_by_key(|run| run.start());
    for (at, statement) in statements.iter().enumerate() {
        let runs = || [&statement.content, &statement.cue, &statement.source].into_iter().flatten();
        let (Some(start), Some(end)) =
            (runs().map(|run| run.start()).min(), runs().map(|run| run.end()).max())
        else {
            continue;
        };
        let around = parts.partition_point(|part| part.start() <= start).checked_sub(1);
        // All of a part is what the part says itself, unless the rules have it in another’s words too: `According to the Gazette, | the mayor
        // believes that both are right`.
        let inside = around.is_some_and(|part| {
            end <= parts[part].end() && (end - start < parts[part].len() || statement.nested_in.is_some())
        });
        if !inside || statement.cue.is_empty() && statement.source.is_empty() {
            continue;
        }
        joined.push(as_ruled(statement, at, true));
    }
}

/// A statement as the rules have it.
fn as_ruled(statement: &Statement, at: usize, nested: bool) -> Joined {
    Joined {
        content: statement.content.clone(),
        cue: statement.cue.first().copied(),
        source: statement.source.first().copied(),
        ruled: Some(at),
        continues: None,
        pair: 1.0,
        nested,
    }
}

/// Content spans that the rules give to another cue inside the content of their own, where the tagger has left that cue out of the content:
/// `According to the union, | sales have fallen |, a drop it calls | “a cliff”`. By span, the statement.
///
/// Counter-example: `According to the union, | sales saw a drop it calls “a cliff” |` (nested, see [`add_nested`]).
fn named_apart(spans: &[RoleSpan], statements: &[Statement]) -> BTreeMap<usize, usize> {
    let around = |token: usize| {
        let after = spans.partition_point(|span| span.tokens.end() <= token);
        spans.get(after).filter(|span| span.tokens.start() <= token)
    };
    let mut named = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        let ([content], Some(cue)) = (&statement.content[..], statement.cue.first()) else { continue };
        let open = around(cue.start()).is_none_or(|span| span.role != Role::Content);
        if statement.nested_in.is_none() || statement.content_type != ContentType::Direct || !open {
            continue;
        }
        let part = spans.partition_point(|span| span.tokens.start() < content.start());
        if spans.get(part).is_some_and(|span| span.role == Role::Content && span.tokens == *content) {
            named.insert(part, at);
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleEngine;
    use crate::{Engine, Role, find_quotes, link};
    use dixit_tokenizer::{Source, Span, tokenize};

    /// Whether the last of these spans cannot belong to the cue, which is the second one and holds the first.
    fn is_closed(text: &str, quotation: &str, cue: &str, part: &str) -> bool {
        let document = tokenize(Source::new(text).unwrap());
        let span = |role: Role, words: &str| {
            let start = text.find(words).expect(words);
            RoleSpan { role, tokens: document.tokens_in(Span::from_usize(start, start + words.len())) }
        };
        let spans = [span(Role::Content, quotation), span(Role::Cue, cue), span(Role::Content, part)];
        let closed = closed(&document, &spans, &BTreeMap::from([(0, Settled::Cue(1))]));
        closed_to(&document, &spans, 2, &closed)(1)
    }

    #[test]
    fn quotations_that_the_tagger_leaves_out() {
        let document = tokenize(Source::new("Roe rolls her eyes. “He fell on the pier.”").unwrap());
        let quotes = find_quotes(&document);
        let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
        assert_eq!(unseen(&[], &statements).count(), 1);
        // What it has labelled is its own.
        let seen = RoleSpan { role: Role::Content, tokens: statements[0].content[0] };
        assert_eq!(unseen(&[seen], &statements).count(), 0);
    }

    #[test]
    fn what_a_reporting_clause_goes_on_with_is_no_content() {
        assert!(is_closed("“Go,” she added when all was still.", "“Go,”", "added", "when all was still"));
        assert!(!is_closed(
            "“It pains us,” we wrote, that it fell.",
            "“It pains us,”",
            "wrote",
            "that it fell"
        ));
        assert!(!is_closed("“Go,” she added, and “run.”", "“Go,”", "added", "“run.”"));
        // A quotation that is no sentence may be a part of one.
        assert!(!is_closed("“a better use,” he said, to wait", "“a better use,”", "said", "to wait"));
    }

    #[test]
    fn a_nested_statement_may_fill_its_content() {
        let nested = |text: &str, part: &str| {
            let document = tokenize(Source::new(text).unwrap());
            let quotes = find_quotes(&document);
            let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
            let start = text.find(part).expect(part);
            let content = vec![document.tokens_in(Span::from_usize(start, start + part.len()))];
            let outer = Joined {
                content,
                cue: None,
                source: None,
                ruled: None,
                continues: None,
                pair: 1.0,
                nested: false,
            };
            let mut joined = vec![outer];
            add_nested(&statements, &mut joined);
            joined.len() - 1
        };
        let part = "the mayor believes that both are right";
        assert_eq!(
            nested("According to the Harbour Gazette, the mayor believes that both are right.", part),
            1
        );
        // Here it is the statement itself.
        assert_eq!(nested("On Friday, the mayor believes that both are right.", part), 0);
    }

    #[test]
    fn a_name_apart_from_the_content() {
        let text = "According to the union, sales have fallen, a drop it calls “a cliff with no rail”.";
        let document = tokenize(Source::new(text).unwrap());
        let quotes = find_quotes(&document);
        let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
        let content = |words: &str| {
            let start = text.find(words).expect(words);
            let tokens = document.tokens_in(Span::from_usize(start, start + words.len()));
            RoleSpan { role: Role::Content, tokens }
        };
        let apart = [content("sales have fallen"), content("“a cliff with no rail”")];
        assert_eq!(named_apart(&apart, &statements).keys().copied().collect::<Vec<_>>(), [1]);
        let whole = [content("sales have fallen, a drop it calls “a cliff with no rail”")];
        assert!(named_apart(&whole, &statements).is_empty());
    }

    #[test]
    fn who_stands_beside_a_quotation_has_it() {
        let own = |text: &str, words: &str| {
            let document = tokenize(Source::new(text).unwrap());
            let quotes = find_quotes(&document);
            let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
            let start = text.find(words).expect(words);
            let content = document.tokens_in(Span::from_usize(start, start + words.len()));
            Rules::new(&statements, document.tokens().len()).own_speaker(&statements, content)
        };
        let quotation = "“So it was no rain.”";
        assert!(own(
            "“From behind,” he said.\n\nThen Roe walked to the easel. “So it was no rain.”",
            quotation
        ));
        assert!(!own("“From behind,” he said.\n\n“So it was no rain.”", quotation));
    }
}
