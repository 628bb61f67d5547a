//! Pronouns: whom they mean.
//!
//! In: [`Salience`], what was resolved before. Out: a [`Resolution`]. Must not know: names’ forms, rosters.

use super::salience::{Salience, Trace};
use super::{Input, Node, Ranked, Resolution};
use crate::fold::fold;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};
use dixit_tokenizer::{Index, TokenKind};

/// How many sentences back, quotations not counted.
const FURTHEST_SENTENCE: usize = 7;
/// What a sentence’s distance is worth; further ones are worth nothing more.
const BY_DISTANCE: [i32; 5] = [46, 36, 22, 14, 7];
/// The antecedent stands in another paragraph.
const OTHER_PARAGRAPH: i32 = -10;
/// It is the subject of its clause.
const SUBJECT: i32 = 20;
/// … and the pronoun is none: `his`, `to him`. In place of it.
const SUBJECT_OF_OTHER: i32 = 14;
/// It is the source of a statement: who speaks goes on speaking.
const SPEAKER: i32 = 14;
/// … all the more where the pronoun speaks too and nobody has spoken between.
const SPEAKS_AGAIN: i32 = 16;
/// It asked somebody: who is asked answers. In place of what subject and speaker are worth.
const ASKED: i32 = -24;
/// It opens its sentence.
const OPENS_SENTENCE: i32 = 6;
/// Its gender is known and fits.
const GENDER_KNOWN: i32 = 8;
/// Nobody knows whether it is a person at all.
const UNKNOWN_SORT: i32 = -6;
/// … and it is one word that says nothing, `Instagram`: a person would have been named in full first.
const UNKNOWN_WORD: i32 = -30;
/// It is one of several that a bare name may mean.
const UNSURE: i32 = -6;
/// It has no name: `a spokesman`.
const UNNAMED: i32 = -8;
/// … and the pronoun speaks: who is quoted has mostly been introduced.
const UNNAMED_SPEAKS: i32 = -6;
/// … and all the more where this mention says nothing: `He came with an interpreter. The interpreter wants a chair.`
const UNNAMED_SILENT: i32 = -24;
/// What being subject or speaker is worth, of 2, where a paragraph and more lie between.
const FADED: i32 = 1;
/// For each earlier mention of it …
const OFTEN: i32 = 2;
/// … up to this many.
const MOST_OFTEN: i32 = 3;
/// The whole text names somebody else this many times as often …
const SELDOM: usize = 4;
/// … so it is not whom the text is about.
const BESIDE_THE_POINT: i32 = -4;
/// Nobody is named more often.
const TOPIC: i32 = 2;
/// It stands inside a quotation, the pronoun does not.
const IN_QUOTE: i32 = -34;
/// It stands in a headline, a byline or a caption.
const IN_LINE: i32 = -20;
/// It only says whose: `Clinton campaign`, `Trump’s`.
const MODIFIER: i32 = -16;
/// A pronoun is itself a sign that the antecedent is spoken of.
const BY_PRONOUN: i32 = 4;
/// Fewer points than this are no antecedent.
const ENOUGH: i32 = 14;
/// Two antecedents closer than this leave the pronoun open.
const CLEAR: i32 = 2;

/// What a pronoun’s own place says of whom it means.
struct Here {
    /// The pronoun.
    index: usize,
    /// Who says the direct quotation it stands in: that is `I`, never `he`.
    speaker: Option<usize>,
    /// `him`, `to her`
    object: bool,
    /// The pronoun speaks, and its own sentence has a subject before it: `Roe seems late — he told us` is no word of whoever spoke
    /// before Roe. But `Asked whether Roe faces Doe, she replied` speaks of the one who spoke.
    own_subject: bool,
    /// Who spoke last, where the pronoun speaks.
    again: Option<usize>,
}

/// What is said before the pronoun is no telling: `The nominee, he said, was late`.
fn is_said(input: &Input<'_>, index: usize, earlier: &Phrase) -> bool {
    input.said_before[index].is_some_and(|begin| begin <= earlier.tokens.start())
        && earlier.kind != MentionKind::Pronoun
}

