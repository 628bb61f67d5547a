//! WARC: web archives, such as Common Crawl's of news; a document a page.
//!
//! In: a stream of records, unpacked. Out: [`Job`]s and failures, each with the place of its record. Must not know: what is done with a
//! document, what the article on a page is.

use super::entries::{Found, Reader};
use super::{Job, Text, date};
use crate::failure::Failure;
use dixit_formats::{Carried, MAX_PAGE_BYTES, Response, WarcHead, read_response};
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};

/// A line of a record's head is shorter; what is longer is no WARC.
const MAX_LINE_BYTES: u64 = 64 << 10;
/// A record that might be a page is read up to here: the page and its HTTP head.
const MAX_BLOCK_BYTES: u64 = MAX_PAGE_BYTES as u64 + (1 << 20);

/// The pages of one web archive.
pub(super) struct Warc {
    reader: Box<dyn BufRead>,
    path: PathBuf,
    /// Which record it is, from 1.
    record: usize,
    /// Whether what was left out is told.
    tell: bool,
    pages: usize,
    left_out: LeftOut,
}

/// What of an archive is left out because it is no page.
#[derive(Default)]
struct LeftOut {
    /// Pictures, redirections, errors.
    responses: usize,
    /// Requests, metadata.
    records: usize,
}

impl Warc {
    pub(super) fn new(reader: Box<dyn BufRead>, path: PathBuf, tell: bool) -> Self {
        Self { reader, path, record: 0, tell, pages: 0, left_out: LeftOut::default() }
    }

    fn place(&self) -> String {
        format!("{}, record {}", self.path.display(), self.record)
    }

    /// A line, without its end; none at the end of the file.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        if (&mut self.reader).take(MAX_LINE_BYTES).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let length = line.trim_ascii_end().len();
        line.truncate(length);
        Ok(Some(line))
    }

    /// The head of the next record; none at the end of the file. An error is one that nothing can be read after.
    fn head(&mut self) -> Result<Option<WarcHead>, Failure> {
        let io = |path: &PathBuf, error: io::Error| Failure::io(path, &error);
        let first = loop {
            match self.line().map_err(|error| io(&self.path, error))? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        self.record += 1;
        if !first.starts_with(b"WARC/") {
            let cause =
                "this is no WARC record (it does not begin with WARC/1.0 or the like); reading stopped here";
            return Err(Failure::new(self.place(), cause));
        }
        let mut head = WarcHead::default();
        loop {
            match self.line().map_err(|error| io(&self.path, error))? {
                None => return Err(self.cut_off()),
                Some(line) if line.is_empty() => return Ok(Some(head)),
                Some(line) => head.line(&line),
            }
        }
    }

    fn cut_off(&self) -> Failure {
        Failure::new(self.place(), "the file ends in the middle of this record; copy or download it again")
    }

    /// The next record: none at the end, an inner none where it is no page.
    fn record(&mut self) -> Result<Option<Option<Result<Job, Failure>>>, Failure> {
        let Some(head) = self.head()? else { return Ok(None) };
        let Some(length) = head.length else {
            let cause =
                "its head has no Content-Length, so the next one cannot be found; reading stopped here";
            return Err(Failure::new(self.place(), cause));
        };
        let wanted = if head.is_response() { length.min(MAX_BLOCK_BYTES) } else { 0 };
        let mut block = Vec::new();
        let mut read = |reader: &mut Box<dyn BufRead>| -> io::Result<u64> {
            let begun = reader.take(wanted).read_to_end(&mut block)? as u64;
            Ok(begun + io::copy(&mut reader.take(length - begun), &mut io::sink())?)
        };
        match read(&mut self.reader) {
            Ok(got) if got < length => return Err(self.cut_off()),
            Ok(_) => {}
            Err(error) => return Err(Failure::io(&self.path, &error)),
        }
        Ok(Some(self.page(&head, &block)))
    }

    fn page(&mut self, head: &WarcHead, block: &[u8]) -> Option<Result<Job, Failure>> {
        if !head.is_response() {
            self.left_out.records += 1;
            return None;
        }
        let place = match &head.uri {
            Some(uri) => format!("{} ({uri})", self.place()),
            None => self.place(),
        };
        let fail = |cause: &str| {
            Some(Err(Failure::new(place.as_str(), format!("{cause}; this record was left out"))))
        };
        let page = match read_response(block) {
            Ok(Response::Page(page)) => page,
            Ok(Response::Other) => {
                self.left_out.responses += 1;
                return None;
            }
            Err(cause) => return fail(&cause),
        };
        let Some(uri) = &head.uri else { return fail("it has no address (WARC-Target-URI)") };
        self.pages += 1;
        // Nobody asked for this day either: one that cannot be read is none.
        let fetched = date::read(head.date.as_deref().unwrap_or_default()).unwrap_or_default();
        let text = Text::Fetched { page, fetched };
        let carried = Carried::new();
        Some(Ok(Job {
            number: 0,
            id: uri.clone(),
            place,
            title: None,
            date: None,
            carried,
            piece: None,
            text,
        }))
    }

    /// Says what was left out.
    fn tell_of_the_rest(&self) {
        let LeftOut { responses, records } = self.left_out;
        if self.tell && self.pages > 0 {
            let _ = writeln!(
                io::stderr(),
                "dixit: {}: {} pages; left out as no pages: {responses} responses, {records} other records",
                self.path.display(),
                self.pages
            );
        }
    }
}

impl Reader for Warc {
    const ENTRIES: &str = "records";
    const NONE: &str = "it holds no web pages";

    fn path(&self) -> &Path {
        &self.path
    }

    fn read(&mut self) -> Found {
        match self.record() {
            Ok(None) => {
                self.tell_of_the_rest();
                Found::End
            }
            Ok(Some(None)) => Found::Nothing,
            Ok(Some(Some(job))) => Found::Entry(job),
            Err(failure) => Found::Broken(failure),
        }
    }
}
