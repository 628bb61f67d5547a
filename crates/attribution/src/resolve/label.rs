//! Who the label of a transcript is: `Q`, `A`, `MODERATOR`.
//!
//! In: a label, the mentions before the first one. Out: the speaker, where the label is a role and not a name. Must not know:
//! how labels are found.

use super::{NOMINAL, PRONOUN, Resolver, Speaker};
use crate::byline::name_of_byline;
use crate::coreference::is_media;
use crate::fold::fold;
use crate::mention::Sort;
use crate::source::source_phrase;
use crate::{EntityId, EntityKind, Gender, Mention, MentionKind, Pattern, SourceKind};
use dixit_tokenizer::{Index, TokenKind, TokenRun};

impl Resolver<'_> {
    /// `Q`, `A`, `MODERATOR`, `SECOND REPORTER`: roles in a transcript, not names.
    ///
    /// `A` is the person interviewed where the text before the first label names just one; `GREER` is a name and goes the
    /// ordinary way.
    pub(super) fn label(&mut self, source: TokenRun) -> Option<Speaker> {
        const ROLES: [&str; 14] = [
            "q",
            "question",
            "reporter",
            "moderator",
            "interviewer",
            "host",
            "press",
            "audience",
            "speaker",
            "operator",
            "participant",
            "male",
            "female",
            "unidentified",
        ];
        // `ANN ROE, HOST` is Ann Roe.
        let comma = source.to_range().find(|&at| self.document.word(at) == ",");
        if let Some(comma) = comma.filter(|comma| *comma > source.start()) {
            let name = TokenRun::new(source.start()..comma);
            return Some(match source_phrase(self.document, self.phrases, name) {
                Some(phrase) => self.by_phrase(phrase, name, None),
                None => self.without_mention(name),
            });
        }
        // `Q.` and `Q` are the same.
        let word = |at: usize| self.document.word(at).trim_end_matches('.').to_lowercase();
        let (first, last) = (word(source.start()), word(source.end().saturating_sub(1)));
        if source.len() == 1 && matches!(first.as_str(), "a" | "answer") {
            let speaker = self.interviewee()?;
            return Some(Speaker::unmentioned(vec![speaker], SourceKind::Nominal, PRONOUN));
        }
        if source.len() == 1
            && matches!(first.as_str(), "q" | "question")
            && let Some(author) = self.interviewer()
        {
            return Some(Speaker::unmentioned(vec![author], SourceKind::Nominal, PRONOUN));
        }
        if let Some(person) = self.beside_the_chair(source) {
            return Some(Speaker::unmentioned(vec![person], SourceKind::Name, NOMINAL));
        }
        if source.len() == 1 && first == "both" {
            return self.both(source);
        }
        if let Some(speaker) = self.by_initials(source) {
            return Some(Speaker::unmentioned(vec![speaker], SourceKind::Name, PRONOUN));
        }
        let unknown = matches!(first.as_str(), "unidentified" | "unknown");
        if unknown || ROLES.contains(&last.as_str()) || ROLES.contains(&first.as_str()) && source.len() == 1 {
            let entity = self.add_unnamed(source, Sort::Person, Gender::Unknown);
            return Some(Speaker::unmentioned(vec![entity], SourceKind::Nominal, NOMINAL));
        }
        None
    }

    /// `MR. ROE`, where `THE CHAIR` is another Roe: of two namesakes the one who has no label of his own.
    ///
    /// Not where three have the name, nor `ALAN ROE`.
    fn beside_the_chair(&self, source: TokenRun) -> Option<EntityId> {
        /// Looked at among so many people, which keeps odd texts linear.
        const MOST_PEOPLE: usize = 64;
        let label = source_phrase(self.document, self.phrases, source)?;
        let phrase = &self.phrases[label];
        if phrase.kind != MentionKind::Name || phrase.head.len() > 1 {
            return None;
        }
        let surname = fold(self.document.word(phrase.head.start()));
        let called = |entity: &EntityId| {
            let name = &self.entities[entity.to_usize()].name;
            name.rsplit_once(' ').is_some_and(|(_, last)| fold(last) == surname)
        };
        let chairs = self.chairs.get_or_init(|| self.find_chairs());
        if !chairs.iter().any(called) {
            return None;
        }
        let mut others =
            (0..self.entities.len().min(MOST_PEOPLE)).map(EntityId::from_usize).filter(|entity| {
                let known = &self.entities[entity.to_usize()];
                called(entity) && known.named && known.gender.fits(phrase.gender) && !chairs.contains(entity)
            });
        let other = others.next()?;
        others.next().is_none().then_some(other)
    }

    /// Those whose label is a description: `THE CHAIR`.
    fn find_chairs(&self) -> Vec<EntityId> {
        /// More than these no hearing has.
        const MOST_CHAIRS: usize = 4;
        let mut found: Vec<EntityId> = Vec::new();
        let lines = self.statements.iter().filter(|s| s.pattern == Pattern::TranscriptLine);
        for label in lines.filter_map(|s| s.source.first()) {
            let phrase = source_phrase(self.document, self.phrases, *label);
            let described = phrase.filter(|&at| self.phrases[at].kind == MentionKind::Nominal);
            let Some([entity]) = described.map(|at| &self.mentions[at].entities[..]) else { continue };
            if found.len() < MOST_CHAIRS && !found.contains(entity) {
                found.push(*entity);
            }
        }
        found
    }

    /// `MKR` in an interview with Magdalena Kowalska-Reyes: the only person with these initials.
    ///
    /// Counter-example: `BBC`, where nobody has them, or two do.
    fn by_initials(&self, source: TokenRun) -> Option<EntityId> {
        let label = self.document.word(source.start());
        let letters = label.chars().filter(|c| *c != '.');
        if source.len() > 1
            || !(2..=4).contains(&letters.clone().count())
            || !letters.clone().all(char::is_uppercase)
        {
            return None;
        }
        let mut people = (0..self.entities.len()).filter(|&at| {
            let known = &self.entities[at];
            let initials = known
                .name
                .split([' ', '-'])
                .filter_map(|word| word.chars().next())
                .filter(|initial| initial.is_uppercase());
            known.named
                && matches!(known.kind, EntityKind::Person | EntityKind::Unknown)
                && initials.eq(letters.clone())
        });
        let person = people.next()?;
        people.next().is_none().then(|| EntityId::from_usize(person))
    }

    /// `Both`: the two persons who have labels of their own, where just two have, whoever asks not counted.
    fn both(&mut self, source: TokenRun) -> Option<Speaker> {
        let asks = self.interviewer();
        let mut people: Vec<EntityId> = Vec::new();
        let labels = self.statements.iter().filter(|s| s.pattern == Pattern::TranscriptLine);
        for label in labels.filter_map(|s| s.source.first()).filter(|label| **label != source) {
            let Some(phrase) = source_phrase(self.document, self.phrases, *label) else { continue };
            let [entity] = self.mentions[phrase].entities[..] else { continue };
            if self.entities[entity.to_usize()].named && Some(entity) != asks && !people.contains(&entity) {
                people.push(entity);
            }
        }
        (people.len() == 2).then(|| Speaker::unmentioned(people, SourceKind::Nominal, PRONOUN))
    }

    /// The person named in a byline: who asks the questions of an interview, and who is `I`.
    pub(super) fn byline(&self) -> Option<EntityId> {
        *self.author.get_or_init(|| self.author())
    }

    fn author(&self) -> Option<EntityId> {
        const BYLINE_PHRASES: usize = 24;
        let byline = self.phrases.iter().take(BYLINE_PHRASES).position(|phrase| {
            let start = phrase.tokens.start();
            let paragraph = self.document.paragraph_of(start).to_usize();
            let line = self.document.paragraphs().get(paragraph).map(|paragraph| paragraph.tokens.to_range());
            let named = line.and_then(|line| name_of_byline(self.document, line));
            phrase.kind == MentionKind::Name && named == Some(start)
        })?;
        self.mentions[byline].entities.first().copied()
    }

    /// The named person whom the text before the first label is about: the one named most there, the earlier of two; whoever
    /// asks (`spoke to Lena Abara`, `by Lena Abara`) is not counted.
    fn interviewee(&self) -> Option<EntityId> {
        *self.interviewee.get_or_init(|| self.find_interviewee())
    }

    /// The person interviewed, where the text has answers and the gender fits.
    pub(super) fn interviewed(&self, gender: Gender) -> Option<EntityId> {
        let answers = self.statements.iter().filter(|s| s.pattern == Pattern::TranscriptLine);
        let mut labels = answers.filter_map(|s| s.source.first());
        let asked =
            labels.any(|label| label.len() == 1 && self.is_any(label.start(), &["a", "a.", "answer"]));
        let person = asked.then(|| self.interviewee()).flatten()?;
        self.entities[person.to_usize()].gender.fits(gender).then_some(person)
    }

    fn find_interviewee(&self) -> Option<EntityId> {
        let mut counts: Vec<(usize, EntityId)> = Vec::new();
        for mention in self.introduction() {
            let [entity] = mention.entities[..] else { continue };
            let known = &self.entities[entity.to_usize()];
            if !known.named || !matches!(known.kind, EntityKind::Person | EntityKind::Unknown) {
                continue;
            }
            if self.asks(mention) || self.reports(mention) {
                continue;
            }
            match counts.iter_mut().find(|(_, counted)| *counted == entity) {
                Some(count) => count.0 += 1,
                None => counts.push((1, entity)),
            }
        }
        // Sorting is stable: the first named of those named equally often.
        counts.sort_by_key(|&(count, entity)| {
            (self.entities[entity.to_usize()].kind != EntityKind::Person, usize::MAX - count)
        });
        counts.first().map(|&(_, entity)| entity)
    }

    /// The mentions before the first label: before `Q` or `A` where there are such, since `Osric Penhale: “It is late.”` may be the
    /// headline above.
    fn introduction(&self) -> &[Mention] {
        let labels = || {
            let lines = self.statements.iter().filter(|s| s.pattern == Pattern::TranscriptLine);
            lines.filter_map(|s| s.source.first()).map(|run| run.start())
        };
        let asks = |at: &usize| self.is_any(*at, &["q", "q.", "question", "a", "a.", "answer"]);
        let first = labels().filter(asks).min().or_else(|| labels().min());
        let first = first.unwrap_or(self.document.tokens().len());
        let after = self.phrases.partition_point(|phrase| phrase.tokens.start() < first);
        &self.mentions[..after.min(self.mentions.len())]
    }

    /// Who asks: the byline’s person, or the one the text before the first label says the interview was with.
    fn interviewer(&self) -> Option<EntityId> {
        *self.interviewer.get_or_init(|| self.byline().or_else(|| self.asker()))
    }

    /// The only person to whom somebody spoke, in the text before the first label: `She spoke to Lena Abara in May.`
    fn asker(&self) -> Option<EntityId> {
        let mut askers = self.introduction().iter().filter(|mention| {
            mention.kind == MentionKind::Name
                && (self.asks(mention) && self.asks_questions(mention) || self.reports(mention))
        });
        let [asker] = askers.next()?.entities[..] else { return None };
        let known = &self.entities[asker.to_usize()];
        let only = askers.all(|other| other.entities == [asker]);
        (only && known.named && matches!(known.kind, EntityKind::Person | EntityKind::Unknown))
            .then_some(asker)
    }

    /// `to Lena Abara`, `with the magazine’s Lena Abara`
    fn asks(&self, mention: &Mention) -> bool {
        self.before_name(mention).is_some_and(|at| self.is_any(at, &["to", "with", "by"]))
    }

    /// `spoke to`, `talked to`, `interviewed by`; not `married to`.
    fn asks_questions(&self, mention: &Mention) -> bool {
        let verbs = [
            "spoke",
            "speaks",
            "talked",
            "talks",
            "talking",
            "speaking",
            "interviewed",
            "sat",
            "down",
            "conversation",
        ];
        self.before_name(mention).and_then(|at| at.checked_sub(1)).is_some_and(|at| self.is_any(at, &verbs))
    }

    /// `Lena Abara of the Harbor Courier met them`, `they told Lena Abara`, `Lena Abara interviewed`: not `Lena Abara of the bakery met
    /// him`.
    fn reports(&self, mention: &Mention) -> bool {
        /// `of the Harbor Daily Courier`
        const LONGEST_PAPER: usize = 6;
        if mention.kind != MentionKind::Name {
            return false;
        }
        let first = self.document.token_at_or_after(mention.span.start());
        let next = self.document.token_at_or_after(mention.span.end());
        if self.is_any(next, &["interviewed"]) || first > 0 && self.is_any(first - 1, &["told"]) {
            return true;
        }
        let verbs =
            ["met", "meets", "spoke", "speaks", "talked", "talks", "sat", "visited", "interviewed", "asked"];
        let verb = (next + 1..next + 1 + LONGEST_PAPER).find(|&at| self.is_any(at, &verbs));
        let paper = |at: usize| is_media(self.document.word(at));
        verb.is_some_and(|verb| self.is_any(next, &["of", "from"]) && (next + 1..verb).any(paper))
    }

    /// The token before a name and whoever it belongs to: `with` in `with the magazine’s Lena Abara`.
    fn before_name(&self, mention: &Mention) -> Option<usize> {
        const LONGEST_POSSESSOR: usize = 5;
        let before = self.document.token_at_or_after(mention.span.start()).checked_sub(1)?;
        if self.document.tokens()[before].kind != TokenKind::Possessive {
            return Some(before);
        }
        (before.saturating_sub(LONGEST_POSSESSOR)..before)
            .rev()
            .find(|&at| self.is_any(at, &["to", "with", "by"]))
    }

    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word))
    }
}
