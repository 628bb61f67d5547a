//! Documents that are too long to be read at once, in pieces.
//!
//! In: a [`Job`]. Out: the job, or one for each piece, in order, as they are asked for; put together their texts are the document's. Must
//! not know: what is done with them, where a text is best cut.
//!
//! Memory holds about one piece of a file, or of what is piped in, whatever its length; of a line, a row or a page it holds the whole.

use super::reach::Reach;
use super::{Job, Text, text, unpack};
use crate::failure::Failure;
use crate::input::{is_packed, is_page_by_name};
use dixit_formats::{Piece, PieceStart, TextStream, cut, is_html, is_page};
use dixit_tokenizer::MAX_BYTES;
use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;

/// Bytes that are read at a time.
const READ: usize = 64 << 10;

/// A document whole, or its pieces.
pub(super) enum Split {
    Whole(Job),
    Pieces(Box<Pieces>),
}

/// What turned out to be in a document.
enum Found {
    Whole(Text),
    /// A page, read.
    Article(text::Read),
    Long(String),
    /// The same, still to be read and decoded.
    Stream(Box<dyn Read>),
}

/// A document whole, or in pieces where it has more than `most` bytes of text. Reads what has to be read to tell.
pub(super) fn split(mut job: Job, most: usize, reach: &Reach) -> Result<Split, Failure> {
    let fits = job.size() <= most as u64;
    let found = match std::mem::replace(&mut job.text, Text::Plain(String::new())) {
        Text::Unread(path) if fits && (is_page_by_name(&path) || tells_its_size(&path)) => {
            Found::Whole(Text::Unread(path))
        }
        Text::Unread(path) if is_page_by_name(&path) => {
            Found::Article(text::read(unpack::read(&path)?, &job.place, true)?)
        }
        Text::Unread(path) => opened(unpack::open_counted(&path, reach)?, &path, &job.place, most)?,
        Text::Piped(piped) => opened(piped.0, Path::new("stdin"), &job.place, most)?,
        Text::Line(text) if !fits && is_html(&text) => Found::Article(text::read_html(text, &job.place)?),
        Text::Line(text) if !fits => Found::Long(text),
        #[cfg(feature = "warc")]
        Text::Fetched { page, fetched } if !fits => {
            let read = text::read(page, &job.place, true)?;
            Found::Article(text::Read { date: read.date.or(fetched), ..read })
        }
        text => Found::Whole(text),
    };
    Ok(match found {
        Found::Whole(text) => Split::Whole(Job { text, ..job }),
        Found::Article(read) => {
            let (title, date) = (job.title.or(read.title), job.date.or(read.date));
            let (text, job) = (read.source.text().to_owned(), Job { title, date, ..job });
            if text.len() <= most {
                Split::Whole(Job { text: Text::Plain(text), ..job })
            } else {
                Split::Pieces(Box::new(Pieces::new(job, text, None, most)))
            }
        }
        Found::Long(text) => Split::Pieces(Box::new(Pieces::new(job, text, None, most))),
        Found::Stream(reader) => Split::Pieces(Box::new(Pieces::new(job, String::new(), Some(reader), most))),
    })
}

/// Whether as much comes out of a file as the system says: what is packed, or a pipe, may be of any size.
fn tells_its_size(path: &Path) -> bool {
    !is_packed(path) && path.metadata().map_or(true, |metadata| metadata.is_file())
}

fn opened(mut reader: unpack::Unpacked, path: &Path, place: &str, most: usize) -> Result<Found, Failure> {
    let mut bytes = Vec::new();
    let mut read = |bytes: &mut Vec<u8>, end: usize| {
        let more = end.saturating_sub(bytes.len()) as u64;
        (&mut reader).take(more).read_to_end(bytes).map_err(|error| Failure::io(path, &error))
    };
    read(&mut bytes, most.saturating_add(1))?;
    Ok(if bytes.len() <= most {
        Found::Whole(Text::Read(bytes))
    } else if is_page(&bytes) {
        read(&mut bytes, MAX_BYTES.saturating_add(1))?;
        Found::Article(text::read(bytes, place, true)?)
    } else {
        Found::Stream(Box::new(Cursor::new(bytes).chain(reader)))
    })
}

/// The pieces of a document.
pub(super) struct Pieces {
    /// The document, without its text.
    job: Job,
    /// What was read.
    text: String,
    /// How much of it was given out.
    at: usize,
    /// Where that is in the document.
    start: PieceStart,
    /// How many pieces were given out.
    given: usize,
    /// Bytes of a piece.
    most: usize,
    /// Where the rest comes from; none where there is no rest.
    reader: Option<Box<dyn Read>>,
    stream: TextStream,
    done: bool,
}

impl Pieces {
    fn new(job: Job, text: String, reader: Option<Box<dyn Read>>, most: usize) -> Self {
        let (start, stream) = (PieceStart::default(), TextStream::new());
        Self { job, text, at: 0, start, given: 0, most, reader, stream, done: false }
    }

    /// What was read and not yet given out.
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Reads until there is more than a piece, or all.
    fn fill(&mut self) -> Result<(), String> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        self.text.drain(..self.at);
        self.at = 0;
        let mut bytes = vec![0; READ];
        while self.text.len() <= self.most {
            let length = match reader.read(&mut bytes) {
                Ok(length) => length,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.to_string()),
            };
            let (new, last) = (bytes.get(..length).unwrap_or_default(), length == 0);
            self.stream.push(new, last, &mut self.text).map_err(|error| text::cause(&error))?;
            if last {
                self.reader = None;
                break;
            }
        }
        Ok(())
    }

    fn failure(&self, cause: &str) -> Failure {
        let place = self.job.place.as_str();
        match self.given {
            0 => Failure::new(place, cause),
            given => Failure::new(place, format!("{cause}; what comes after its piece {given} was left out")),
        }
    }

    fn piece(&mut self) -> Job {
        let text = self.rest();
        let text = text.get(..cut(text, self.most)).unwrap_or(text).to_owned();
        let Job { id, place, title, date, carried, .. } = &self.job;
        self.given += 1;
        self.at += text.len();
        let piece = Piece { document: id.clone(), number: self.given, start: self.start };
        self.start = self.start.after(&text);
        Job {
            number: 0,
            id: piece.id(),
            // The line of a place stands at its end, where it is looked for.
            place: format!("piece {} of {place}", self.given),
            title: title.clone(),
            date: *date,
            carried: carried.clone(),
            piece: Some(piece),
            text: Text::Plain(text),
        }
    }

    /// A text that is shorter than its bytes were.
    fn whole(&mut self) -> Job {
        let Job { id, place, title, date, carried, .. } = &self.job;
        Job {
            number: 0,
            id: id.clone(),
            place: place.clone(),
            title: title.clone(),
            date: *date,
            carried: carried.clone(),
            piece: None,
            text: Text::Read(std::mem::take(&mut self.text).into_bytes()),
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Job, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if let Err(cause) = self.fill() {
            self.done = true;
            return Some(Err(self.failure(&cause)));
        }
        let is_all = self.rest().len() <= self.most;
        self.done = is_all;
        match self.given {
            0 if is_all => Some(Ok(self.whole())),
            _ if self.rest().is_empty() => None,
            _ => Some(Ok(self.piece())),
        }
    }
}
