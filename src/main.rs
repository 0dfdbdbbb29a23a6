//! `mentorcheck`: checks descriptions of mentoring programmes on the command line.

mod args;
mod commands;
mod config;
mod documents;
mod error;
mod input;
mod pack_dir;
mod run;
mod stdout;

use std::process::ExitCode;

use args::Cli;
use clap::Parser;

fn main() -> ExitCode {
    let exit = commands::run(&Cli::parse()).unwrap_or_else(|error| error.report());
    ExitCode::from(exit as u8)
}
