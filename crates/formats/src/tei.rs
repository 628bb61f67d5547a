//! TEI P5: the article with `<said who="#id">` around what was said.
//!
//! In: an [`Article`]. Out: a `<TEI>` element, and what makes a `<teiCorpus>` of several. Must not know: files, other
//! articles.
//!
//! ```xml
//! <p><said who="#bessent" rend="direct" direct="true" cert="0.93">“It rains,”</said> Bessent said.</p>
//! ```
//!
//! Speakers stand in the header: people and groups in `<listPerson>`, organisations in `<listOrg>`. A statement without `who`
//! is nobody's that the text tells. One in several pieces has `xml:id`, `next` and `prev`.

use crate::Article;
use crate::article::{named_in, rounded};
use crate::segments::{Piece, Step, segments};
use dixit_attribution::{Attribution, ContentType, Entity, EntityId, EntityKind, Verdict};
use dixit_tokenizer::OffsetUnit;
use quick_xml::escape::escape;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// What stands before a single `<TEI>`.
pub fn tei_opening() -> &'static str {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
}

/// What stands before several of them, instead.
pub fn tei_corpus_opening() -> String {
    let header = header("Articles with their quotations", "<p>The articles below.</p>");
    format!("{}<teiCorpus xmlns=\"{NAMESPACE}\">\n<teiHeader>\n{header}</teiHeader>\n", tei_opening())
}

/// What stands after several of them.
pub fn tei_corpus_closing() -> &'static str {
    "</teiCorpus>\n"
}

/// An article as a `<TEI>` element. `number` counts the articles of a corpus from 0 and keeps their ids apart.
pub fn tei_article(article: &Article<'_>, number: usize) -> String {
    let writer = Writer { article, ids: ids(article, number), prefix: prefix(number) };
    let mut out = format!("<TEI xmlns=\"{NAMESPACE}\">\n<teiHeader>\n");
    let mut source = format!("<bibl><idno>{}</idno>", text(article.id));
    if let Some(date) = article.date {
        let _ = write!(source, "<date when=\"{date}\">{date}</date>");
    }
    if let Some(piece) = article.piece {
        let (number, document, at) =
            (piece.number, text(&piece.document), piece.start.count(OffsetUnit::Bytes));
        let _ = write!(source, "<note>Piece {number} of {document}, from byte {at}</note>");
    }
    out.push_str(&header(article.title.unwrap_or(article.id), &(source + "</bibl>")));
    writer.participants(&mut out);
    out.push_str("</teiHeader>\n<text>\n<body>\n");
    for steps in segments(article) {
        out.push_str("<p>");
        for step in steps {
            match step {
                Step::Text(words) => out.push_str(&text(words)),
                Step::Open(piece) => writer.said(&mut out, piece),
                Step::Close => out.push_str("</said>"),
            }
        }
        out.push_str("</p>\n");
    }
    out.push_str("</body>\n</text>\n</TEI>\n");
    out
}

fn header(title: &str, source: &str) -> String {
    format!(
        "<fileDesc>\n<titleStmt><title>{}</title></titleStmt>\n\
         <publicationStmt><p>Quotations marked by dixit.</p></publicationStmt>\n\
         <sourceDesc>{source}</sourceDesc>\n</fileDesc>\n",
        text(title)
    )
}

fn prefix(number: usize) -> String {
    if number == 0 { String::new() } else { format!("d{}.", number + 1) }
}

/// An XML id for each entity that is named as a speaker: its own id, as far as XML allows.
fn ids(article: &Article<'_>, number: usize) -> BTreeMap<EntityId, String> {
    let mut taken = HashSet::new();
    let mut ids = BTreeMap::new();
    for (_, attribution) in article.wanted() {
        for entity in named_in(&attribution.speaker) {
            if ids.contains_key(entity) {
                continue;
            }
            let Some((id, _)) = article.entity(*entity) else { continue };
            let wanted =
                xml_name(id.strip_suffix(article.id).and_then(|id| id.strip_suffix('@')).unwrap_or(id));
            let mut id = wanted.clone();
            while !taken.insert(id.clone()) {
                id = format!("{wanted}_{}", taken.len());
            }
            ids.insert(*entity, prefix(number) + &id);
        }
    }
    ids
}

/// A name as XML wants it, without full stops, which set other parts of an id apart.
fn xml_name(id: &str) -> String {
    let allowed = |c: char| {
        c.is_alphanumeric() && (c.is_ascii() || c >= 'À') && !('\u{2190}'..='\u{2bff}').contains(&c)
            || matches!(c, '-' | '_')
    };
    let name: String = id.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { format!("_{name}") }
}

/// A text without what XML cannot hold, and with what it means otherwise escaped.
fn text(words: &str) -> String {
    let bad =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    escape(words.replace(bad, "\u{fffd}").as_str()).into_owned()
}

