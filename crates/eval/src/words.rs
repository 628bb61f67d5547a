//! The unit of scoring: words, so that quotation marks, commas and spaces at the edges never matter.
//!
//! In: a text, spans of it. Out: the set of words that spans touch. Must not know: roles, who annotated.
//!
//! A word is a maximal run of letters and digits. Corpora disagree on marks at the edges (PolNeAR's contents include
//! quotation marks, others do not), so spans are compared by the words they touch (Pareti et al. 2013 and Scheible et al.
//! 2016 leave edge punctuation to their tokenizers likewise).

use dixit_tokenizer::Span;

/// The words of a text.
pub(crate) struct WordIndex<'a> {
    text: &'a str,
    words: Vec<Span>,
}

/// Words of one text, by position, each once, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Words(Vec<u32>);

impl<'a> WordIndex<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::from_usize(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        Self { text, words }
    }

    /// The words that some spans touch.
    pub(crate) fn touched(&self, spans: &[Span]) -> Words {
        let mut found = Vec::new();
        for span in spans {
            let from = self.words.partition_point(|word| word.end() <= span.start());
            let to = self.words.partition_point(|word| word.start() < span.end());
            found.extend((from..to).filter_map(|word| u32::try_from(word).ok()));
        }
        found.into_iter().collect()
    }

    /// Where a word stands.
    pub(crate) fn span(&self, word: u32) -> Span {
        self.words.get(word as usize).copied().unwrap_or_default()
    }

    /// The word itself.
    pub(crate) fn word(&self, word: u32) -> &'a str {
        self.text.get(self.span(word).to_range()).unwrap_or_default()
    }

    /// The text before the end of one word and the start of another.
    pub(crate) fn between(&self, first: u32, second: u32) -> &'a str {
        self.text
            .get(self.span(first).end().to_usize()..self.span(second).start().to_usize())
            .unwrap_or_default()
    }

    /// The character before a word.
    pub(crate) fn before(&self, word: u32) -> Option<char> {
        self.text.get(..self.span(word).start().to_usize())?.chars().next_back()
    }
}

impl FromIterator<u32> for Words {
    fn from_iter<I: IntoIterator<Item = u32>>(words: I) -> Self {
        let mut all: Vec<u32> = words.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Words(all)
    }
}

impl Words {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    pub(crate) fn contains(&self, word: u32) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// How many words both hold.
    pub(crate) fn shared(&self, other: &Words) -> usize {
        let (few, many) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        few.iter().filter(|word| many.contains(*word)).count()
    }

    /// The words that any of several sets holds.
    pub(crate) fn union<'w>(sets: impl IntoIterator<Item = &'w Words>) -> Words {
        sets.into_iter().flat_map(Words::iter).collect()
    }

    /// Dice's coefficient (1945): twice the shared words over the words of both; 0 where either is empty.
    pub(crate) fn dice(&self, other: &Words) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        2.0 * self.shared(other) as f64 / (self.len() + other.len()) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_touch_words_whatever_their_edges() {
        let text = "“It’s 2.5,” Zoë_L said";
        let index = WordIndex::new(text);
        let words: Vec<&str> = (0..index.words.len() as u32).map(|word| index.word(word)).collect();
        assert_eq!(words, ["It", "s", "2", "5", "Zoë", "L", "said"]);
        let whole = Span::from_usize(0, text.len());
        assert_eq!(index.touched(&[whole]).len(), 7);
        // Half a word is the word; a mark alone is nothing; twice the same is once.
        let half = Span::from_usize(4, 5);
        assert_eq!(index.touched(&[half, half]), Words(vec![0]));
        assert!(index.touched(&[Span::from_usize(0, 3)]).is_empty());
    }

    #[test]
    fn dice_is_of_both() {
        let (a, b) = (Words(vec![1, 2, 3]), Words(vec![2, 3, 4, 5, 6]));
        assert_eq!((a.shared(&b), a.dice(&b), a.dice(&Words::default())), (2, 0.5, 0.0));
    }
}
