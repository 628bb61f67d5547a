//! Several people again: `both`, `all three`, `the researchers`, `they`, after a list of names.
//!
//! In: collectives with their members, plural descriptions and pronouns. Out: which of the lists they mean. Must not know:
//! names’ forms, rosters.

use super::family::{Families, Kin};
use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};
use dixit_tokenizer::{TokenKind, TokenRun};
use std::collections::HashMap;

/// So many lists are remembered: keeps the stage linear.
const MOST_GROUPS: usize = 8;
/// `both`, `the two` mean a list within this many sentences.
const GROUP_SENTENCES: usize = 4;
/// … `both lawmakers` within so many, where the text has called them nothing.
const CALLED_SENTENCES: usize = 2;
/// `they` means one within so many.
const PRONOUN_SENTENCES: usize = 1;

/// A list of people.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where they are listed.
    list: TokenRun,
    /// The phrase that means them, latest.
    phrase: usize,
    nodes: Vec<usize>,
    /// What the text calls them, in the singular: `senator`, `author`.
    nouns: Vec<String>,
}

impl Group {
    /// Whether each may be somebody, not a place or a thing.
    fn is_of_people(&self, nodes: &[Node]) -> bool {
        let somebody = |sort| matches!(sort, Sort::Person | Sort::Unknown | Sort::Organisation);
        self.nodes.iter().all(|&node| somebody(nodes[node].sort))
    }
}

/// What a plural description asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    /// `both`: 2
    count: Option<usize>,
    /// Whether it is that very word, or `neither`.
    both: bool,
    /// `the researchers`: `researcher`
    noun: Option<String>,
}

