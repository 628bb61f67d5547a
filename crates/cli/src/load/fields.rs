//! What the fields of documents are called, and which of the others are handed on.
//!
//! In: the names as somebody says them. Out: [`Fields`]. Must not know: how files are read.

/// What dixit itself writes of a document: a gold or a run, which would only stand beside the new one.
const OWN: [&str; 6] = ["version", "offsets", "attributions", "entities", "diagnostics", "fields"];

/// The field, or column, that holds a headline, where there is one.
pub(super) const TITLE: &str = "title";

/// A headline, on one line; none where it is blank.
pub(super) fn headline(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What the fields, or columns, of a document are called, and what else is to be known to read it.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    /// None where dates are not to be read.
    pub(crate) date: Option<String>,
    pub(crate) carry: Carry,
    /// Bytes: a text of more is read in pieces.
    pub(crate) piece: usize,
    /// Whether what is left out on purpose is told on stderr.
    #[cfg_attr(not(feature = "warc"), expect(dead_code, reason = "only archives hold what is no document"))]
    pub(crate) tell: bool,
}

/// Which fields that are not read are handed on.
#[derive(Debug, Clone)]
pub(crate) enum Carry {
    /// None: nobody writes them.
    Nothing,
    /// All, but dixit's own.
    All,
    /// These.
    Only(Vec<String>),
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            text: "text".to_owned(),
            id: "id".to_owned(),
            date: None,
            carry: Carry::Nothing,
            piece: usize::MAX,
            tell: false,
        }
    }
}

impl Carry {
    /// Whether somebody asked for a field by name.
    pub(super) fn names(&self, name: &str) -> bool {
        matches!(self, Carry::Only(names) if names.iter().any(|it| it == name))
    }

    /// Whether a field that is not read otherwise is handed on.
    pub(super) fn takes(&self, name: &str) -> bool {
        match self {
            Carry::Nothing => false,
            Carry::All => !OWN.contains(&name),
            Carry::Only(_) => self.names(name),
        }
    }
}
