//! Paths and streams to inputs.

pub(crate) mod files_read;
pub(crate) mod forms;
pub(crate) mod ignore_files;
mod io_reason;
pub(crate) mod json_lines;
mod pipe;
pub(crate) mod read;
pub(crate) mod reports;
pub(crate) mod root;
pub(crate) mod stdin_stream;
pub(crate) mod walk;
