//! Reports are written whole or not at all, however many there are and however the run ends.

use crate::common::ROOT;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Every format that can go to a file, with the file's name.
const FORMATS: [(&str, &str); 11] = [
    ("text", "a.txt"),
    ("html", "a.html"),
    ("csv", "a.csv"),
    ("grid", "grid.csv"),
    ("markdown", "a.md"),
    ("json", "a.json"),
    ("ndjson", "a.ndjson"),
    ("sarif", "a.sarif"),
    ("junit", "a.xml"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
];

fn mentorcheck(arguments: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorcheck"));
    command.current_dir(ROOT).env_clear().args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// `check` on the real programmes with every format to a file in `folder`.
fn every_format(folder: &Path) -> Vec<String> {
    let pair = |(format, name): (&str, &str)| {
        ["--format".to_owned(), format.to_owned(), "--output".to_owned(), folder.join(name).display().to_string()]
    };
    let start = ["check", "--no-config", "fixtures/real"].map(str::to_owned);
    start.into_iter().chain(FORMATS.into_iter().flat_map(pair)).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A run to the end, and how long it took.
fn reference() -> (tempfile::TempDir, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let status = mentorcheck(&every_format(folder.path())).status().unwrap();
    assert_eq!(status.code(), Some(1));
    (folder, start.elapsed())
}

#[test]
fn one_run_writes_every_format_just_as_a_run_of_its_own_does() {
    let (folder, _) = reference();
    assert_eq!(names(folder.path()).len(), FORMATS.len());
    for (format, name) in FORMATS {
        let arguments = ["check", "--no-config", "fixtures/real", "--format", format].map(str::to_owned);
        let shown = mentorcheck(&arguments).stdout(Stdio::piped()).output().unwrap();
        assert_eq!(shown.status.code(), Some(1), "{format}");
        assert!(!shown.stdout.is_empty(), "{format}");
        let written = fs::read(folder.path().join(name)).unwrap();
        assert!(written == shown.stdout, "{format}: what is written differs from what is shown");
    }
}

#[test]
fn where_one_file_cannot_be_written_none_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "old").unwrap();
    let to = |name: &str| folder.path().join(name).display().to_string();
    let arguments =
        ["check", "fixtures/real", "--format", "json", "-o", &to("a.json"), "--format", "csv", "-o", &to("no/a.csv")];
    let status = mentorcheck(&arguments.map(str::to_owned)).status().unwrap();
    assert_eq!(status.code(), Some(2));
    assert_eq!(names(folder.path()), ["a.json"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), "old");
}

#[cfg(unix)]
#[test]
fn a_link_is_kept_and_a_device_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.json"), folder.path().join("link.json"));
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let to = |path: &Path| {
        let path = path.display().to_string();
        let arguments = ["check", "fixtures/constructed/model/model.yaml", "--format", "json", "-o", &path];
        mentorcheck(&arguments.map(str::to_owned)).status().unwrap().code()
    };
    assert_eq!(to(&link), Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with('{'));
    assert_eq!(to(folder.path()), Some(2), "a folder is no file");
    assert_eq!(to(Path::new("/dev/null")), Some(2), "a device is no file");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

/// Whether every file in `folder` that has a report's name is the whole report.
fn only_whole(folder: &Path, whole: &Path) -> usize {
    let known: Vec<PathBuf> = FORMATS.iter().map(|(_, name)| folder.join(name)).collect();
    let there = known.iter().filter(|path| path.exists());
    there
        .map(|path| {
            let name = path.file_name().unwrap();
            assert!(fs::read(path).unwrap() == fs::read(whole.join(name)).unwrap(), "{} is not whole", path.display());
        })
        .count()
}

/// Starts runs and ends each a little later in its life with `end`.
fn ended_at_every_moment(end: fn(&mut Child), after: impl Fn(&Path)) -> (usize, usize) {
    const RUNS: u32 = 24;
    let (whole, takes) = reference();
    let (mut none, mut all) = (0, 0);
    for run in 0..RUNS {
        let folder = tempfile::tempdir().unwrap();
        let mut child = mentorcheck(&every_format(folder.path())).spawn().unwrap();
        // Most of the writing is at the end of a run.
        sleep(takes * (RUNS / 2 + run) / RUNS);
        end(&mut child);
        child.wait().unwrap();
        match only_whole(folder.path(), whole.path()) {
            0 => none += 1,
            number if number == FORMATS.len() => all += 1,
            _ => {}
        }
        after(folder.path());
    }
    (none, all)
}

#[test]
fn a_killed_run_leaves_no_report_that_is_not_whole() {
    let (none, all) = ended_at_every_moment(|child| child.kill().unwrap(), |_| {});
    assert!(none > 0 && all > 0, "it was killed before the end and after it: {none} and {all} times");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_but_whole_reports() {
    let interrupt = |child: &mut Child| {
        let id = child.id().to_string();
        // A run that has ended by itself cannot be interrupted any more.
        Command::new("kill").args(["-s", "INT", &id]).stderr(Stdio::null()).status().unwrap();
    };
    let (none, _) = ended_at_every_moment(interrupt, |folder| {
        let left: Vec<_> = names(folder).into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(left, [""; 0], "nothing is left over");
    });
    assert!(none > 0, "it was interrupted before the end");
}
