//! The metrics over spans and whole attributions, each with its definition and where it comes from.
//!
//! In: a name. Out: [`Metric`], and all of them in the order of reports. Must not know: documents.

use dixit_formats::{ContentType, Role};

/// How spans of a role are compared. All but the last two match spans one to one, best first; a cue or a source that several
/// attributions share counts once in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The same words. Pareti et al. (2013) and Scheible et al. (2016) call it *strict*; PARC3 (Pareti 2016) and PolNeAR
    /// (Newell et al. 2018) report it for each role.
    Exact,
    /// Credit for the shared words: precision is the mean share of a predicted span that is gold, recall the mean share of a
    /// gold span that was predicted; each span weighs the same, long or short (Hollingsworth & Teufel 2005; *partial* in
    /// Pareti et al. 2013 and Scheible et al. 2016).
    Partial,
    /// At least one shared word (cue detection in Pareti et al. 2013; *overlap* in CofeNet, Wang et al. 2022).
    Overlap,
    /// For sources: the head word of either is in the other. `Hurlburt` is `Heather Hurlburt, a former speechwriter`. A
    /// stand-in without a parser for the head match of Pareti (2016).
    Head,
    /// Each word that has the role in any attribution, once (the token-level figures of Newell et al. 2018).
    Token,
    /// Runs of words within a paragraph, without links between roles (*exact match* of CofeNet, Wang et al. 2022; theirs
    /// also splits at sentence ends).
    Fragment,
}

/// What has to be right in an attribution. Contents are matched one to one by Dice's coefficient of their words, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Demand {
    /// The content is found: Dice of at least [`FOUND`](crate::FOUND).
    Content,
    /// … and its source is right: neither has one, or their heads match ([`Measure::Head`]). Who said what, end to end: the
    /// *linked* attribution of Newell et al. (2018).
    Source,
    /// The content is word for word the same, and the source is right.
    Strict,
}

/// Something that precision, recall and F are told of, as micro-averages over all documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Spans of one role. With `only`, recall is over gold contents of that type, precision over the predictions matched to
    /// those and the unmatched ones of that type.
    Spans {
        /// Which spans.
        role: Role,
        /// How they are compared.
        measure: Measure,
        /// Only contents of this type.
        only: Option<ContentType>,
    },
    /// Whole attributions.
    Attribution {
        /// What has to be right.
        demand: Demand,
        /// Only attributions of this type, as for spans.
        only: Option<ContentType>,
    },
}

/// The types in the order of reports.
pub const TYPES: [ContentType; 3] = [ContentType::Direct, ContentType::Mixed, ContentType::Indirect];

impl Metric {
    /// Every metric, in the order of reports.
    pub fn all() -> Vec<Metric> {
        let spans = |role, measure| Metric::Spans { role, measure, only: None };
        let with_types = |metric: Metric| {
            std::iter::once(metric).chain(TYPES.map(|only| match metric {
                Metric::Spans { role, measure, .. } => Metric::Spans { role, measure, only: Some(only) },
                Metric::Attribution { demand, .. } => Metric::Attribution { demand, only: Some(only) },
            }))
        };
        let attribution = |demand| Metric::Attribution { demand, only: None };
        let mut all: Vec<Metric> = with_types(attribution(Demand::Source)).collect();
        all.extend(with_types(attribution(Demand::Content)));
        all.push(attribution(Demand::Strict));
        all.extend(with_types(spans(Role::Content, Measure::Exact)));
        all.extend(with_types(spans(Role::Content, Measure::Partial)));
        all.extend([Measure::Overlap, Measure::Token, Measure::Fragment].map(|m| spans(Role::Content, m)));
        all.extend(
            [Measure::Exact, Measure::Partial, Measure::Overlap, Measure::Token, Measure::Fragment]
                .map(|m| spans(Role::Cue, m)),
        );
        all.extend(
            [
                Measure::Exact,
                Measure::Partial,
                Measure::Overlap,
                Measure::Head,
                Measure::Token,
                Measure::Fragment,
            ]
            .map(|m| spans(Role::Source, m)),
        );
        all
    }

    /// Its name for programs: `attribution`, `attribution/direct`, `found`, `content_exact/mixed`, `source_head`.
    pub fn key(self) -> String {
        let (name, only) = match self {
            Metric::Spans { role, measure, only } => {
                let role = match role {
                    Role::Source => "source",
                    Role::Cue => "cue",
                    Role::Content => "content",
                };
                let measure = match measure {
                    Measure::Exact => "exact",
                    Measure::Partial => "partial",
                    Measure::Overlap => "overlap",
                    Measure::Head => "head",
                    Measure::Token => "token",
                    Measure::Fragment => "fragment",
                };
                (format!("{role}_{measure}"), only)
            }
            Metric::Attribution { demand, only } => {
                let name = match demand {
                    Demand::Content => "found",
                    Demand::Source => "attribution",
                    Demand::Strict => "attribution_strict",
                };
                (name.to_owned(), only)
            }
        };
        match only {
            Some(only) => format!("{name}/{}", only.name()),
            None => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_a_key_of_its_own() {
        let mut keys: Vec<String> = Metric::all().into_iter().map(Metric::key).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
        assert!(keys.contains(&"attribution/direct".to_owned()) && keys.contains(&"source_head".to_owned()));
    }
}