impl Salience<'_> {
    /// Remembers people mentioned together.
    pub(super) fn push_group(
        &mut self,
        input: &Input<'_>,
        nodes: &[Node],
        phrase: usize,
        members: Vec<usize>,
    ) {
        if members.len() < 2 {
            return;
        }
        let mut nouns = self.called(nodes, phrase, &members);
        if members.iter().all(|&node| runs(input, &nodes[node])) {
            nouns.push("candidate".to_owned());
        }
        // What they were called before goes with them.
        let known = self.groups.iter().position(|group| same(&group.nodes, &members));
        let earlier = known.and_then(|at| self.groups.remove(at));
        let earlier: Vec<String> = earlier.into_iter().flat_map(|group| group.nouns).collect();
        // Each noun once, however often they are listed.
        nouns.retain(|noun| !earlier.contains(noun));
        nouns.extend(earlier);
        if self.groups.len() == MOST_GROUPS {
            self.groups.pop_front();
        }
        let list = self.phrases[phrase].tokens;
        self.groups.push_back(Group { list, phrase, nodes: members, nouns });
    }

    /// Whom a plural description means, where it means people who were named together.
    ///
    /// `Both`, `the two`, `neither`, `the pair`: the latest list of two, or the last two who spoke; `the researchers`: the one
    /// list of names that the text called so, or that wrote a study. Not `two leaders`, `researchers`, `the voters`.
    pub(super) fn several(&self, nodes: &[Node], families: &Families, index: usize) -> Option<Resolution> {
        let phrase = &self.phrases[index];
        let asked = self.asked(phrase)?;
        let named = |group: &&Group| group.nodes.iter().all(|&node| nodes[node].named);
        let to = |group: &Group| Resolution::several(group.nodes.clone(), Some(group.phrase));
        // Who runs is many: another of the roster’s people between, and the list is no longer meant.
        let alone = |group: &Group| {
            let mut since = self.traces.iter().rev().take_while(|trace| trace.phrase > group.phrase);
            since.all(|trace| group.nodes.contains(&trace.node) || nodes[trace.node].roster.is_none())
        };
        let fits = |group: &&Group| {
            let Some(noun) = &asked.noun else { return true };
            let near =
                !is_runner(noun) || self.distance(group.phrase, index).0 <= GROUP_SENTENCES && alone(group);
            near && group.nouns.iter().any(|called| covers(called, noun))
        };
        // `Both voters` are no two whom the text called candidates.
        let not_others = |group: &&Group| {
            let Some(noun) = &asked.noun else { return true };
            let mut nouns = group.nouns.iter().filter(|called| !is_any(called)).peekable();
            nouns.peek().is_none() || is_any(noun) || nouns.any(|called| covers(called, noun))
        };
        // `Both siblings` are those of whom the text says that they are.
        let kin = asked.noun.as_deref().and_then(|noun| {
            let (kin, gender) = Kin::of(noun).filter(|&(kin, _)| kin == Kin::Sibling)?;
            let pair =
                families.pair(kin).filter(|pair| pair.iter().all(|&n| nodes[n].gender.fits(gender)))?;
            Some(Resolution::several(pair.to_vec(), None))
        });
        if let Some(count) = asked.count {
            let most = if asked.noun.as_ref().is_some_and(|noun| !is_any(noun)) {
                CALLED_SENTENCES
            } else {
                GROUP_SENTENCES
            };
            let near = |group: &&Group| self.distance(group.phrase, index).0 <= most;
            let several =
                |group: &&Group| group.nodes.len() == count && group.is_of_people(nodes) && named(group);
            let mut of = self.groups.iter().rev().filter(several);
            let called = of.clone().find(|group| asked.noun.is_some() && fits(group));
            let of = called.or_else(|| of.find(|group| near(group) && not_others(group)));
            // `the two met` are no two who spoke in turn.
            let in_turn = asked.both || asked.noun.is_some();
            return match of {
                Some(group) => Some(to(group)),
                None if count == 2 && kin.is_some() => kin,
                None if count == 2 && in_turn => {
                    let beside = if asked.both { self.two_beside(nodes, index) } else { None };
                    beside
                        .or_else(|| self.two_called(nodes, index, asked.noun.as_deref()?))
                        .or_else(|| self.two_speakers(nodes, index))
                }
                None => None,
            };
        }
        let mut found = self.groups.iter().rev().filter(named).filter(fits);
        let Some(group) = found.next() else { return kin };
        found.next().is_none().then(|| to(group))
    }

    /// Remembers that people who were named together are spoken of again, and what they are called now.
    pub(super) fn again(&mut self, index: usize, resolution: &Resolution) {
        let asked = self.asked(&self.phrases[index]).and_then(|asked| asked.noun);
        let Some(at) = self.groups.iter().position(|group| same(&group.nodes, &resolution.nodes)) else {
            return;
        };
        if let Some(mut group) = self.groups.remove(at) {
            group.phrase = index;
            if let Some(noun) = asked.filter(|noun| !group.nouns.contains(noun)) {
                group.nouns.push(noun);
            }
            self.groups.push_back(group);
        }
    }

    /// Whether a phrase stands in a list, where nobody acts alone.
    pub(super) fn in_list(&self, index: usize) -> bool {
        let start = self.phrases[index].tokens.start();
        self.groups.iter().any(|group| group.list.start() <= start && start < group.list.end())
    }

    /// Those whom the text has listed under a noun: both of `hosts Roe and Lind`.
    pub(super) fn called_so(&self, noun: &str) -> Vec<usize> {
        let own = self.groups.iter().filter(|_| !is_any(noun));
        let so = own.filter(|group| group.nouns.iter().any(|called| called == noun));
        so.flat_map(|group| group.nodes.iter().copied()).collect()
    }

    /// `They`, right after people mentioned together; not after `stars like Roe and Lind`, who only stand for others.
    pub(super) fn together(&self, nodes: &[Node], index: usize) -> Option<Resolution> {
        // `The Roes … They`: mostly somebody else spoken of since.
        let mut listed = self.groups.iter().rev();
        let group = listed.find(|group| self.phrases[group.phrase].kind != MentionKind::Name)?;
        let start = self.phrases[group.phrase].tokens.start();
        let before = start.checked_sub(1).map_or("", |at| self.document.word(at));
        let such = start > 1 && before == "as" && self.document.word(start - 2) == "such";
        let example = matches!(before, "like" | "including" | "than") || such;
        let near = self.distance(group.phrase, index).0 <= PRONOUN_SENTENCES;
        (near && group.is_of_people(nodes) && !example)
            .then(|| Resolution::several(group.nodes.clone(), Some(group.phrase)))
    }

    /// What a plural description asks for; nothing where it is new or no description of people.
    fn asked(&self, phrase: &Phrase) -> Option<Asked> {
        let words: Vec<String> = phrase.tokens.to_range().map(|at| fold(self.document.word(at))).collect();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        let before =
            phrase.tokens.start().checked_sub(1).map_or(String::new(), |at| fold(self.document.word(at)));
        let number = |word: &str| match word {
            "two" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            _ => None,
        };
        let the = matches!(word(0), "the" | "these" | "those" | "all");
        let count = match word(0) {
            "both" | "neither" => Some(2),
            _ if before == "both" => Some(2),
            _ if the && matches!(word(1), "pair" | "couple" | "duo") => Some(2),
            _ if the && word(1) == "trio" => Some(3),
            _ if the => number(word(1)),
            _ => number(word(0)).filter(|_| matches!(before.as_str(), "all" | "the" | "those" | "these")),
        };
        let alone = words.len() == 1 && (matches!(word(0), "both" | "neither") || number(word(0)).is_some());
        let both = alone && count == Some(2) && !self.leads_noun(phrase.tokens.end());
        // `the pair`, `the two`, `neither`
        if count.is_some()
            && (both
                || alone && word(0) != "both"
                || words.len() == 2 && the && number(word(1)).is_some()
                || is_set(word(1)))
        {
            return Some(Asked { count, both, noun: None });
        }
        if phrase.sort != Sort::Group {
            return None;
        }
        let noun = singular(&fold(self.document.word(phrase.head.start())))?;
        // `Both camps` are no people, `both parents` somebody else’s.
        let person = classify(&noun).contains(Word::ROLE) && !is_kin(&noun);
        let end = phrase.tokens.end();
        let next = classify(&fold(self.document.word(end)));
        // `the candidates who`, `the senators from`: not those just named.
        let plain_end = end == phrase.head.end()
            && !next.contains(Word::PREPOSITION)
            && !matches!(self.document.word(end), "who" | "that" | "whose");
        let plain = phrase.article == Article::Definite && phrase.tokens.len() == 2 && the;
        (person && plain_end && (count.is_some() || plain)).then_some(Asked {
            count,
            both: false,
            noun: Some(noun),
        })
    }

    /// `both lobbying firms`: another noun is the head; not `both want`.
    fn leads_noun(&self, next: usize) -> bool {
        let classes = |at: usize| classify(&fold(self.document.word(at)));
        let noun = Word::ROLE | Word::GROUP | Word::ORGANISATION | Word::THING;
        // `both camps`: after two, no verb ends so.
        let word = self.document.word(next);
        let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 3;
        if plural && !classes(next).intersects(Word::CLOSED | Word::ADVERB | Word::PREPOSITION) {
            return true;
        }
        !classes(next).intersects(Word::VERB | Word::CLOSED | Word::ADVERB | Word::PREPOSITION)
            && (classes(next).intersects(noun) || classes(next + 1).intersects(noun))
    }

    /// What the text calls people whom it lists.
    fn called(&self, nodes: &[Node], collective: usize, members: &[usize]) -> Vec<String> {
        let mut nouns: Vec<String> = Vec::new();
        let phrase = &self.phrases[collective];
        let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
        // `senators Roe and Lind`, `the two scholars, Roe and Lind`
        const BEFORE: usize = 6;
        let near = self.phrases[collective.saturating_sub(BEFORE)..collective].iter().rev();
        let described =
            near.filter(|before| before.kind == MentionKind::Nominal && before.plural).find(|before| {
                let end = before.tokens.end();
                end == start
                    || end + 1 == start
                        && matches!(self.document.word(end), "," | ":" | "—" | "–" | "--" | "(" | "-")
            });
        nouns.extend(described.and_then(|before| self.noun_at(before.head.start())));
        // `Radio hosts Roe and Lind`: a word that may be a verb is no description elsewhere.
        let beside = start.checked_sub(1).and_then(|at| self.noun_at(at));
        nouns.extend(beside.filter(|noun| classify(noun).contains(Word::ROLE) && !nouns.contains(noun)));
        // `Sens. Roe and Lind`
        if let Some(&first) = phrase.members.first() {
            let title = self.phrases[first].title;
            nouns.extend(title.to_range().last().and_then(|at| self.noun_at(at)));
        }
        // `Roe and Lind, both economists`, `Roe and Lind are the authors`
        let after = match self.document.word(end) {
            "," | "—" | "–" | "--" | "are" | "were" => end + 1,
            _ => end,
        };
        if after > end {
            const ARTICLES: usize = 3;
            let after_article = if self.document.word(end) == "," { usize::MAX } else { after };
            let skipped = (after..after + ARTICLES)
                .find(|&at| !matches!(self.document.word(at), "the" | "both" | "all" | "two" | "three"));
            let next = skipped.filter(|&at| {
                let group = classify(&fold(self.document.word(at))).contains(Word::GROUP);
                let after = self.document.word(at + 1);
                // `Split between Roe and Lind, the voters stayed` calls them nothing.
                group && (matches!(after, "," | "." | "of" | "at" | "from" | "who") || at == after_article)
            });
            nouns.extend(next.and_then(|at| self.noun_at(at)));
        }
        // `Ada Moreno (R-Utah) and Joop Roe (D-Mich.)`
        let seat = |&member: &usize| {
            let end = self.phrases[member].tokens.end();
            let party = self.document.word(end + 1);
            self.document.word(end) == "("
                && ["R-", "D-", "I-"].iter().any(|letter| party.starts_with(letter))
        };
        if !phrase.members.is_empty() && phrase.members.iter().all(seat) {
            nouns.push("lawmaker".to_owned());
        }
        if self.wrote(phrase.tokens) {
            nouns.push("author".to_owned());
        }
        // They were so called one by one; of candidates half of them and more.
        for node in members {
            for title in nodes.get(*node).into_iter().flat_map(|node| &node.titles) {
                let same = |&&other: &&usize| nodes[other].titles.iter().any(|t| t.head == title.head);
                let enough = if is_runner(&title.head) { members.len().div_ceil(2) } else { members.len() };
                if members.iter().filter(same).count() >= enough && !nouns.contains(&title.head) {
                    nouns.push(title.head.clone());
                }
            }
        }
        // `the brothers`, `the men`
        if let [a, b] = members[..] {
            let kin = nodes[a].surname().is_some() && nodes[a].surname() == nodes[b].surname();
            let both = |gender: Gender| nodes[a].gender == gender && nodes[b].gender == gender;
            for (gender, sibling, adult) in
                [(Gender::Masculine, "brother", "man"), (Gender::Feminine, "sister", "woman")]
            {
                if both(gender) {
                    nouns.push(adult.to_owned());
                    nouns.extend(kin.then(|| sibling.to_owned()));
                }
            }
        }
        nouns
    }

    /// The plural noun at a token, in the singular.
    fn noun_at(&self, at: usize) -> Option<String> {
        singular(fold(self.document.word(at)).trim_end_matches('.'))
    }

    /// `A study by Roe and Lind`, `Roe, Hart and Lind published a paper`; not `a plan by Roe and Lind`.
    fn wrote(&self, list: TokenRun) -> bool {
        const NEAR: usize = 8;
        let by = list.start().checked_sub(1).is_some_and(|at| self.document.word(at) == "by");
        if by && (list.start().saturating_sub(NEAR)..list.start()).any(|at| self.is_work(at)) {
            return true;
        }
        let ends = |at: usize| {
            let kind = self.document.tokens().get(at).map(|token| token.kind);
            kind.is_none_or(|kind| kind == TokenKind::QuoteMark)
                || matches!(self.document.word(at), "." | ";" | "that")
        };
        const CLAUSE: usize = 24;
        let mut clause = (list.end()..list.end() + CLAUSE).take_while(|&at| !ends(at));
        let verb = clause.find(|&at| {
            matches!(
                self.document.word(at),
                "wrote" | "published" | "authored" | "co-wrote" | "co-authored" | "conducted" | "produced"
            )
        });
        verb.is_some_and(|verb| {
            (verb + 1..verb + NEAR).take_while(|&at| !ends(at)).any(|at| self.is_work(at))
        })
    }

    /// What scholars write.
    fn is_work(&self, at: usize) -> bool {
        matches!(
            fold(self.document.word(at)).as_str(),
            "study"
                | "paper"
                | "analysis"
                | "research"
                | "report"
                | "book"
                | "survey"
                | "essay"
                | "assessment"
        )
    }
}

