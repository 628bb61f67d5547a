//! Arguments checked and resolved: from here on nothing about the command line can be wrong.
//!
//! In: raw arguments. Out: [`Options`], [`Filter`], or what is wrong with them. Must not know: documents' contents.

use crate::args::{AttributeArgs, CommonArgs, EngineArg, FieldArgs, Format, LogArg, OffsetsArg, TypeArg};
use crate::load::{Carry, Fields};
use crate::names::fold;
use crate::reprints::REPRINT_OF;
use crate::resume::Settings;
use dixit_attribution::{
    AccurateEngine, Analysis, Attribution, Config, ContentType, Engine, Entity, EntityId, FastEngine, Roster,
    RosterError, RuleEngine, Verdict,
};
use dixit_formats::rounded;
use dixit_tokenizer::{Index, OffsetUnit};
use jiff::civil::Date;
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// A usage error: exit code 2.
#[derive(Debug)]
pub(crate) struct Wrong(pub(crate) String);

/// What every command that analyses needs.
pub(crate) struct Setup {
    pub(crate) config: Config,
    pub(crate) roster: Roster,
    pub(crate) engine: Box<dyn Engine + Send>,
}

/// `dixit attribute`, checked.
pub(crate) struct Options {
    /// Never empty.
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) fields: Fields,
    /// Of tables, beside those that all have.
    pub(crate) columns: Vec<String>,
    pub(crate) format: Format,
    /// None for stdout, never with [`Format::Brat`].
    pub(crate) out: Option<PathBuf>,
    pub(crate) offsets: OffsetUnit,
    pub(crate) filter: Filter,
    /// None for all documents.
    pub(crate) sample: Option<usize>,
    /// Only with a format that tells them.
    pub(crate) reprints: bool,
    pub(crate) dry_run: bool,
    pub(crate) quiet: bool,
    /// Only with `out` and a format that can.
    pub(crate) resume: bool,
    pub(crate) settings: Settings,
    pub(crate) errors: Option<PathBuf>,
    pub(crate) log: LogArg,
    pub(crate) setup: Setup,
    /// None for one per core.
    pub(crate) threads: Option<usize>,
}

/// Which attributions to show.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    /// Folded; any of them.
    speakers: Vec<String>,
    /// The roster's people whom one of these names: their names and aliases may not stand in the text.
    people: Vec<String>,
    bounds: Bounds,
}

/// Which attributions to show, whoever speaks.
#[derive(Debug, Default)]
pub(crate) struct Bounds {
    /// None for all.
    types: Vec<ContentType>,
    min_confidence: f32,
    flat: bool,
}

impl Bounds {
    pub(crate) fn new(types: &[TypeArg], min_confidence: Option<f32>, flat: bool) -> Result<Self, Wrong> {
        let min_confidence = min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(Wrong(format!("--min-confidence: {min_confidence} is not between 0 and 1")));
        }
        let types = types.iter().map(|kind| match kind {
            TypeArg::Direct => ContentType::Direct,
            TypeArg::Indirect => ContentType::Indirect,
            TypeArg::Mixed => ContentType::Mixed,
        });
        Ok(Self { types: types.collect(), min_confidence, flat })
    }

    fn is_open(&self) -> bool {
        self.types.is_empty() && self.min_confidence <= 0.0 && !self.flat
    }

    /// Whether an attribution is among them. Its confidence is [`rounded`].
    pub(crate) fn hold(&self, content_type: ContentType, confidence: f64, nested: bool) -> bool {
        (self.types.is_empty() || self.types.contains(&content_type))
            && confidence >= f64::from(self.min_confidence) - 1e-6
            && !(self.flat && nested)
    }
}

/// The files to read: what is piped in, where none is named.
pub(crate) fn inputs(files: Vec<PathBuf>, example: &str) -> Result<Vec<PathBuf>, Wrong> {
    if !files.is_empty() {
        return Ok(files);
    }
    if std::io::stdin().is_terminal() {
        return Err(Wrong(format!("which file? Try `{example}`, or `dixit --help`")));
    }
    Ok(vec![PathBuf::from("-")])
}

