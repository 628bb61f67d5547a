//! Documents that nobody wrote, of paragraphs that somebody did: as many as a bench needs.
//!
//! In: articles, how much is wanted. Out: [`Recombined`], one document after the other, the same each time. Must not know:
//! files, formats.
//!
//! A document opens as one article does and goes on with runs of paragraphs of others, so that what a paragraph needs of the
//! ones before it (a continued quotation, a surname, a pronoun) is mostly there. Its length is that of a drawn article.

/// Where the drawing begins.
pub(crate) const SEED: u64 = 20_251_026;
/// The most paragraphs of one article in a row: quotations over several paragraphs have two or three.
const MAX_RUN: usize = 4;
const BETWEEN: &str = "\n\n";

/// How much is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Of text, about.
    pub(crate) bytes: u64,
    /// Exactly so many documents, longer or shorter than articles; none for as many as it takes.
    pub(crate) documents: Option<u64>,
}

/// An article to take from; it has a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Article {
    paragraphs: Vec<String>,
}

impl Article {
    /// None where the text is empty.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let paragraphs = text.split(BETWEEN).map(|paragraph| paragraph.trim_matches('\n').to_owned());
        let paragraphs: Vec<String> = paragraphs.filter(|paragraph| !paragraph.trim().is_empty()).collect();
        (!paragraphs.is_empty()).then_some(Self { paragraphs })
    }

    fn size(&self) -> usize {
        self.paragraphs.iter().map(|paragraph| paragraph.len() + BETWEEN.len()).sum()
    }
}

/// The documents.
pub(crate) struct Recombined<'a> {
    articles: &'a [Article],
    mean_size: f64,
    plan: Plan,
    random: Random,
    documents: u64,
    bytes: u64,
}

impl<'a> Recombined<'a> {
    /// Of no articles no documents are made.
    pub(crate) fn new(articles: &'a [Article], plan: Plan, seed: u64) -> Self {
        let all: usize = articles.iter().map(Article::size).sum();
        let mean_size = all as f64 / articles.len().max(1) as f64;
        Self { articles, mean_size, plan, random: Random(seed), documents: 0, bytes: 0 }
    }

    /// How long the next document should be.
    fn target(&mut self) -> usize {
        let drawn = self.draw().size();
        let Some(documents) = self.plan.documents else { return drawn };
        // What is left is shared among those that are left, so that both numbers come out.
        let bytes = self.plan.bytes.saturating_sub(self.bytes) as f64;
        match documents.saturating_sub(self.documents) {
            // All of it.
            0 | 1 => bytes as usize,
            left => (bytes / left as f64 * drawn as f64 / self.mean_size) as usize,
        }
    }

    fn draw(&mut self) -> &'a Article {
        &self.articles[self.random.below(self.articles.len())]
    }
}

impl Iterator for Recombined<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let done = match self.plan.documents {
            Some(documents) => self.documents >= documents,
            None => self.bytes >= self.plan.bytes,
        };
        if done || self.articles.is_empty() {
            return None;
        }
        let target = self.target();
        let mut text = String::with_capacity(target + target / 2);
        while text.len() < target || text.is_empty() {
            let paragraphs = &self.draw().paragraphs;
            // Only the first run has a headline.
            let headline = usize::from(!text.is_empty() && paragraphs.len() > 1);
            let start =
                if text.is_empty() { 0 } else { headline + self.random.below(paragraphs.len() - headline) };
            let run = 1 + self.random.below(MAX_RUN);
            for paragraph in paragraphs[start..].iter().take(run) {
                if !text.is_empty() {
                    if text.len() >= target {
                        break;
                    }
                    text.push_str(BETWEEN);
                }
                text.push_str(paragraph);
            }
        }
        text.push('\n');
        self.documents += 1;
        self.bytes += text.len() as u64;
        Some(text)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): a few lines, the same on every machine.
struct Random(u64);

impl Random {
    /// A number below another, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles() -> Vec<Article> {
        let texts = [
            "Head A\n\nFirst a.\n\nSecond a.\n\nThird a.\n",
            "Head B\n\nOne b.\n",
            "\nAlone, on one line.\n",
            "\n\n",
        ];
        texts.iter().filter_map(|text| Article::new(text)).collect()
    }

    fn made(plan: Plan, seed: u64) -> Vec<String> {
        Recombined::new(&articles(), plan, seed).collect()
    }

    #[test]
    fn the_same_seed_makes_the_same_documents() {
        let plan = Plan { bytes: 2_000, documents: None };
        assert_eq!(made(plan, 1), made(plan, 1));
        assert_ne!(made(plan, 1), made(plan, 2));
        // What is asked for is only where it ends.
        let longer = made(Plan { bytes: 4_000, documents: None }, 1);
        assert_eq!(made(plan, 1)[..], longer[..made(plan, 1).len()]);
    }

    #[test]
    fn there_is_as_much_as_asked_for() {
        let size = |documents: &[String]| documents.iter().map(String::len).sum::<usize>();
        let some = made(Plan { bytes: 5_000, documents: None }, 1);
        assert!((5_000..5_200).contains(&size(&some)), "{}", size(&some));
        for count in [1, 7, 50] {
            let some = made(Plan { bytes: 5_000, documents: Some(count) }, 1);
            assert_eq!(some.len() as u64, count);
            assert!((4_800..5_500).contains(&size(&some)), "{count}: {}", size(&some));
        }
        assert_eq!(Recombined::new(&[], Plan { bytes: 10, documents: Some(3) }, 1).count(), 0);
    }

    #[test]
    fn documents_are_whole_paragraphs_with_one_headline() {
        let articles = articles();
        let known: Vec<&String> = articles.iter().flat_map(|article| &article.paragraphs).collect();
        for text in made(Plan { bytes: 5_000, documents: Some(20) }, 1) {
            let paragraphs: Vec<&str> = text.trim_end().split(BETWEEN).collect();
            assert!(paragraphs.iter().all(|one| known.iter().any(|known| known == one)), "{text}");
            assert!(paragraphs[1..].iter().all(|one| !one.starts_with("Head")), "{text}");
        }
    }
}