struct Writer<'s, 'a> {
    article: &'s Article<'a>,
    ids: BTreeMap<EntityId, String>,
    prefix: String,
}

impl Writer<'_, '_> {
    /// Who speaks.
    fn participants(&self, out: &mut String) {
        if self.ids.is_empty() {
            return;
        }
        let (mut people, mut bodies) = (String::new(), String::new());
        for (id, xml_id) in &self.ids {
            let Some((_, entity)) = self.article.entity(*id) else { continue };
            match entity.kind {
                EntityKind::Organisation => participant(&mut bodies, "org", "orgName", xml_id, entity),
                EntityKind::Group => participant(&mut people, "personGrp", "persName", xml_id, entity),
                EntityKind::Person | EntityKind::Unknown => {
                    participant(&mut people, "person", "persName", xml_id, entity);
                }
            }
        }
        out.push_str("<profileDesc>\n<particDesc>\n");
        for (list, members) in [("listPerson", people), ("listOrg", bodies)] {
            if !members.is_empty() {
                let _ = write!(out, "<{list}>\n{members}</{list}>\n");
            }
        }
        out.push_str("</particDesc>\n</profileDesc>\n");
    }

    fn said(&self, out: &mut String, piece: Piece) {
        let Piece { number, part, parts } = piece;
        let found = self.article.analysis.attributions.get(number - 1);
        out.push_str("<said");
        if parts > 1 {
            let id = |part: usize| format!("{}said.{number}.{part}", self.prefix);
            let _ = write!(out, " xml:id=\"{}\"", id(part));
            if part > 1 {
                let _ = write!(out, " prev=\"#{}\"", id(part - 1));
            }
            if part < parts {
                let _ = write!(out, " next=\"#{}\"", id(part + 1));
            }
        }
        if let Some(attribution) = found {
            self.attributes(out, attribution);
        }
        out.push('>');
    }

    fn attributes(&self, out: &mut String, attribution: &Attribution) {
        if let Verdict::Speakers(speakers) = &attribution.speaker {
            let ids: Vec<String> =
                speakers.iter().filter_map(|id| Some(format!("#{}", self.ids.get(id)?))).collect();
            let _ = write!(out, " who=\"{}\"", ids.join(" "));
        }
        let direct = match attribution.content_type {
            ContentType::Direct => "true",
            ContentType::Indirect => "false",
            ContentType::Mixed => "unknown",
        };
        let (kind, certainty) = (attribution.content_type.name(), rounded(attribution.confidence));
        let _ = write!(out, " rend=\"{kind}\" direct=\"{direct}\" cert=\"{certainty}\"");
    }
}

fn participant(out: &mut String, element: &str, name: &str, id: &str, entity: &Entity) {
    let _ = write!(out, "<{element} xml:id=\"{id}\"><{name}>{}</{name}>", text(&entity.name));
    if let Some(link) = &entity.roster {
        let _ = write!(out, "<idno type=\"roster\">{}</idno>", text(&link.person));
    }
    let _ = writeln!(out, "</{element}>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TEXT, with_sample};
    use quick_xml::Reader;
    use quick_xml::events::Event;

    #[test]
    fn an_article_is_marked_up() {
        insta::assert_snapshot!(with_sample(|article| tei_article(article, 1)));
    }

    /// The text of a well-formed document's paragraphs.
    fn body(xml: &str) -> String {
        let mut reader = Reader::from_str(xml);
        let (mut paragraph, mut out) = (false, String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) if tag.name().as_ref() == "body" => paragraph = true,
                Event::End(tag) if tag.name().as_ref() == "body" => paragraph = false,
                Event::Text(words) if paragraph => out.push_str(&words),
                Event::GeneralRef(name) if paragraph => {
                    let escaped = format!("&{};", &*name);
                    out.push_str(&quick_xml::escape::unescape(&escaped).unwrap());
                }
                Event::Eof => return out,
                _ => {}
            }
        }
    }

    #[test]
    fn the_text_is_all_there_and_well_formed() {
        let xml = with_sample(|article| {
            tei_corpus_opening() + &tei_article(article, 0) + &tei_article(article, 1) + tei_corpus_closing()
        });
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&body(&xml)), words(&TEXT.repeat(2)));
    }

    #[track_caller]
    fn check(id: &str, expected: &str) {
        assert_eq!(xml_name(id), expected);
    }

    #[test]
    fn ids_are_xml_names() {
        check("bessent", "bessent");
        check("álvarez-sons", "álvarez-sons");
        check("3m", "_3m");
        check("a b/c.d", "a_b_c_d");
        check("", "_");
        assert_eq!(text("a\u{0}b\u{1b}<"), "a\u{fffd}b\u{fffd}&lt;");
    }
}
