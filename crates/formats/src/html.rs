//! A page to look at: the article with its statements marked by speaker. One file, no scripts, nothing from elsewhere.
//!
//! In: [`Article`]s. Out: each as a part of a page, and the page. Must not know: files.
//!
//! Speakers have numbers as well as colours, types have lines of their own: the page is as good in black and white.

use crate::article::{Standing, named_in, rounded};
use crate::segments::{Step, segments};
use crate::{Article, FormatError};
use dixit_attribution::{ContentType, EntityId, Verdict};
use dixit_tokenizer::OffsetUnit;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many colours there are; then they begin again, and the numbers tell.
const COLORS: usize = 12;
/// So many speakers of an article are named in the index.
const IN_INDEX: usize = 3;
/// A first paragraph of at most so many characters that ends without a full stop is a headline.
const HEADLINE_CHARS: usize = 120;

/// An article as a part of a page.
#[derive(Debug, Clone)]
pub struct HtmlArticle {
    /// What the page's index says of it.
    pub entry: HtmlEntry,
    /// Its part of the page, from line to line.
    pub html: String,
}

/// What a page's index says of an article.
#[derive(Debug, Clone, Serialize)]
pub struct HtmlEntry {
    number: usize,
    name: String,
    statements: usize,
    first: Vec<String>,
    more: usize,
}

/// The part of a page for an article. `number` counts the articles of the page from 0.
///
/// # Errors
/// Where the template fails, which is a mistake in it.
pub fn html_article(article: &Article<'_>, number: usize) -> Result<HtmlArticle, FormatError> {
    let groups = Groups::new(article);
    let mut paragraphs: Vec<Paragraph<'_>> = segments(article)
        .into_iter()
        .map(|steps| Paragraph {
            headline: false,
            steps: steps.into_iter().map(|step| groups.shown(article, step)).collect(),
        })
        .collect();
    if let (None, Some(span)) = (article.title, article.document.paragraphs().first().map(|it| it.span)) {
        let words = article.document.slice(span);
        let short = words.chars().take(HEADLINE_CHARS + 1).count() <= HEADLINE_CHARS;
        let headline = short && !words.ends_with(['.', '!', '?', '”', '"', ':']) && paragraphs.len() > 1;
        if let Some(first) = paragraphs.first_mut() {
            first.headline = headline;
        }
    }
    let legend: Vec<&Group> = groups.groups.iter().collect();
    let statements = legend.iter().map(|group| group.count).sum();
    let titled = paragraphs.first().is_some_and(|paragraph| paragraph.headline);
    let html = environment()
        .and_then(|environment| {
            environment.get_template("article.html")?.render(context! {
                number,
                id => article.id,
                title => article.title.or((!titled).then_some(article.id)),
                piece => article.piece.map(|it| (it.number, it.document.as_str(), it.start.count(OffsetUnit::Bytes))),
                date => article.date.map(|date| date.to_string()),
                statements,
                legend => Serde(&legend),
                paragraphs => Serde(&paragraphs),
            })
        })
        .map_err(|error| FormatError::new(article.id, format!("the page's template failed: {error}")))?;
    let headline = article.document.paragraphs().first().filter(|_| titled);
    let name = article.title.or(headline.map(|paragraph| article.document.slice(paragraph.span)));
    let known = legend.iter().filter(|group| group.standing != Standing::Unknown.name());
    let entry = HtmlEntry {
        number,
        name: name.unwrap_or(article.id).to_owned(),
        statements,
        first: known.clone().take(IN_INDEX).map(|group| format!("{} {}", group.name, group.count)).collect(),
        more: known.count().saturating_sub(IN_INDEX),
    };
    Ok(HtmlArticle { entry, html: html + "\n" })
}

/// The page up to its first article, with an index where there are several. Their parts follow in this order, then [`html_closing`].
///
/// # Errors
/// Where the template fails, which is a mistake in it.
pub fn html_opening(articles: &[HtmlEntry]) -> Result<String, FormatError> {
    let statements: usize = articles.iter().map(|article| article.statements).sum();
    environment()
        .and_then(|environment| {
            environment
                .get_template("page.html")?
                .render(context! { articles => Serde(articles), statements })
        })
        .map(|page| page + "\n")
        .map_err(|error| FormatError::new("the page", format!("its template failed: {error}")))
}

/// The page after its last article.
pub fn html_closing() -> &'static str {
    include_str!("html/closing.html")
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("article.html", include_str!("html/article.html"))?;
    environment.add_template("page.html", include_str!("html/page.html"))?;
    environment.add_template("style.css", include_str!("html/style.css"))?;
    Ok(environment)
}