/// What the fields of documents are called.
pub(crate) fn fields(args: FieldArgs) -> Fields {
    Fields {
        text: args.text_field,
        id: args.id_field,
        date: args.date_field,
        piece: (args.piece_size as usize) << 10,
        carry: Carry::Nothing,
        tell: false,
    }
}

/// Which other fields are handed on: those that are named, else all where there is room for them.
fn carry(mut named: Vec<String>, format: Format) -> Carry {
    let mut seen = HashSet::new();
    named.retain(|name| seen.insert(name.clone()));
    match format {
        _ if !named.is_empty() => Carry::Only(named),
        Format::Json | Format::Jsonl => Carry::All,
        _ => Carry::Nothing,
    }
}

/// That a format is built in, and has the file that it needs.
fn writable(format: Format, out: Option<&Path>) -> Result<(), Wrong> {
    let wrong = |cause: &str| Err(Wrong(format!("--format {cause}")));
    match (format, out) {
        (Format::Parquet | Format::ParquetNested, _) if !cfg!(feature = "parquet") => wrong(
            "parquet: this dixit was built without Parquet; install it with `cargo install --path crates/cli --features full`",
        ),
        (Format::Parquet | Format::ParquetNested, None) => {
            wrong("parquet needs a file to write: `--out quotes.parquet`")
        }
        _ => Ok(()),
    }
}

/// How many threads, where the option was used.
pub(crate) fn threads(threads: Option<usize>) -> Result<Option<usize>, Wrong> {
    match threads {
        Some(0) => Err(Wrong("--threads: at least 1".to_owned())),
        threads => Ok(threads),
    }
}

impl Setup {
    pub(crate) fn new(args: &CommonArgs) -> Result<Self, Wrong> {
        let engine: Box<dyn Engine + Send> = match (args.engine, &args.model) {
            (EngineArg::Fast, None) => Box::new(FastEngine::new()),
            (EngineArg::Fast, Some(path)) => Box::new(read_model(path)?),
            (EngineArg::Accurate, path) => Box::new(accurate(path.as_deref())?),
            (EngineArg::Auto, path) => Box::new(accurate(path.as_deref())?.where_unsure()),
            (EngineArg::Rules, None) => Box::new(RuleEngine::new()),
            (EngineArg::Rules, Some(_)) => {
                let cause =
                    "--model is for engines that have one; leave out one of --model and --engine rules";
                return Err(Wrong(cause.to_owned()));
            }
        };
        Self::with_engine(args, engine)
    }

    /// The same with an engine of the caller's, whatever the arguments say of it.
    pub(crate) fn with_engine(args: &CommonArgs, engine: Box<dyn Engine + Send>) -> Result<Self, Wrong> {
        let mut config = Config::recommended();
        if let Some(date) = &args.date {
            config.date = Some(date.parse().map_err(|_| {
                Wrong(format!("--date: {date:?} is no day; write it as YYYY-MM-DD, e.g. 2025-10-22"))
            })?);
        }
        let roster = match &args.roster {
            None => Roster::builtin(),
            Some(path) => read_roster(path)?,
        };
        Ok(Self { config, roster, engine })
    }

    /// The settings for a document that may tell its own day.
    pub(crate) fn config(&self, date: Option<Date>) -> Config {
        Config { date: date.or(self.config.date), ..self.config }
    }
}

fn read_model(path: &Path) -> Result<FastEngine, Wrong> {
    let bytes = std::fs::read(path).map_err(|error| unread("--model", path, &error))?;
    FastEngine::from_model(&bytes).map_err(|error| wrong_file("--model", path, &error.to_string()))
}

/// The accurate engine with the model of a file, else the one built in.
pub(crate) fn accurate(path: Option<&Path>) -> Result<AccurateEngine, Wrong> {
    let Some(path) = path else { return built_in() };
    let bytes = std::fs::read(path).map_err(|error| unread("--model", path, &error))?;
    AccurateEngine::from_model(&bytes).map_err(|error| wrong_file("--model", path, &error.to_string()))
}

