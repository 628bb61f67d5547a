//! Documents whose entities are written as words.

use super::*;
use crate::pairing::pair;
use crate::sample::Sample;

const TEXT: &str = "Ada Moreno, the minister who resigned, smiled at Bo Lund’s dog. She left and he stayed, for his dog \
                    and the hut on the hill slept. Both Moreno and Lund said they slept.";

const PERSON: Option<bool> = Some(true);
const THING: Option<bool> = Some(false);

fn gold() -> Sample {
    let mut gold = Sample::new(TEXT);
    gold.mentions(
        PERSON,
        "Ada Moreno, the minister who resigned | the minister who resigned | She | Moreno#2",
    );
    gold.mentions(PERSON, "Bo Lund’s | he#3 | his | Lund#2");
    gold.mentions(THING, "Bo Lund’s dog | his dog");
    gold.mentions(PERSON, "Both Moreno and Lund | they");
    gold.mentions(THING, "the hut on the hill");
    gold
}

fn evaluated(predicted: &Sample) -> CoreferenceFigures {
    let (gold, predicted) = ([(*gold()).clone()], [(**predicted).clone()]);
    let options = Options { resamples: 0, ..Options::default() };
    evaluate_coreference(&pair(&gold, &predicted).unwrap(), &options).total
}

/// Mentions found, predicted and in the gold.
fn check(predicted: &Sample, key: &str, expected: (f64, usize, usize)) {
    let scope = Scope::all().find(|scope| scope.key() == key).expect(key);
    let found = evaluated(predicted).scores(scope).mentions;
    assert_eq!((found.hit_gold, found.predicted, found.gold), expected, "{key}");
}

#[test]
fn the_words_of_the_samples_are_where_they_seem() {
    let gold = gold();
    let he = gold.entities[1].mentions[1];
    assert_eq!(&TEXT[he.to_range().start - 4..he.to_range().end + 7], "and he stayed");
}

#[test]
fn gold_is_right_in_every_scope_and_nothing_in_none() {
    let (perfect, nothing) = (evaluated(&gold()), evaluated(&gold().bare()));
    for scope in Scope::all() {
        for metric in CoreferenceMetric::ALL {
            assert_eq!(perfect.scores(scope).f1(metric), 100.0, "{} {}", scope.key(), metric.key());
            assert_eq!(nothing.scores(scope).f1(metric), 0.0);
        }
    }
    assert_eq!(perfect.pronouns, PronounCounts { right: 3, wrong: 0, silent: 0 });
    assert_eq!(nothing.pronouns, PronounCounts { right: 0, wrong: 0, silent: 3 });
}

#[test]
fn a_scope_says_who_takes_part() {
    let gold = gold();
    check(&gold, "all/words", (12.0, 12, 12));
    check(&gold, "all/singletons/words", (13.0, 13, 13));
    check(&gold, "persons/words", (10.0, 10, 10));
    // A prediction that tells of nobody whether it is a person is taken whole.
    let mut untold = gold.clone();
    untold.entities.iter_mut().for_each(|entity| entity.is_person = None);
    check(&untold, "persons/words", (10.0, 12, 10));
    // Where it tells of some, the others are none.
    untold.entities[0].is_person = PERSON;
    check(&untold, "persons/words", (4.0, 4, 10));
}

#[test]
fn a_short_mention_is_found_by_its_head() {
    let mut predicted = gold().bare();
    predicted.mentions(PERSON, "Ada Moreno | the minister | who | She");
    predicted.mentions(PERSON, "Bo Lund | hill");
    // `who` is left out, `’s` is no word of a mention, `hill` is no head.
    check(&predicted, "all/words", (2.0, 5, 12));
    check(&predicted, "all/singletons/head", (4.0, 5, 13));
}

#[test]
fn a_mention_of_several_is_one_of_these_together() {
    let mut predicted = gold().bare();
    predicted.mentions(PERSON, "Ada Moreno, the minister who resigned | Both Moreno and Lund | they");
    predicted.mentions(PERSON, "Bo Lund | Both Moreno and Lund | they");
    let scope = Scope { mentions: MentionMatch::Words, persons: true, singletons: false };
    let muc = evaluated(&predicted).scores(scope).muc;
    // One link is predicted, of the two to each other, and it is right.
    assert_eq!((muc.hit_predicted, muc.predicted, muc.gold), (1.0, 1, 7));
}

#[test]
fn pronouns_lead_to_the_phrase_before_them() {
    let check = |chains: &[&str], right, wrong, silent| {
        let mut predicted = gold().bare();
        chains.iter().for_each(|chain| predicted.mentions(PERSON, chain));
        assert_eq!(evaluated(&predicted).pronouns, PronounCounts { right, wrong, silent }, "{chains:?}");
    };
    check(&["Ada Moreno | She", "Bo Lund | he#3 | his"], 3, 0, 0);
    check(&["Ada Moreno | She | he#3 | his"], 1, 2, 0);
    // A pronoun alone with others says of nobody who it is.
    check(&["he#3 | his", "Ada Moreno"], 0, 0, 3);
    // A phrase after it tells too; one that the gold does not have is somebody else.
    check(&["She | Moreno#2", "the hill | he#3 | his"], 1, 2, 0);
}

#[test]
fn documents_without_entities_are_left_out_and_others_add_up() {
    let documents: Vec<_> = (0..20)
        .map(|number| {
            let mut document = if number == 0 { (*gold().bare()).clone() } else { (*gold()).clone() };
            document.id = number.to_string();
            document
        })
        .collect();
    let mut predicted = documents.clone();
    predicted.iter_mut().skip(1).step_by(2).for_each(|document| drop(document.entities.remove(0)));
    let evaluation = evaluate_coreference(&pair(&documents, &predicted).unwrap(), &Options::default());
    assert_eq!((evaluation.documents.len(), evaluation.left_out, evaluation.tells_persons), (19, 1, true));
    for scope in Scope::all() {
        for metric in CoreferenceMetric::ALL {
            let interval = evaluation.interval(scope, metric).unwrap();
            let found = evaluation.total.scores(scope).f1(metric);
            assert!((interval.low..=interval.high).contains(&found), "{} {interval:?} {found}", scope.key());
        }
    }
    let pronouns = evaluation.pronoun_interval().unwrap();
    assert!(pronouns.low < evaluation.total.pronouns.accuracy());
}
