//! Where the output of a run goes: as it comes, or in parts that an interrupted run can go on with.
//!
//! In: what was made of each document, or that an earlier run did it. Out: output, and each document's share of the summary. Must not
//! know: how it was made.

use crate::args::Format;
use crate::failure::Failure;
use crate::options::Options;
use crate::print::{self, Printed, Printer};
use crate::resume::{self, Done, Key, Known, Store};
use crate::summary::Share;
use std::io;
use std::path::Path;

/// Where the output goes.
pub(crate) enum Sink {
    Printer(Printer),
    Parts {
        store: Box<Store>,
        format: Format,
        /// What stands before the first document.
        header: String,
    },
}

/// A sink, with what it knows of earlier runs.
pub(crate) struct Opened {
    pub(crate) sink: Sink,
    /// None where documents are not to be told again.
    pub(crate) known: Option<Known>,
    pub(crate) warnings: Vec<String>,
}

/// Opens the place that the options name.
pub(crate) fn open(options: &Options) -> Result<Opened, Failure> {
    let format = options.format;
    let parts = options.out.as_deref().filter(|path| format.resumes() && becomes_a_file(path));
    if let Some(path) = parts {
        let (store, known, warnings) = resume::open(path, options.settings.clone(), options.resume)?;
        let header = print::header(format, &options.columns);
        let sink = Sink::Parts { store: Box::new(store), format, header };
        return Ok(Opened { sink, known: Some(known), warnings });
    }
    if let (true, Some(path)) = (options.resume, &options.out) {
        let cause =
            "this is no file, so a run into it cannot go on; leave out --resume, or choose another --out";
        return Err(Failure::new(path.display().to_string(), cause));
    }
    let printer = Printer::new(format, options.out.as_deref(), &options.columns);
    let printer = printer.map_err(|error| Failure::output(&error))?;
    Ok(Opened { sink: Sink::Printer(printer), known: None, warnings: Vec::new() })
}

/// Whether a path is, or can be, a file that another takes the place of: no pipe, no device.
fn becomes_a_file(path: &Path) -> bool {
    path.metadata().map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |it| it.is_file())
}

impl Sink {
    /// Adds a document. `key` is what tells it again, and not needed where nothing does; `first` what it is a reprint of.
    pub(crate) fn document(
        &mut self,
        printed: Printed,
        key: Option<Key>,
        share: &Share,
        first: Option<String>,
    ) -> io::Result<()> {
        match (self, printed, key) {
            (Self::Printer(printer), printed, _) => printer.document(printed, first.as_deref()),
            (Self::Parts { store, format, .. }, Printed::Text(text), Some(key)) => {
                let output = text + print::ending(*format);
                store.put(key, output.as_bytes(), share.clone(), first)
            }
            // Formats that make these have a printer.
            (Self::Parts { .. }, _, _) => Ok(()),
        }
    }

    /// Adds a document that an earlier run did.
    pub(crate) fn known(&mut self, done: Done, first: Option<String>) -> io::Result<Share> {
        match self {
            Self::Parts { store, .. } => store.take_over(done, first),
            Self::Printer(_) => Ok(Share::default()),
        }
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Printer(printer) => printer.finish(),
            Self::Parts { store, header, format } => {
                store.finish(&header, |output, first| print::marked(output, format, first))
            }
        }
    }
}