#[cfg(feature = "accurate")]
fn built_in() -> Result<AccurateEngine, Wrong> {
    AccurateEngine::from_model(dixit_model_accurate::MODEL).map_err(|error| Wrong(error.to_string()))
}

#[cfg(not(feature = "accurate"))]
fn built_in() -> Result<AccurateEngine, Wrong> {
    let cause = "this dixit was built without the model of the accurate engine; build it with `--features accurate`, or name one with `--model`";
    Err(Wrong(cause.to_owned()))
}

/// What is wrong with the file that an option names.
fn wrong_file(option: &str, path: &Path, cause: &str) -> Wrong {
    Wrong(format!("{option}: {}: {cause}", path.display()))
}

/// … where it cannot even be read.
fn unread(option: &str, path: &Path, error: &std::io::Error) -> Wrong {
    match error.kind() {
        std::io::ErrorKind::NotFound => wrong_file(option, path, "no such file; check the spelling"),
        _ => wrong_file(option, path, &error.to_string()),
    }
}

fn read_roster(path: &Path) -> Result<Roster, Wrong> {
    let text = std::fs::read_to_string(path).map_err(|error| unread("--roster", path, &error))?;
    parse_roster(path, &text).map_err(|error| wrong_file("--roster", path, &error.to_string()))
}

/// A roster's text, in the form that the file's name tells.
pub(crate) fn parse_roster(path: &Path, text: &str) -> Result<Roster, RosterError> {
    let table = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if table { Roster::from_csv(text) } else { Roster::from_toml(text) }
}

impl Options {
    pub(crate) fn new(args: AttributeArgs) -> Result<Self, Wrong> {
        let mut setup = Setup::new(&args.many.common)?;
        setup.config.nested = !args.flat;
        let settings = Settings::of(&args);
        let inputs = inputs(args.files, "dixit article.txt")?;
        let threads = threads(args.many.threads)?;
        let bounds = Bounds::new(&args.content_type, args.min_confidence, args.flat)?;
        let speakers: Vec<String> = args.speaker.iter().map(|who| fold(who)).collect();
        if speakers.iter().any(String::is_empty) {
            return Err(Wrong("--speaker: a name is needed, e.g. --speaker bessent".to_owned()));
        }
        let people = known(&setup.roster, &speakers);
        let filter = Filter { speakers, people, bounds };
        writable(args.format, args.out.as_deref())?;
        if args.format == Format::Brat && args.out.is_none() {
            let cause = "--format brat writes two files for each article; say where with `--out DIRECTORY`";
            return Err(Wrong(cause.to_owned()));
        }
        if args.resume && !args.format.resumes() {
            let cause = "--resume: only --format jsonl, csv and tsv can go on; run it again without --resume";
            return Err(Wrong(cause.to_owned()));
        }
        let offsets = match args.offsets {
            OffsetsArg::Bytes => OffsetUnit::Bytes,
            OffsetsArg::Chars => OffsetUnit::Chars,
            OffsetsArg::Utf16 => OffsetUnit::Utf16,
        };
        if args.reprints && !args.format.tells_reprints() {
            let cause = "--reprints: only --format json, jsonl, csv and tsv tell of them; leave it out";
            return Err(Wrong(cause.to_owned()));
        }
        if args.reprints && args.carry.iter().any(|name| name == REPRINT_OF) {
            let cause =
                "--carry reprint_of: this is what --reprints calls a field of its own; leave one of them out";
            return Err(Wrong(cause.to_owned()));
        }
        let carry = carry(args.carry, args.format);
        let mut columns = if let Carry::Only(names) = &carry { names.clone() } else { Vec::new() };
        columns.extend(args.reprints.then(|| REPRINT_OF.to_owned()));
        if args.sample == Some(0) {
            return Err(Wrong("--sample: at least 1".to_owned()));
        }
        Ok(Self {
            inputs,
            fields: Fields { carry, tell: !args.quiet, ..fields(args.many.fields) },
            format: args.format,
            out: args.out,
            offsets,
            filter,
            sample: args.sample,
            columns,
            reprints: args.reprints,
            dry_run: args.dry_run,
            quiet: args.quiet,
            resume: args.resume,
            settings,
            errors: args.errors,
            log: args.log,
            setup,
            threads,
        })
    }
}