impl Salience<'_> {
    /// Whom a pronoun means.
    pub(super) fn resolve(
        &self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Resolution {
        let phrase = &self.phrases[index];
        match phrase.pronoun {
            Some(Pronoun::Third) => self
                .emphatic(resolutions, index)
                .or_else(|| self.subject_to_come(nodes, resolutions, index))
                .unwrap_or_else(|| {
                    let found = self.person(input, nodes, resolutions, index);
                    let nobody = found.nodes.is_empty() && found.ambiguous.is_empty() && input.speaks[index];
                    let later = nobody.then(|| self.named_later(nodes, resolutions, index)).flatten();
                    later.unwrap_or(found)
                }),
            Some(Pronoun::Neuter) => {
                if let Some(writer) = self.writer(nodes, index).filter(|_| input.speaks[index]) {
                    return writer;
                }
                let found = self.plain(nodes, index, true, |sort| {
                    matches!(sort, Sort::Organisation | Sort::Place | Sort::Unknown)
                });
                let speaks = found.nodes.is_empty() && input.speaks[index];
                speaks.then(|| self.sender(nodes, index)).flatten().unwrap_or(found)
            }
            Some(Pronoun::Plural) => {
                let group = |sort| sort == Sort::Group;
                let found = self.plain(nodes, index, true, group);
                let later = |group: &Resolution| group.antecedent > found.antecedent;
                match self.together(nodes, index).filter(later) {
                    Some(group) if group.antecedent.is_some_and(|at| self.distance(at, index).0 <= 1) => {
                        group
                    }
                    _ if found.nodes.is_empty() => self.plain(nodes, index, false, group),
                    _ => found,
                }
            }
            Some(Pronoun::Relative) => self.relative(input, resolutions, index),
            Some(Pronoun::First | Pronoun::FirstPlural | Pronoun::Second) | None => Resolution::default(),
        }
    }

    /// `he`, `she`: the best by the points above.
    pub(super) fn person(
        &self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Resolution {
        let phrase = &self.phrases[index];
        let here = self.here(input, nodes, resolutions, index);
        // (node, points, phrase), in order of appearance; short, so a linear search is fine.
        let mut scores: Vec<(usize, i32, usize)> = Vec::new();
        let mut often: Vec<(usize, i32)> = Vec::new();
        for trace in self.traces.iter().rev() {
            if self.distance(trace.phrase, index).0 > FURTHEST_SENTENCE {
                break;
            }
            let Some(points) = self.points(input, &nodes[trace.node], &here, trace) else { continue };
            match often.iter_mut().find(|(counted, _)| *counted == trace.node) {
                Some(count) => count.1 = (count.1 + OFTEN).min(OFTEN * MOST_OFTEN),
                None => often.push((trace.node, 0)),
            }
            match scores.iter_mut().find(|(scored, _, _)| *scored == trace.node) {
                Some(score) if score.1 >= points => {}
                Some(score) => (score.1, score.2) = (points, trace.phrase),
                None => scores.push((trace.node, points, trace.phrase)),
            }
        }
        for score in &mut scores {
            score.1 += often.iter().find(|(node, _)| *node == score.0).map_or(0, |&(_, bonus)| bonus);
        }
        self.remember_the_dead(input, &nodes[..], index, &mut scores);
        scores.retain(|&(_, points, _)| points >= ENOUGH);
        // A stable sort: of equals the one mentioned last stays first.
        scores.sort_by_key(|&(_, points, _)| -points);
        match scores[..] {
            [] => Resolution::default(),
            [(first, a, _), (second, b, _), ..] if a - b < CLEAR => Resolution::either(vec![first, second]),
            [(node, points, antecedent), ref others @ ..] => {
                // Inside a quotation nobody has been introduced: such a guess shall not bind the rest.
                let told = phrase.quote.is_none();
                if told && nodes[node].gender == Gender::Unknown && nodes[node].sort == Sort::Person {
                    nodes[node].gender = phrase.gender;
                }
                let second = others.first().map(|&(node, points, _)| (node, points));
                let ranked = Some(Ranked { phrase: antecedent, points, second });
                Resolution { ranked, ..Resolution::one(node, Some(antecedent)) }
            }
        }
    }

    /// `it`, `they`: the latest subject of a fitting sort in this sentence or the one before. Unless `active`, also the latest of any
    /// place, where there is no subject: `She taught the authors their trade`, not `She read the reports to their end`.
    fn plain(&self, nodes: &[Node], index: usize, active: bool, fits: impl Fn(Sort) -> bool) -> Resolution {
        let quote = self.phrases[index].quote;
        let mut best: Option<(i32, &Trace)> = None;
        for trace in self.traces.iter().rev() {
            let (distance, _) = self.distance(trace.phrase, index);
            if distance > 1 {
                break;
            }
            let earlier = &self.phrases[trace.phrase];
            // An unknown name that speaks may be a body, one of two words is rather a person.
            let unknown = nodes[trace.node].sort == Sort::Unknown
                && (!trace.speaks
                    || nodes[trace.node].gender != Gender::Unknown
                    || nodes[trace.node].name.contains(' '));
            if !fits(nodes[trace.node].sort)
                || unknown
                || trace.unsure
                || earlier.modifier
                || earlier.quote != quote && earlier.quote.is_some()
            {
                continue;
            }
            let points = if earlier.subject || trace.speaks { SUBJECT } else { 0 }
                + if trace.speaks { SPEAKER } else { 0 };
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, trace));
            }
        }
        match best {
            Some((points, trace)) if points > 0 || !active => Resolution::one(trace.node, Some(trace.phrase)),
            _ => Resolution::default(),
        }
    }

    /// `In her letter, Ms. Roe asked for time`: the subject of the clause that the phrase opens.
    ///
    /// Counter-example: `In her absence, Mr. Roe asked for time`, and `In her letter to the court, dated May 2, it was said`.
    fn subject_to_come(
        &self,
        nodes: &[Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Option<Resolution> {
        /// `In her`, `In one of her`
        const LONGEST_OPENING: usize = 3;
        /// From the pronoun to the comma.
        const LONGEST_PHRASE: usize = 12;
        let phrase = &self.phrases[index];
        let start = phrase.tokens.start();
        let sentence = self.document.sentences().get(self.places[index].sentence.to_usize())?.tokens;
        let opening = classify(&fold(self.document.word(sentence.start())));
        if phrase.quote.is_some()
            || !(1..=LONGEST_OPENING).contains(&(start - sentence.start()))
            || !opening.intersects(Word::PREPOSITION)
            || self.is_object(index)
        {
            return None;
        }
        let end = sentence.end().min(start + LONGEST_PHRASE);
        let comma = (start..end).find(|&at| self.document.word(at) == ",")?;
        let (subject, earlier) = self.phrases[index..]
            .iter()
            .enumerate()
            .find(|(_, later)| later.tokens.start() > comma)
            .filter(|(_, later)| later.tokens.start() == comma + 1)?;
        let [node] = resolutions[index + subject].nodes[..] else { return None };
        let fits = earlier.kind == MentionKind::Name
            && earlier.subject
            && nodes[node].sort == Sort::Person
            && nodes[node].gender.fits(phrase.gender);
        fits.then(|| Resolution::one(node, None))
    }

    /// `“Why resign?” he asked. The minister, Ada Moreno’s rival Hugo Roe, …`: a story may open with words and name their speaker after
    /// them.
    ///
    /// Counter-example: `Ms. Doe listened. “Why resign?” he asked. Hugo Roe left.` (people were named before).
    fn named_later(&self, nodes: &[Node], resolutions: &[Resolution], index: usize) -> Option<Resolution> {
        /// How many paragraphs on …
        const WITHIN_PARAGRAPHS: usize = 2;
        /// … and phrases: keeps the stage linear where a text names nobody.
        const WITHIN_PHRASES: usize = 256;
        let person = |node: usize| nodes[node].sort == Sort::Person && nodes[node].named;
        if self.traces.iter().any(|trace| person(trace.node)) {
            return None;
        }
        let here = self.places[index].paragraph.to_usize();
        let near = index..self.phrases.len().min(index + WITHIN_PHRASES);
        let (name, node) = near.into_iter().find_map(|at| {
            let (later, [node]) = (&self.phrases[at], &resolutions[at].nodes[..]) else { return None };
            let named = later.kind == MentionKind::Name && later.quote.is_none() && !later.modifier;
            (named && person(*node)).then_some((at, *node))
        })?;
        let near = self.places[name].paragraph.to_usize() <= here + WITHIN_PARAGRAPHS;
        let fits = self.phrases[name].subject && nodes[node].gender.fits(self.phrases[index].gender);
        (near && fits).then(|| Resolution::one(node, None))
    }

    /// What the pronoun’s own place says.
    fn here(&self, input: &Input<'_>, nodes: &[Node], resolutions: &[Resolution], index: usize) -> Here {
        let phrase = &self.phrases[index];
        let last_speaker = self.traces.iter().rev().find(|trace| input.leads[trace.phrase]);
        let sentence = self.places[index].sentence;
        let opens =
            self.document.sentences().get(sentence.to_usize()).map(|sentence| sentence.tokens.start());
        let asked =
            opens.is_some_and(|at| matches!(self.document.word(at), "Asked" | "Pressed" | "Questioned"));
        let own_subject = input.speaks[index]
            && !asked
            && self
                .traces
                .iter()
                .rev()
                .take_while(|trace| self.places[trace.phrase].sentence == sentence)
                .any(|trace| {
                    let earlier = &self.phrases[trace.phrase];
                    earlier.subject
                        && earlier.quote.is_none()
                        && !is_said(input, index, earlier)
                        && nodes[trace.node].gender.fits(phrase.gender)
                        && matches!(nodes[trace.node].sort, Sort::Person | Sort::Unknown)
                });
        let voice = self.voice(index);
        let speaker = match voice.map(|source| (source, resolutions[source].nodes.first())) {
            // `“And he lost,” she said.`: who she is comes later; mostly she is who spoke last.
            Some((source, None))
                if source > index && self.phrases[source].pronoun == Some(Pronoun::Third) =>
            {
                last_speaker.filter(|trace| self.distance(trace.phrase, index).0 <= 1).map(|trace| trace.node)
            }
            Some((_, node)) => node.copied(),
            None => None,
        };
        Here {
            index,
            speaker,
            object: self.is_object(index),
            own_subject,
            again: last_speaker.filter(|_| input.speaks[index] && !own_subject).map(|trace| trace.node),
        }
    }

    /// How well a remembered mention fits a pronoun; nothing where it cannot be meant.
    fn points(&self, input: &Input<'_>, node: &Node, here: &Here, trace: &Trace) -> Option<i32> {
        let (phrase, earlier) = (&self.phrases[here.index], &self.phrases[trace.phrase]);
        let (distance, same_paragraph) = self.distance(trace.phrase, here.index);
        let speaks = input.speaks[here.index];
        // `her campaign` inside the phrase of a longer mention that it belongs to: `his wife` is not he.
        let inside =
            earlier.tokens.start() <= phrase.tokens.start() && phrase.tokens.end() <= earlier.tokens.end();
        if !matches!(node.sort, Sort::Person | Sort::Unknown)
            || !node.gender.fits(phrase.gender)
            || here.speaker == Some(trace.node)
            || inside
            || here.object && self.same_clause(trace.phrase, here.index)
        {
            return None;
        }
        // `seen by the Tamar Courier, she wrote`: a name with an article and no title is no person’s.
        let the = earlier.tokens.start().checked_sub(1).map_or("", |at| self.document.word(at));
        let bare = earlier.kind == MentionKind::Name && earlier.head.start() == earlier.tokens.start();
        if bare && (the == "the" || the == "The") {
            return None;
        }
        let mut points = BY_DISTANCE.get(distance).copied().unwrap_or(0);
        points += if same_paragraph { 0 } else { OTHER_PARAGRAPH };
        let subject = if phrase.subject { SUBJECT } else { SUBJECT_OF_OTHER };
        let again = here.again == Some(trace.node) && distance <= 1;
        let active = if earlier.subject || trace.speaks { subject } else { 0 }
            + if trace.speaks && !(here.own_subject && distance > 0) { SPEAKER } else { 0 }
            + if trace.speaks && again { SPEAKS_AGAIN } else { 0 };
        let asks =
            self.asks_somebody(trace.phrase) || speaks && !same_paragraph && self.asks_question(trace.phrase);
        let active = if asks { ASKED } else { active };
        points += if same_paragraph || distance < 2 { active } else { active * FADED / 2 };
        points += if self.is_line(earlier) { IN_LINE } else { 0 };
        points += if self.places[trace.phrase].opens_sentence { OPENS_SENTENCE } else { 0 };
        let known = node.gender == phrase.gender && phrase.gender != Gender::Unknown;
        points += if known { GENDER_KNOWN } else { 0 };
        points += match node.sort {
            Sort::Unknown if trace.speaks || node.name.contains(' ') => UNKNOWN_SORT,
            Sort::Unknown => UNKNOWN_WORD,
            _ => 0,
        };
        points += match node.named {
            true if node.sort == Sort::Person => self.prominence(trace.node),
            true => 0,
            false if speaks && !trace.speaks && !same_paragraph => UNNAMED + UNNAMED_SILENT,
            false if speaks => UNNAMED + UNNAMED_SPEAKS,
            false => UNNAMED,
        };
        points += if trace.unsure { UNSURE } else { 0 };
        let elsewhere = match (self.voices[trace.phrase], self.voices[here.index]) {
            (Some(earlier), now) => now.is_none_or(|now| now.0 != earlier.0 && now.1 != earlier.1),
            (None, _) => earlier.quote.is_some() && earlier.quote != phrase.quote,
        };
        points += if elsewhere || is_said(input, here.index, earlier) { IN_QUOTE } else { 0 };
        // `The secretary’s prediction, as his motorcade idled, was …`: a possessor that opens its sentence is its topic.
        points += match earlier.modifier || self.possessive(earlier) {
            true if self.places[trace.phrase].opens_sentence && distance <= 1 => SUBJECT,
            true => MODIFIER,
            false => 0,
        };
        points += if earlier.kind == MentionKind::Pronoun { BY_PRONOUN } else { 0 };
        Some(points)
    }

    /// Whether the text is about somebody, as far as names tell.
    fn prominence(&self, node: usize) -> i32 {
        let times = self.named.get(node).copied().unwrap_or_default();
        match times {
            _ if times * SELDOM <= self.named_most => BESIDE_THE_POINT,
            _ if times == self.named_most => TOPIC,
            _ => 0,
        }
    }

    /// `him`, `her` where it is no possessive.
    fn is_object(&self, index: usize) -> bool {
        let at = self.phrases[index].tokens.start();
        let word = self.document.word(at);
        let next = self.document.tokens().get(at + 1);
        let followed =
            next.is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Abbreviation));
        let classes = classify(&fold(self.document.word(at + 1)));
        word.eq_ignore_ascii_case("him")
            || word.eq_ignore_ascii_case("her")
                && (!followed || classes.intersects(Word::CLOSED | Word::PREPOSITION))
    }

    /// Whether an earlier subject’s clause goes on up to here: `an aide drove up to make her …`, where `her` is not the aide.
    fn same_clause(&self, earlier: usize, later: usize) -> bool {
        const LONGEST_CLAUSE: usize = 8;
        self.phrases[earlier].subject
            && later - earlier <= LONGEST_CLAUSE
            && self.places[earlier].sentence == self.places[later].sentence
            && self.phrases[earlier + 1..later].iter().all(|phrase| !phrase.subject)
    }
}
