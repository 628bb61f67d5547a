//! Documents out of inputs, one after the other, so that memory holds a few of them only.
//!
//! In: [`Input`]s. Out: [`Job`]s, in order, and failures in between. Must not know: what is done with a document.

mod date;
mod entries;
mod fields;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod reach;
mod rows;
mod tally;
mod text;
mod unpack;
#[cfg(feature = "warc")]
mod warc;

use crate::failure::Failure;
use crate::input::{Input, is_packed, is_page_by_name};
use dixit_formats::{Carried, Piece, is_html};
use dixit_tokenizer::Source;
use entries::{Entries, Reader};
pub(crate) use fields::{Carry, Fields};
use jiff::civil::Date;
use lines::Lines;
use pieces::{Pieces, Split};
use reach::Reach;
use rows::Rows;
use std::fmt;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
pub(crate) use text::read_one;

/// About how many times larger a compressed text is when it is unpacked.
const UNPACKED: u64 = 4;

/// Where the drawing of samples begins, so that it is the same each time.
const SEED: u64 = 20_251_026;

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

/// A document to be analysed.
#[derive(Debug)]
pub(crate) struct Job {
    /// Which one it is of all inputs, from 0; what failed counts.
    pub(crate) number: usize,
    /// Its id in the output.
    pub(crate) id: String,
    /// Where it comes from, for people: `news/a.txt`, `news.jsonl, line 3`.
    pub(crate) place: String,
    /// Its headline, where a field holds it.
    title: Option<String>,
    date: Option<Date>,
    carried: Carried,
    /// Which piece of a document it is, where that is read in pieces.
    piece: Option<Piece>,
    text: Text,
}

/// A document read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) id: String,
    pub(crate) place: String,
    /// Its headline, where the input tells it apart from the text.
    pub(crate) title: Option<String>,
    /// Its day of publication, where the input tells it.
    pub(crate) date: Option<Date>,
    /// What else the input says of it.
    pub(crate) carried: Carried,
    /// Which piece of a document it is, where that was too long to be read at once.
    pub(crate) piece: Option<Piece>,
    pub(crate) source: Source,
}

#[derive(Debug)]
enum Text {
    /// Still to be read, by whoever analyses it.
    Unread(PathBuf),
    Read(Vec<u8>),
    /// Still to be read, and not to be read twice.
    Piped(Piped),
    /// Checked: a piece of a document, or the article of a page.
    Plain(String),
    /// From JSONL, where an empty text is an empty document, not a mistake.
    Line(String),
    /// A page with the day on which it was fetched.
    #[cfg(feature = "warc")]
    Fetched {
        page: Vec<u8>,
        fetched: Option<Date>,
    },
    /// A line of what `dixit --format jsonl` printed: an article that was read already.
    Run(Vec<u8>),
}

/// What is piped in.
struct Piped(unpack::Unpacked);

impl fmt::Debug for Piped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Piped")
    }
}

impl Job {
    /// A document that is a file of its own.
    fn of_file(id: String, place: String, text: Text) -> Self {
        let (title, date, carried, piece) = (None, None, Carried::default(), None);
        Self { number: 0, id, place, title, date, carried, piece, text }
    }

    /// About how much memory it will need, in bytes of text.
    pub(crate) fn size(&self) -> u64 {
        match &self.text {
            Text::Unread(path) => {
                let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
                if is_packed(path) { size.saturating_mul(UNPACKED) } else { size }
            }
            Text::Read(bytes) => bytes.len() as u64,
            Text::Piped(_) => 0,
            Text::Plain(text) | Text::Line(text) => text.len() as u64,
            #[cfg(feature = "warc")]
            Text::Fetched { page, .. } => page.len() as u64,
            Text::Run(line) => line.len() as u64,
        }
    }

    /// Its line of a run's output, where it is one; it has no text then.
    pub(crate) fn run(&self) -> Option<&[u8]> {
        if let Text::Run(line) = &self.text { Some(line) } else { None }
    }

