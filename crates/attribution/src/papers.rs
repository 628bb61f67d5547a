//! Things that hold somebody’s words: letters, reports, front pages.
//!
//! In: a word, folded. Out: whether it is such a thing. Must not know: whose it is.

/// Things that hold the words of the person whose they are.
pub(crate) fn is_handwriting(word: &str) -> bool {
    matches!(
        word,
        "answer"
            | "answers"
            | "autobiography"
            | "blog"
            | "diaries"
            | "diary"
            | "e-mail"
            | "e-mails"
            | "email"
            | "emails"
            | "epitaph"
            | "essay"
            | "handwriting"
            | "journal"
            | "journals"
            | "letter"
            | "letters"
            | "memoir"
            | "memoirs"
            | "message"
            | "messages"
            | "note"
            | "notebook"
            | "notebooks"
            | "notes"
            | "post"
            | "posts"
            | "postcard"
            | "postcards"
            | "reply"
            | "response"
            | "telegram"
            | "text"
            | "texts"
            | "tweet"
            | "tweets"
            | "will"
    )
}

/// Things that somebody publishes.
pub(crate) fn is_paper(word: &str) -> bool {
    is_printed(word)
        || matches!(
            word,
            "statement"
                | "letter"
                | "tweet"
                | "memo"
                | "op-ed"
                | "report"
                | "study"
                | "analysis"
                | "average"
                | "tally"
                | "count"
                | "estimate"
                | "forecast"
                | "readout"
                | "review"
                | "ranking"
                | "website"
                | "release"
        )
        || is_periodical(word)
}

/// Things that are written for an office or a court.
pub(crate) fn is_document(word: &str) -> bool {
    matches!(word, "memorandum" | "filing" | "affidavit" | "lawsuit" | "complaint" | "submission")
}

/// What a body publishes for its members.
pub(crate) fn is_periodical(word: &str) -> bool {
    matches!(word, "bulletin" | "newsletter" | "journal" | "magazine" | "gazette")
}

/// Things with words on them for all to see, whoever holds them.
pub(crate) fn is_signboard(word: &str) -> bool {
    matches!(
        word,
        "badge"
            | "banner"
            | "banners"
            | "billboard"
            | "billboards"
            | "button"
            | "cap"
            | "caption"
            | "flyer"
            | "flyers"
            | "hat"
            | "hats"
            | "label"
            | "leaflet"
            | "leaflets"
            | "placard"
            | "placards"
            | "plaque"
            | "poster"
            | "posters"
            | "shirt"
            | "shirts"
            | "sign"
            | "signs"
            | "sticker"
            | "stickers"
            | "t-shirt"
            | "t-shirts"
    )
}

/// Things that are printed, or a part of such.
pub(crate) fn is_printed(word: &str) -> bool {
    matches!(word, "page" | "cover" | "editorial" | "article" | "story" | "headline" | "column")
}