/// Whether the roster knows somebody to run for an office.
fn runs(input: &Input<'_>, node: &Node) -> bool {
    let Some((person, _)) = &node.roster else { return false };
    input.roster.people()[*person].offices.iter().any(|office| {
        office.title.ends_with("candidate") && input.date.is_none_or(|date| office.held_on(date))
    })
}

/// `The Barragáns` are the two people of that name.
///
/// Not where there are three, nor `the Giants`.
pub(super) fn families(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, node) in nodes.iter().enumerate() {
        let person = node.named && matches!(node.sort, Sort::Person | Sort::Unknown);
        if let Some(last) = node.surname().filter(|_| person) {
            known.entry(last).or_default().push(index);
        }
    }
    for (phrase, resolution) in input.phrases.iter().zip(resolutions) {
        let start = phrase.tokens.start();
        let the = start.checked_sub(1).is_some_and(|at| input.document.word(at).eq_ignore_ascii_case("the"));
        if phrase.kind != MentionKind::Name || phrase.tokens.len() != 1 || !the {
            continue;
        }
        let one = input.document.word(start).strip_suffix('s');
        if let Some(both @ [_, _]) = one.and_then(|one| known.get(one)).map(Vec::as_slice) {
            *resolution = Resolution::several(both.to_vec(), None);
        }
    }
}