    /// The document, with its checked text.
    pub(crate) fn load(self) -> Result<Loaded, Failure> {
        let Self { id, place, title, date, carried, piece, text, .. } = self;
        let (bytes, named_page) = match text {
            Text::Unread(path) => (unpack::read(&path)?, is_page_by_name(&path)),
            Text::Read(bytes) => (bytes, false),
            Text::Piped(mut piped) => {
                let mut bytes = Vec::new();
                piped.0.read_to_end(&mut bytes).map_err(|error| Failure::io(Path::new("stdin"), &error))?;
                (bytes, false)
            }
            Text::Line(text) if is_html(&text) => {
                let read = text::read_html(text, &place)?;
                let (title, date) = (title.or(read.title), date.or(read.date));
                return Ok(Loaded { id, place, title, date, carried, piece, source: read.source });
            }
            Text::Plain(text) | Text::Line(text) => {
                let source =
                    Source::new(text).map_err(|error| Failure::new(place.as_str(), error.to_string()))?;
                return Ok(Loaded { id, place, title, date, carried, piece, source });
            }
            #[cfg(feature = "warc")]
            Text::Fetched { page, fetched } => {
                let read = text::read(page, &place, true)?;
                let date = read.date.or(fetched);
                return Ok(Loaded {
                    id,
                    place,
                    title: read.title,
                    date,
                    carried,
                    piece,
                    source: read.source,
                });
            }
            Text::Run(_) => return Err(Failure::new(place, "the object has no \"text\"")),
        };
        let read = text::read(bytes, &place, named_page)?;
        let (title, date) = (title.or(read.title), date.or(read.date));
        Ok(Loaded { id, place, title, date, carried, piece, source: read.source })
    }
}

/// The documents of the inputs, in order, read as they are asked for.
pub(crate) struct Jobs {
    inputs: std::vec::IntoIter<Input>,
    documents: Option<Box<dyn Iterator<Item = Result<Job, Failure>>>>,
    /// Of the document that was read last, where it is too long to be read at once.
    pieces: Option<Box<Pieces>>,
    fields: Fields,
    /// Whether lines of a run's output are documents too.
    runs: bool,
    /// How many were given out.
    given: usize,
    reach: Reach,
}

impl Jobs {
    pub(crate) fn new(inputs: Vec<Input>, fields: &Fields) -> Self {
        Self {
            reach: Reach::of(&inputs),
            inputs: inputs.into_iter(),
            documents: None,
            pieces: None,
            fields: fields.clone(),
            runs: false,
            given: 0,
        }
    }

    /// The same, where what `dixit --format jsonl` printed will do too.
    pub(crate) fn with_runs(inputs: Vec<Input>, fields: &Fields) -> Self {
        Self { runs: true, ..Self::new(inputs, fields) }
    }

    /// So many of the documents, drawn from all of them, in order. What fails on the way is told where it stood.
    pub(crate) fn sampled(mut self, size: usize) -> Self {
        let (mut drawn, mut failed) = (Vec::new(), Vec::new());
        let mut random = Random(SEED);
        let (mut number, mut seen) = (0, 0);
        while let Some(job) = self.read() {
            number += 1;
            let job = match job {
                Ok(job) => Job { number, ..job },
                Err(failure) => {
                    failed.push(Err(failure));
                    continue;
                }
            };
            // A reservoir: each document stays with the same chance, whatever comes after it.
            seen += 1;
            if drawn.len() < size {
                drawn.push(job);
            } else if let Some(place) = drawn.get_mut(random.below(seen)) {
                *place = job;
            }
        }
        drawn.sort_by_key(|job: &Job| job.number);
        self.reach = Reach::unknown();
        self.documents = Some(Box::new(failed.into_iter().chain(drawn.into_iter().map(Ok))));
        self
    }

    /// How many documents there will be, where that is known before they are read.
    pub(crate) fn total(&self) -> Option<usize> {
        self.reach.documents()
    }

    /// How much of the inputs has been read, from 0 to 1, where that is known.
    pub(crate) fn share(&self) -> Option<f64> {
        self.reach.share()
    }

    fn read(&mut self) -> Option<Result<Job, Failure>> {
        loop {
            if let Some(documents) = &mut self.documents {
                match documents.next() {
                    Some(job) => return Some(job),
                    None => self.documents = None,
                }
            }
            let input = self.inputs.next()?;
            self.reach.begin(&input);
            if let Some(job) = self.open(input) {
                return Some(job);
            }
        }
    }

