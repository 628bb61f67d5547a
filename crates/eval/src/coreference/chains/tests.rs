//! Small partitions with what other scorers say of them.

use super::*;

/// A letter is a mention, a word a chain: `abc defg`.
fn chains(written: &str) -> Vec<Chain> {
    written.split_whitespace().map(|chain| chain.chars().map(u32::from).collect()).collect()
}

/// Recall, precision and F of MUC, B³ and CEAFe, in percent.
fn check(gold: &str, predicted: &str, expected: [[f64; 3]; 3]) {
    let scores = score(&chains(gold), &chains(predicted));
    let names = ["MUC", "B³", "CEAFe"];
    for ((counts, expected), name) in
        [scores.muc, scores.b_cubed, scores.ceaf_e].iter().zip(expected).zip(names)
    {
        let found = [counts.recall(), counts.precision(), counts.f1()];
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                (found - expected).abs() < 0.006,
                "{gold} / {predicted}: {name}: {found} is not {expected}"
            );
        }
    }
}

/// The worked example of Pradhan et al. (2014), figure 3 and section 4.
#[test]
fn the_example_of_the_reference_scorers_paper() {
    check("abc defg", "ab cd fghi", [[40.0, 40.0, 40.0], [41.67, 50.0, 45.45], [65.0, 43.33, 52.0]]);
}

/// The first cases of that scorer's own tests: CEAFe as its configuration has it, MUC and B³ by the public scorer `scorch`.
#[test]
fn the_cases_of_the_reference_scorer() {
    let gold = "a bc def";
    check(gold, gold, [[100.0; 3]; 3]);
    check(gold, "a de", [[33.33, 100.0, 50.0], [38.89, 100.0, 56.0], [60.0, 90.0, 72.0]]);
    check(gold, "a bcx defy z", [[100.0, 60.0, 75.0], [100.0, 50.93, 67.48], [88.57, 66.43, 75.92]]);
    check(gold, "a bcx dy z", [[33.33, 33.33, 33.33], [55.56, 40.48, 46.83], [73.33, 55.0, 62.86]]);
    check(gold, "a bcxB dy z", [[33.33, 25.0, 28.57], [55.56, 31.25, 40.0], [68.89, 51.67, 59.05]]);
    check(gold, "a bcx dy Bz", [[33.33, 25.0, 28.57], [55.56, 35.42, 43.26], [73.33, 55.0, 62.86]]);
}

/// Merged, split and crossed chains, by `scorch`.
#[test]
fn what_another_scorer_says_of_longer_chains() {
    check(
        "abcde fghij klmno",
        "abcfg hij klmnoxy de",
        [[83.33, 76.92, 80.0], [68.0, 65.71, 66.84], [72.78, 54.58, 62.38]],
    );
    check(
        "abcdefgh ijkl mn",
        "abcd efij klmn gh",
        [[72.73, 80.0, 76.19], [50.0, 71.43, 58.82], [61.11, 45.83, 52.38]],
    );
}

#[test]
fn nothing_is_no_division_by_zero() {
    check("", "", [[0.0; 3]; 3]);
    check("abc", "", [[0.0; 3]; 3]);
    check("", "abc", [[0.0; 3]; 3]);
    // Chains of one have no links.
    check("a b", "a b", [[0.0; 3], [100.0; 3], [100.0; 3]]);
}
