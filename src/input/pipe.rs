//! Reads a named pipe without waiting for its writer for ever.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender},
    thread,
    time::Duration,
};

use super::io_reason::problem;
use mentorcheck_yaml::{FileType, ParseErrorKind};

/// How long to wait for a writer to open a pipe.
const OPEN_TIMEOUT: Duration = Duration::from_secs(2);
/// How long to wait for the next piece from a writer.
const PIECE_TIMEOUT: Duration = Duration::from_secs(30);
/// The stack of the thread in bytes, whatever the environment says.
const STACK: usize = 256 * 1024;
/// The size of a piece in bytes.
const PIECE: usize = 64 * 1024;

/// A pipe that a thread of its own reads. If the pipe is given up, the thread waits on, and ends with the process.
#[derive(Debug)]
pub(crate) struct Pipe {
    pieces: Receiver<io::Result<Vec<u8>>>,
    /// What was received and not read yet.
    piece: Vec<u8>,
    position: usize,
    ended: bool,
}

impl Pipe {
    /// Opens a pipe as soon as somebody writes into it.
    ///
    /// # Errors
    /// When it cannot be opened, or nobody has opened it for writing after two seconds.
    pub(crate) fn open(path: &Path) -> Result<Self, ParseErrorKind> {
        let (opened, is_open) = mpsc::channel();
        let (sender, pieces) = mpsc::sync_channel(1);
        let path = path.to_owned();
        let read_all = move || {
            let file = File::open(path);
            let result = file.as_ref().map(|_| ()).map_err(problem);
            if opened.send(result).is_ok()
                && let Ok(file) = file
            {
                send_pieces(file, &sender);
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(read_all).map_err(|error| problem(&error))?;
        match is_open.recv_timeout(OPEN_TIMEOUT) {
            Ok(result) => result.map(|()| Self { pieces, piece: Vec::new(), position: 0, ended: false }),
            Err(_) => Err(ParseErrorKind::NotAFile(FileType::SilentPipe)),
        }
    }
}

/// Sends what can be read until its end, a failure, or until nobody wants it any more.
fn send_pieces(mut file: File, sender: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let mut piece = vec![0; PIECE];
        let result = match file.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                Ok(piece)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => Err(error),
        };
        let failed = result.is_err();
        if sender.send(result).is_err() || failed {
            return;
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position == self.piece.len() && !self.ended {
            match self.pieces.recv_timeout(PIECE_TIMEOUT) {
                Ok(piece) => (self.piece, self.position) = (piece?, 0),
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = PIECE_TIMEOUT.as_secs();
                    return Err(io::Error::other(format!("nobody has written into the pipe for {seconds} seconds")));
                }
            }
        }
        let rest = &self.piece[self.position..];
        let length = if self.ended { 0 } else { rest.len().min(buffer.len()) };
        buffer[..length].copy_from_slice(&rest[..length]);
        self.position += length;
        Ok(length)
    }
}