    fn open(&mut self, input: Input) -> Option<Result<Job, Failure>> {
        let opened = match input {
            Input::Text { path, id } => {
                let place = path.display().to_string();
                return Some(Ok(Job::of_file(id, place, Text::Unread(path))));
            }
            Input::Jsonl { path } => {
                unpack::open_counted(&path, &self.reach).map(|reader| self.lines(reader, path))
            }
            Input::Table { path, delimiter } => unpack::open_counted(&path, &self.reach).and_then(|reader| {
                self.entries(Rows::new(reader, path, delimiter, self.fields.clone())?);
                Ok(())
            }),
            Input::Parquet { path } => self.open_parquet(&path),
            Input::Warc { path } => self.open_warc(path),
            Input::Stdin => return self.open_stdin(),
        };
        opened.err().map(Err)
    }

    fn lines(&mut self, reader: Box<dyn BufRead>, path: PathBuf) {
        self.entries(Lines::new(reader, path, self.fields.clone(), self.runs));
    }

    fn entries(&mut self, reader: impl Reader + 'static) {
        self.documents = Some(Box::new(Entries::new(reader)));
    }

    #[cfg(feature = "parquet")]
    fn open_parquet(&mut self, path: &Path) -> Result<(), Failure> {
        if is_packed(path) {
            let cause = "Parquet is packed inside and read from several places; unpack the file first";
            return Err(Failure::new(path.display().to_string(), cause));
        }
        self.entries(parquet::Rows::new(path, self.fields.clone())?);
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    fn open_parquet(&mut self, path: &Path) -> Result<(), Failure> {
        Err(not_built_in(path, "a Parquet file"))
    }

    #[cfg(feature = "warc")]
    fn open_warc(&mut self, path: PathBuf) -> Result<(), Failure> {
        let reader = unpack::open_counted(&path, &self.reach)?;
        self.entries(warc::Warc::new(reader, path, self.fields.tell));
        Ok(())
    }

    #[cfg(not(feature = "warc"))]
    fn open_warc(&mut self, path: PathBuf) -> Result<(), Failure> {
        Err(not_built_in(&path, "a web archive"))
    }

    fn open_stdin(&mut self) -> Option<Result<Job, Failure>> {
        let place = Path::new("stdin");
        let mut reader = match unpack::stdin() {
            Ok(reader) => reader,
            Err(failure) => return Some(Err(failure)),
        };
        let mut first = Vec::new();
        // A text may be one line, too long to be held.
        let read = reader.fill_buf().map(lines::may_be_document).and_then(|may_be| match may_be {
            true => reader.read_until(b'\n', &mut first),
            false => Ok(0),
        });
        if let Err(error) = read {
            return Some(Err(Failure::io(place, &error)));
        }
        let is_jsonl = lines::is_document(&first, &self.fields, self.runs);
        let rest = std::io::Cursor::new(first).chain(reader);
        if is_jsonl {
            self.lines(Box::new(rest), place.to_owned());
            return None;
        }
        let (id, place) = ("stdin".to_owned(), "stdin".to_owned());
        Some(Ok(Job::of_file(id, place, Text::Piped(Piped(Box::new(rest))))))
    }
}

/// That a format is not read, and the remedy.
#[cfg(not(all(feature = "parquet", feature = "warc")))]
fn not_built_in(path: &Path, what: &str) -> Failure {
    let cause = format!(
        "this is {what}, which this build of dixit does not read; install it with `cargo install --path crates/cli --features full`"
    );
    Failure::new(path.display().to_string(), cause)
}

impl Iterator for Jobs {
    type Item = Result<Job, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.given;
        self.given += 1;
        loop {
            match self.pieces.as_mut().and_then(Iterator::next) {
                Some(piece) => return Some(piece.map(|job| Job { number, ..job })),
                None => self.pieces = None,
            }
            let split = self.read()?.and_then(|job| pieces::split(job, self.fields.piece, &self.reach));
            match split {
                Ok(Split::Whole(job)) => return Some(Ok(Job { number, ..job })),
                Ok(Split::Pieces(pieces)) => self.pieces = Some(pieces),
                Err(failure) => return Some(Err(failure)),
            }
        }
    }
}
