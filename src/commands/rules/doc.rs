//! `mentorcheck rules doc`: print the rules as pages.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::config::rules::pack;
use crate::error::{CommandError, ExitCode};
use crate::{
    args::RulesDoc,
    input::walk::{self, InputFile},
    stdout::print,
};
use mentorcheck_core::{checker::Checker, diagnostic::codes::LABEL_CODE, eval::Answer, schema::vocabulary};
use mentorcheck_render::explain::{Fixtures, render_site};

/// Writes a folder of Markdown pages.
///
/// # Errors
/// When the rules or the fixtures cannot be read, the rules do not hold together, or a page cannot be written.
pub fn run(arguments: &RulesDoc) -> Result<ExitCode, CommandError> {
    let pack = pack(arguments.rules.as_deref())?;
    let vocabulary = vocabulary();
    let checker = Checker::new(pack);
    for path in &arguments.fixtures {
        fs::metadata(path).map_err(|error| CommandError::Read { path: path.clone(), error })?;
    }
    let fixtures = fixtures(&checker, &arguments.fixtures);
    let pages = render_site(&checker.pack, vocabulary, &fixtures);
    for (place, page) in &pages {
        let path = arguments.output.join(place);
        let failed = |error| CommandError::Write { path: path.clone(), error };
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
        fs::write(&path, page).map_err(failed)?;
    }
    print(&format!("{} pages are in {}.\n", pages.len(), arguments.output.display()))?;
    Ok(ExitCode::Success)
}

/// For each rule, the descriptions that it refutes, or makes a note on; for each kind, those that
/// are it. Those of which no rule has anything to say are kept under an empty code: they are there
/// to show just that.
fn fixtures(checker: &Checker, folders: &[PathBuf]) -> Fixtures {
    let mut fixtures: Fixtures = BTreeMap::new();
    for programme in checker.check_all(walk::discover(folders).map(InputFile::read)).programmes {
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
