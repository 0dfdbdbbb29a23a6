//! `mentorcheck`: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use mentorcheck::{cli::Cli, commands};

fn main() -> ExitCode {
    let exit = commands::run(&Cli::parse()).unwrap_or_else(|error| error.tell());
    ExitCode::from(exit as u8)
}
