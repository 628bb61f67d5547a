//! Wider words for a title: a senator is `the lawmaker`, a coach is `the manager`.
//!
//! In: titles, descriptions, who is in mind. Out: whom a wider word means. Must not know: rosters, pronouns.

use super::description::Description;
use super::salience::Salience;
use super::{Input, Node};
use crate::mention::{Article, Sort};
use crate::words::{Word, classify};

/// Whom a wider word means was spoken of within this many sentences.
const KIND_SENTENCES: usize = 3;

/// Whether a title is of a kind: a senator is a lawmaker, a detective inspector a detective and an officer.
///
/// Not the other way round: `lawmaker` says less than `senator`.
pub(super) fn is_kind_of(title: &Description, kind: &str) -> bool {
    let head = title.head.as_str();
    let has = |word: &str| title.words.iter().any(|other| other == word);
    let heads: &[&str] = match kind {
        "official" => &[
            "minister",
            "secretary",
            "commissioner",
            "director",
            "governor",
            "mayor",
            "ambassador",
            "superintendent",
            "administrator",
            "envoy",
            "adviser",
        ],
        "lawmaker" | "legislator" | "politician" | "parliamentarian" => &[
            "senator",
            "representative",
            "mp",
            "member",
            "assemblyman",
            "assemblywoman",
            "delegate",
            "peer",
            "councillor",
        ],
        "scientist" | "researcher" | "expert" | "academic" | "scholar" => &[
            "professor",
            "scientist",
            "researcher",
            "biologist",
            "physicist",
            "chemist",
            "geologist",
            "ecologist",
            "economist",
            "historian",
            "analyst",
            "lecturer",
            "entomologist",
            "climatologist",
            "epidemiologist",
        ],
        "chief" | "head" | "boss" | "leader" | "chair" => &[
            "executive",
            "chairman",
            "chairwoman",
            "chair",
            "president",
            "head",
            "director",
            "commissioner",
            "leader",
            "manager",
            "coach",
        ],
        "chairman" | "chairwoman" | "chairperson" => &["chair", "chairman", "chairwoman", "chairperson"],
        "lawyer" | "attorney" => &["lawyer", "attorney", "solicitor", "barrister", "prosecutor", "counsel"],
        "doctor" | "medic" | "physician" => {
            &["doctor", "surgeon", "physician", "cardiologist", "pediatrician", "gp"]
        }
        "analyst" => &["strategist", "economist"],
        "coach" | "manager" => &["coach", "manager"],
        "officer" | "policeman" | "policewoman" => &[
            "sergeant",
            "sgt",
            "constable",
            "inspector",
            "superintendent",
            "detective",
            "trooper",
            "deputy",
            "lieutenant",
        ],
        "detective" => return has("detective") || head == "det",
        "premier" => return head == "minister" && has("prime"),
        "minister" => &["chancellor", "secretary", "minister"],
        "councillor" => return head == "leader" && has("council") || head == "councillor",
        "judge" | "magistrate" => &["judge", "justice", "magistrate", "recorder"],
        "cleric" | "clergyman" | "priest" | "vicar" => &[
            "father",
            "archbishop",
            "bishop",
            "reverend",
            "rev",
            "canon",
            "vicar",
            "priest",
            "pastor",
            "cardinal",
            "fr",
        ],
        "star" => &["actor", "actress", "singer", "rapper", "comedian"],
        "soldier" => &["sergeant", "sgt", "private", "corporal", "captain", "major", "colonel", "lieutenant"],
        _ => &[],
    };
    heads.contains(&head)
}

/// The only one spoken of of late whose title is of the kind that a description names: `the lawmaker` after `Senator Roe`.
///
/// Not where two are, nor `the official`, `a lawmaker`, `the former lawmaker`; not `the Ohio lawmaker`, of a senator from Iowa.
pub(super) fn holder_of_kind(
    input: &Input<'_>,
    nodes: &[Node],
    salience: &Salience<'_>,
    description: &Description,
    index: usize,
) -> Option<usize> {
    let phrase = &input.phrases[index];
    // An official is mostly one whom nobody names.
    if phrase.article != Article::Definite
        || description.former
        || !phrase.is_alone()
        || description.head == "official"
    {
        return None;
    }
    let place = |word: &&String| classify(word).contains(Word::PLACE);
    // `the chief executive` is more than an executive, `the Rovers manager` a manager.
    let plain = (phrase.tokens.start() + 1..phrase.head.start())
        .all(|at| input.document.word(at).starts_with(char::is_uppercase));
    if !plain {
        return None;
    }
    let fits = |node: usize| {
        let known = &nodes[node];
        known.named
            && known.sort == Sort::Person
            && known.gender.fits(phrase.gender)
            && known.titles.iter().any(|title| {
                let abroad = title.country.is_some()
                    && description.country.is_some()
                    && title.country != description.country;
                let other =
                    title.words.iter().find(place).is_some_and(|own| {
                        description.words.iter().find(place).is_some_and(|said| said != own)
                    });
                !abroad && !other && !title.former && is_kind_of(title, &description.head)
            })
    };
    let near =
        salience.recent().take_while(|&(earlier, _)| salience.distance(earlier, index).0 <= KIND_SENTENCES);
    let mut found: Option<usize> = None;
    for (_, node) in near {
        if Some(node) != found && fits(node) && found.replace(node).is_some() {
            return None;
        }
    }
    found
}