/// The ids of the people of the roster with one of these names.
fn known(roster: &Roster, folded: &[String]) -> Vec<String> {
    let is_meant = |name: &String| folded.contains(&fold(name));
    let people = roster.people().iter();
    people
        .filter(|person| is_meant(&person.name) || person.aliases.iter().any(is_meant))
        .map(|person| person.id.clone())
        .collect()
}

impl Filter {
    /// Whether it lets everything through.
    pub(crate) fn is_open(&self) -> bool {
        self.speakers.is_empty() && self.bounds.is_open()
    }

    /// For each attribution whether to show it. `ids` are the entities' ids.
    pub(crate) fn keep(&self, analysis: &Analysis, ids: &[String]) -> Vec<bool> {
        let wanted: Vec<bool> =
            analysis.entities.iter().zip(ids).map(|(entity, id)| self.names(entity, id)).collect();
        analysis.attributions.iter().map(|attribution| self.keeps(attribution, &wanted)).collect()
    }

    fn keeps(&self, attribution: &Attribution, wanted: &[bool]) -> bool {
        let speaks = |id: &EntityId| wanted.get(id.to_usize()).copied().unwrap_or(false);
        let speaker = match &attribution.speaker {
            Verdict::Speakers(ids) => ids.iter().any(speaks),
            Verdict::Ambiguous(_) | Verdict::Unknown => false,
        };
        (self.speakers.is_empty() || speaker)
            && self.bounds.hold(
                attribution.content_type,
                rounded(attribution.confidence),
                attribution.nested_in.is_some(),
            )
    }

    /// Whether an entity is one that was asked for, by id, name, alias or surname.
    fn names(&self, entity: &Entity, id: &str) -> bool {
        let forms: Vec<String> =
            std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold(name)).collect();
        if entity.roster.as_ref().is_some_and(|link| self.people.contains(&link.person)) {
            return true;
        }
        let person = entity.roster.as_ref().map(|link| fold(&link.person));
        self.speakers.iter().any(|who| {
            *who == fold(id)
                || person.as_ref() == Some(who)
                || forms.contains(who)
                || forms.first().and_then(|name| name.rsplit(' ').next()) == Some(who)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::sample::sample;

    /// The numbers of the attributions that a filter lets through.
    fn kept(filter: Filter) -> Vec<usize> {
        let (_, analysis) = sample();
        let keep = filter.keep(&analysis, &speaker_ids(&analysis.entities, "a", &Roster::builtin()));
        (1..=keep.len()).filter(|number| keep[number - 1]).collect()
    }

    #[test]
    fn filters_hold_together() {
        let speaker = |who: &str| Filter { speakers: vec![fold(who)], ..Filter::default() };
        let mixed = Bounds { types: vec![ContentType::Mixed], ..Bounds::default() };
        let sure = Bounds { min_confidence: 0.6, ..Bounds::default() };
        let flat = Bounds { flat: true, ..Bounds::default() };
        assert_eq!(kept(Filter::default()), [1, 2, 3, 4, 5]);
        assert_eq!(kept(speaker("BESSENT")), [1, 2]);
        assert_eq!(kept(speaker("scott bessent")), [1, 2]);
        assert_eq!(kept(speaker("Officials")), [3]);
        let people = known(&Roster::builtin(), &[fold("Donald J. Trump")]);
        assert_eq!(people, ["trump"]);
        assert_eq!(kept(Filter { people: vec!["bessent".to_owned()], ..speaker("nobody here") }), [1, 2]);
        // Ambiguous: not hers to anybody's knowledge.
        assert_eq!(kept(speaker("alvarez")), [0; 0]);
        assert_eq!(kept(Filter { bounds: mixed, ..speaker("bessent") }), [2]);
        assert_eq!(kept(Filter { bounds: sure, ..Filter::default() }), [1, 2, 3]);
        assert_eq!(kept(Filter { bounds: flat, ..Filter::default() }), [1, 2, 5]);
    }
}
