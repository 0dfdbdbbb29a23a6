//! `mentorcheck rules doc`: write the rules as Markdown pages.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::config::rules::load_pack;
use crate::error::{CommandError, ExitCode};
use crate::input::read::{self, ReadError};
use crate::{
    args::RulesDoc,
    input::{
        root::Root,
        walk::{Discovery, InputFile, has_description_suffix},
    },
    run::{atomic_file::write_atomic, targets},
    stdout::print,
};
use mentorcheck_core::{checker::Checker, diagnostic::codes::LABEL_CODE, eval::Answer, schema::vocabulary};
use mentorcheck_render::explain::{Fixtures, render_site};

/// Writes a folder of Markdown pages.
///
/// # Errors
/// When the rules are invalid, the rules or fixtures cannot be read, or a page cannot be written.
pub fn run(arguments: &RulesDoc) -> Result<ExitCode, CommandError> {
    let pack = load_pack(arguments.rules.as_deref())?;
    let vocabulary = vocabulary();
    let checker = Checker::builder(pack).build();
    for path in &arguments.fixtures {
        fs::metadata(path).map_err(|error| ReadError { path: path.clone(), reason: read::reason(&error) })?;
    }
    let fixtures = fixtures(&checker, &arguments.fixtures);
    let pages = render_site(checker.pack(), vocabulary, &fixtures);
    let pages: Vec<_> = pages.into_iter().map(|(path, page)| (arguments.output.join(path), page)).collect();
    let paths: Vec<_> = pages.iter().map(|(path, _)| path.clone()).collect();
    let found = Discovery::new(Root::find(None)).discover(&arguments.fixtures);
    let found: Vec<_> = found.map(|file| file.fs_path().to_owned()).collect();
    targets::protect(&paths, &found, &has_description_suffix)?;
    for (path, page) in &pages {
        let failed = |error| CommandError::Write { path: path.clone(), error };
        fs::create_dir_all(targets::folder_of(path)).map_err(failed)?;
        write_atomic(path, page)?;
    }
    print(&format!("{} pages are in {}.\n", pages.len(), arguments.output.display()))?;
    Ok(ExitCode::Success)
}

/// Fixtures by the code of each indicator that they refute, and by their kind; those without findings are under the
/// empty code, as negative controls.
fn fixtures(checker: &Checker, folders: &[PathBuf]) -> Fixtures {
    let mut fixtures: Fixtures = BTreeMap::new();
    for programme in
        checker.check_all(Discovery::new(Root::find(None)).discover(folders).map(InputFile::read)).programmes
    {
        let path = programme.path.replace('\\', "/");
        let mut add = |code: &str| fixtures.entry(code.to_owned()).or_default().push(path.clone());
        let refuted = |answer| matches!(answer, Answer::Refuted | Answer::Contradictory);
        let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        indicators.filter(|indicator| refuted(indicator.answer)).for_each(|indicator| add(&indicator.code));
        programme.verdict.kind.iter().for_each(|kind| add(kind));
        if programme.label.holds == Some(false) {
            add(LABEL_CODE);
        }
        if programme.findings.is_empty() {
            add("");
        }
    }
    fixtures
}