/// Whether people called by one noun may be called by another: senators `lawmakers`, whoever wrote a study `researchers`.
///
/// Not authors `economists`: only some are.
fn covers(called: &str, asked: &str) -> bool {
    let lawmaker = |word: &str| {
        matches!(
            word,
            "senator" | "representative" | "congressman" | "congresswoman" | "legislator" | "lawmaker"
        )
    };
    let writer = |word: &str| {
        matches!(
            word,
            "author" | "co-author" | "researcher" | "scholar" | "academic" | "scientist" | "writer"
        )
    };
    called == asked
        || matches!(asked, "lawmaker" | "legislator") && lawmaker(called)
        || writer(called) && writer(asked)
        || is_runner(called) && is_runner(asked)
}

fn is_runner(word: &str) -> bool {
    matches!(word, "candidate" | "contender" | "hopeful" | "rival")
}

/// What anybody may be called, whatever else.
fn is_any(word: &str) -> bool {
    matches!(word, "man" | "woman" | "brother" | "sister" | "leader" | "politician" | "official" | "author")
}

fn is_kin(word: &str) -> bool {
    matches!(word, "parent" | "son" | "daughter" | "child" | "wife" | "husband" | "mother" | "father")
}

fn is_set(word: &str) -> bool {
    matches!(word, "pair" | "couple" | "duo" | "trio")
}

/// The singular of a plural noun; none of any other word.
fn singular(word: &str) -> Option<String> {
    Some(match word {
        "sens" => "senator".to_owned(),
        "reps" => "representative".to_owned(),
        "govs" => "governor".to_owned(),
        "profs" => "professor".to_owned(),
        "drs" => "doctor".to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        _ => {
            let stem = |end: &str| word.strip_suffix(end);
            if let Some(stem) = stem("men") {
                format!("{stem}man")
            } else if let Some(stem) = stem("women") {
                format!("{stem}woman")
            } else if let Some(stem) = stem("ies") {
                format!("{stem}y")
            } else {
                stem("s").filter(|stem| !stem.ends_with(['s', 'u', 'i']))?.to_owned()
            }
        }
    })
}

/// Whether two lists name the same.
fn same(a: &[usize], b: &[usize]) -> bool {
    a.len() == b.len() && a.iter().all(|node| b.contains(node))
}
