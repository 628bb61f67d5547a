//! Cases of who is mentioned where, whoever speaks.
//!
//! In: texts without statements. Out: test results. Must not know: how statements are found.

use crate::{Config, Roster, find_quotes, find_speakers};
use dixit_tokenizer::{Index, Source, tokenize};

/// The mentions of each entity that has several, in text order.
fn chains(text: &str) -> Vec<String> {
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let found = find_speakers(&document, &quotes, &[], &Roster::builtin(), &Config::recommended());
    let mention = |id: &crate::MentionId| document.slice(found.mentions[id.to_usize()].span).to_owned();
    let chain = |entity: &crate::Entity| entity.mentions.iter().map(mention).collect::<Vec<_>>().join(" | ");
    found.entities.iter().filter(|entity| entity.mentions.len() > 1).map(chain).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(chains(text), expected, "{text}");
}

#[test]
fn how_many_says_nothing_of_who() {
    check("Some left. Some stayed.", &[]);
    check("All left. All stayed.", &[]);
    check("People left. People stayed.", &[]);
    check("The voters left. The voters stayed.", &["The voters | The voters"]);
    check("The people left. The people stayed.", &["The people | The people"]);
}

#[test]
fn several_are_those_and_not_that() {
    check("She warned that senators left. Senators stayed.", &["senators | Senators"]);
    check("She warned that senator. That senator stayed.", &["that senator | That senator"]);
}

#[test]
fn what_somebody_is_said_to_be() {
    check("Jane Roe came. She was a sculptor.", &["Jane Roe | She | a sculptor"]);
    check("Jane Roe came. She was also the head of Acme.", &["Jane Roe | She | the head of Acme"]);
    check("Jane Roe came. She has served as head of Acme.", &["Jane Roe | She | head of Acme"]);
    check("Jane Roe, who was elected chair of Acme, came.", &["Jane Roe | who | chair of Acme"]);
    check("Her mother is a sculptor.", &["Her mother | a sculptor"]);
    check("Jane Roe came. She was hired as a clerk.", &["Jane Roe | She | a clerk"]);
    check("Jane Roe, born in Bonn, is a sculptor.", &["Jane Roe | a sculptor"]);
    check("Jane Roe (born 1950) is a sculptor.", &["Jane Roe | a sculptor"]);
    check("Jane Roe came. He praised her years as a clerk.", &["Jane Roe | her | a clerk"]);
    check("Jane Roe came. She hired him as a clerk.", &["Jane Roe | She"]);
    // Somebody else, nobody, several.
    check("Jane Roe came. She had a sculptor.", &["Jane Roe | She"]);
    check("Jane Roe came. She was no sculptor.", &["Jane Roe | She"]);
    check("Jane Roe came. She was with a sculptor.", &["Jane Roe | She"]);
    check("Jane Roe came. She was a sculptor’s model.", &["Jane Roe | She | a sculptor’s model"]);
}

#[test]
fn what_leads_up_to_a_clause_is_nobodys() {
    check("Asked by the mayor, Jane Roe left. She slept.", &["Jane Roe | She"]);
    check("Retiring to the abbey, Roe left. He slept.", &["Roe | He"]);
    check("When he had entered the abbey, Roe left. He slept.", &["Roe | He"]);
    check(
        "After she called the mayor, Jane Roe left. The mayor slept.",
        &["she | Jane Roe", "the mayor | The mayor"],
    );
    // An apposition: the clause comes after its comma.
    check("After she called the mayor, Jane Roe, he left.", &["the mayor | Jane Roe"]);
    check("The mayor, Jane Roe, left. The mayor slept.", &["The mayor | Jane Roe | The mayor"]);
}

#[test]
fn places_and_works_are_not_who_he_is() {
    check("Ed Roe left for New Zealand. He slept.", &["Ed Roe | He"]);
    check("Ed Roe was in St. Petersburg. He slept.", &["Ed Roe | He"]);
    check("Ed Roe won the Boxer Scholarship. He slept.", &["Ed Roe | He"]);
    check(
        "Virginia Governor Ed Roe left. He met Virginia. Ed Roe slept.",
        &["Virginia Governor Ed Roe | He | Ed Roe"],
    );
    check("Ed Roe met St. Francis. She slept.", &["St. Francis | She"]);
    check("Dame Zaha Roe DBE RA left. Zaha Roe slept.", &["Dame Zaha Roe DBE RA | Zaha Roe"]);
}

#[test]
fn a_description_before_a_name_may_be_a_mention() {
    check("He met his friend Ed Roe.", &["his friend | Ed Roe"]);
    check("They met the singer Ed Roe.", &["the singer | Ed Roe"]);
    check("Acme’s lawyer Ed Roe left.", &["Acme’s lawyer | Ed Roe"]);
    check("The mayor, the retired singer Ed Roe, left.", &["The mayor | the retired singer | Ed Roe"]);
    check(
        "His friend Ed Roe and Jane Lind left. They slept.",
        &[
            "His friend Ed Roe and Jane Lind | His friend | Ed Roe | They",
            "His friend Ed Roe and Jane Lind | Jane Lind | They",
        ],
    );
    // Part of the name.
    check("Singer Ed Roe left. President Lind left. Roe slept.", &["Singer Ed Roe | Roe"]);
    check(
        "They met former secretary of state Ed Roe. Roe slept.",
        &["former secretary of state Ed Roe | Roe"],
    );
}

#[test]
fn small_words_before_a_role_go_with_it() {
    check("They met radio host Ed Roe. Roe slept.", &["radio host Ed Roe | Roe"]);
    check("They met cultural anthropologist Ed Roe. Roe slept.", &["cultural anthropologist Ed Roe | Roe"]);
    check("They want to replace former governor Ed Roe. Roe slept.", &["former governor Ed Roe | Roe"]);
    check("They will face challenger Ed Roe. Roe slept.", &["challenger Ed Roe | Roe"]);
}

#[test]
fn they_need_not_have_been_a_subject() {
    check("She taught the authors their trade.", &["the authors | their"]);
    check("The mayor met the authors. They left.", &["the authors | They"]);
    // A subject is meant rather; things are not; too far.
    check("The authors met the mayors. They left.", &["The authors | They"]);
    check("She read the reports to their end.", &[]);
    check("She met the authors. It was late. It was wet. They left.", &[]);
}

#[test]
fn a_first_name_tells_who_is_meant() {
    check("Sherri Roe met Bedřich Lind. She slept. Lind left.", &["Sherri Roe | She", "Bedřich Lind | Lind"]);
    check("Sherri Roe met Bedřich Lind. He slept.", &["Bedřich Lind | He"]);
}

#[test]
fn rank_between_article_and_noun() {
    check("Jane Roe came. She was the next Czech governor.", &["Jane Roe | She | the next Czech governor"]);
    check(
        "The only other sculptor left. The only other sculptor stayed.",
        &["The only other sculptor | The only other sculptor"],
    );
}