#[derive(Serialize)]
struct Paragraph<'a> {
    headline: bool,
    steps: Vec<Shown<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Shown<'a> {
    Text {
        text: &'a str,
    },
    Open {
        /// The attribution's number.
        statement: usize,
        /// Its number in the legend, or a `?`.
        mark: String,
        color: usize,
        name: String,
        content_type: &'static str,
        confidence: f64,
        first: bool,
    },
    Close,
}

/// Those who say something together, or who may have said it.
#[derive(Debug, Serialize)]
struct Group {
    mark: String,
    color: usize,
    name: String,
    standing: &'static str,
    count: usize,
    /// The number of their first statement.
    first: usize,
}

/// Who speaks, most quoted first, and in which of them each attribution is.
struct Groups {
    groups: Vec<Group>,
    of: BTreeMap<usize, usize>,
}

impl Groups {
    fn new(article: &Article<'_>) -> Self {
        let mut found: Vec<(Standing, &Verdict, Vec<usize>)> = Vec::new();
        let mut known: BTreeMap<(bool, Vec<EntityId>), usize> = BTreeMap::new();
        for (number, attribution) in article.wanted() {
            let speaker = &attribution.speaker;
            let key = (matches!(speaker, Verdict::Ambiguous(_)), named_in(speaker).to_vec());
            let place = *known.entry(key).or_insert_with(|| {
                found.push((Standing::of(speaker, article), speaker, Vec::new()));
                found.len() - 1
            });
            if let Some((_, _, numbers)) = found.get_mut(place) {
                numbers.push(number);
            }
        }
        found.sort_by_key(|(standing, _, numbers)| (*standing == Standing::Unknown, Reverse(numbers.len())));
        let of = found.iter().enumerate();
        let of = of.flat_map(|(place, (_, _, numbers))| numbers.iter().map(move |number| (*number, place)));
        let of = of.collect();
        let groups = found.into_iter().enumerate().map(|(place, (standing, verdict, numbers))| {
            let unknown = standing == Standing::Unknown;
            Group {
                mark: if unknown { "?".to_owned() } else { (place + 1).to_string() },
                color: if unknown { 0 } else { place % COLORS + 1 },
                name: name(article, verdict),
                standing: standing.name(),
                count: numbers.len(),
                first: numbers.first().copied().unwrap_or_default(),
            }
        });
        Self { groups: groups.collect(), of }
    }

    fn shown<'a>(&self, article: &Article<'a>, step: Step<'a>) -> Shown<'a> {
        let piece = match step {
            Step::Text(text) => return Shown::Text { text },
            Step::Close => return Shown::Close,
            Step::Open(piece) => piece,
        };
        let group = self.of.get(&piece.number).and_then(|place| self.groups.get(*place));
        let attribution = article.analysis.attributions.get(piece.number - 1);
        Shown::Open {
            statement: piece.number,
            mark: group.map(|group| group.mark.clone()).unwrap_or_default(),
            color: group.map_or(0, |group| group.color),
            name: group.map(|group| group.name.clone()).unwrap_or_default(),
            content_type: attribution.map_or(ContentType::Indirect, |it| it.content_type).name(),
            confidence: attribution.map_or(0.0, |it| rounded(it.confidence)),
            first: piece.part == 1,
        }
    }
}

fn name(article: &Article<'_>, verdict: &Verdict) -> String {
    let between = match verdict {
        Verdict::Speakers(_) => " and ",
        Verdict::Ambiguous(_) => " or ",
        Verdict::Unknown => return "Unknown".to_owned(),
    };
    let names = named_in(verdict).iter().filter_map(|id| Some(article.entity(*id)?.1.name.as_str()));
    names.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::with_sample;

    #[test]
    fn an_article_is_marked_by_speaker() {
        insta::assert_snapshot!(with_sample(|article| html_article(article, 0)
            .unwrap()
            .html
            .trim_end()
            .to_owned()));
    }

    #[test]
    fn several_articles_have_an_index() {
        let [one, two] = [0, 1].map(|number| with_sample(|article| html_article(article, number).unwrap()));
        let opening = html_opening(&[one.entry.clone(), two.entry]).unwrap();
        assert!(opening.contains("<a href=\"#a1\">Talks &amp; &lt;tariffs&gt; stall</a>"));
        assert!(!html_opening(&[one.entry]).unwrap().contains("<nav"));
        let page = opening + &one.html + &two.html + html_closing();
        assert!(page.contains("<main>\n<article id=\"a0\">") && page.contains("</article>\n</main>"));
        // Nothing of the article is markup, and nothing comes from elsewhere.
        assert!(!page.contains("<tariffs>") && !page.contains("<i>") && !page.contains("<script"));
        assert!(!page.contains("http:") && !page.contains("https:"));
    }
}
