//! One run of a program: how long, how much memory, what it printed.
//!
//! In: a command. Out: [`Ran`]. Must not know: which program it is.

use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use twox_hash::XxHash3_128;
use wait4::Wait4;

/// What a run took and gave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ran {
    pub(crate) time: Duration,
    /// Of all its threads together.
    pub(crate) busy: Duration,
    /// Its peak resident memory, in bytes, as the system counted it.
    pub(crate) peak: u64,
    pub(crate) output: Output,
}

/// What a run printed, by which two runs are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) bytes: u64,
    pub(crate) hash: u128,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    Done(Ran),
    /// What it said on stderr.
    Failed(String),
}

/// Runs a command to its end. What it prints is hashed as it comes, and kept nowhere.
pub(crate) fn run(command: &mut Command) -> Result<Outcome, String> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let failed = |e: io::Error| format!("{shown}: {e}");
    // A file and not a pipe, so that a program that complains much waits for nobody.
    let mut said = tempfile::tempfile().map_err(failed)?;
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(said.try_clone().map_err(failed)?);
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let output = hash(child.stdout.take()).map_err(failed)?;
    let used = child.wait4().map_err(failed)?;
    let time = start.elapsed();
    if !used.status.success() {
        let mut text = String::new();
        io::Seek::rewind(&mut said).and_then(|()| said.read_to_string(&mut text)).map_err(failed)?;
        return Ok(Outcome::Failed(format!("{shown}: {}\n{}", used.status, text.trim_end())));
    }
    let busy = used.rusage.utime + used.rusage.stime;
    Ok(Outcome::Done(Ran { time, busy, peak: used.rusage.maxrss, output }))
}

/// Runs a command that has to succeed.
pub(crate) fn must_run(command: &mut Command) -> Result<Ran, String> {
    match run(command)? {
        Outcome::Done(ran) => Ok(ran),
        Outcome::Failed(said) => Err(said),
    }
}

fn hash(stream: Option<impl Read>) -> io::Result<Output> {
    let mut hasher = XxHash3_128::new();
    let mut bytes = 0;
    let mut piece = vec![0; 1 << 16];
    let Some(mut stream) = stream else { return Ok(Output { bytes, hash: hasher.finish_128() }) };
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return Ok(Output { bytes, hash: hasher.finish_128() }),
            Ok(read) => {
                hasher.write(&piece[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_tells_runs_apart() {
        let hashed = |bytes: &[u8]| hash(Some(bytes)).expect("read");
        assert_eq!(hashed(b"abc"), hashed(b"abc"));
        assert_ne!(hashed(b"abc"), hashed(b"abd"));
        assert_eq!(hashed(&[7; 200_000]).bytes, 200_000);
    }

    #[test]
    fn a_run_tells_its_memory_and_its_failure() {
        let ran = must_run(Command::new("rustc").arg("--version")).expect("rustc");
        assert!(ran.output.bytes > 5 && ran.peak > 100_000, "{ran:?}");
        let said = must_run(Command::new("rustc").arg("no-such-file.rs")).expect_err("no such file");
        assert!(said.contains("no-such-file.rs"), "{said}");
        assert!(run(&mut Command::new("no-such-program")).is_err());
    }
}
