//! Whether two first names can be one person's.
//!
//! In: two folded first names. Out: yes or no. Must not know: surnames, entities.

use crate::words::nickname;

/// `Jane` and `J`, `Hillary` and `Hilary`, `Pete` and `Peter`, `Chuck` and `Charles`; not `Hillary` and `Bill`, not `Jo` and
/// `Joan`.
pub(super) fn same_first(a: &str, b: &str) -> bool {
    const SHORTEST_NICKNAME: usize = 3;
    let single = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.dedup();
        letters
    };
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // `Sandy` and `Sandra`, `Kathy` and `Kathleen`
    let stem = short
        .strip_suffix('y')
        .or_else(|| short.strip_suffix("ie"))
        .filter(|stem| stem.len() >= SHORTEST_NICKNAME);
    short.len() == 1 && long.starts_with(short)
        || short.len() >= SHORTEST_NICKNAME && long.starts_with(short)
        || stem.is_some_and(|stem| long.starts_with(stem))
        || single(a) == single(b)
        || nickname(a).is_some_and(|full| full == b)
        || nickname(b).is_some_and(|full| full == a)
}
