//! Reports are written atomically, however many there are and however the run ends.

use crate::common::ROOT;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Every format, with the name of its output file.
const FORMATS: [(&str, &str); 12] = [
    ("text", "a.txt"),
    ("html", "a.html"),
    ("csv", "a.csv"),
    ("xlsx", "a.xlsx"),
    ("grid", "grid.csv"),
    ("markdown", "a.md"),
    ("json", "a.json"),
    ("ndjson", "a.ndjson"),
    ("sarif", "a.sarif"),
    ("junit", "a.xml"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
];

/// Few programmes, so that most of a run is writing.
const INPUT: &str = "fixtures/constructed/borderline";

fn mentorcheck(arguments: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorcheck"));
    command.current_dir(ROOT).env_clear().args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Arguments for `check` on the real programmes that write every format to a file in `folder`.
fn arguments_for_every_format(folder: &Path) -> Vec<String> {
    let pair = |(format, name): (&str, &str)| {
        ["--format".to_owned(), format.to_owned(), "--output".to_owned(), folder.join(name).display().to_string()]
    };
    let start = ["check", "--no-config", INPUT].map(str::to_owned);
    start.into_iter().chain(FORMATS.into_iter().flat_map(pair)).collect()
}

fn file_names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The output of an undisturbed run, and its duration.
fn reference_run() -> (tempfile::TempDir, Duration) {
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let status = mentorcheck(&arguments_for_every_format(folder.path())).status().unwrap();
    assert_eq!(status.code(), Some(1));
    (folder, start.elapsed())
}

#[test]
fn one_run_writes_every_format_as_separate_runs_do() {
    let (folder, _) = reference_run();
    assert_eq!(file_names(folder.path()).len(), FORMATS.len());
    for (format, name) in FORMATS {
        let arguments = ["check", "--no-config", INPUT, "--format", format].map(str::to_owned);
        let output = mentorcheck(&arguments).stdout(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(!output.stdout.is_empty(), "{format}");
        let written = fs::read(folder.path().join(name)).unwrap();
        assert!(written == output.stdout, "{format}: the file differs from standard output");
    }
}

#[test]
fn if_one_file_cannot_be_written_none_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "old").unwrap();
    let path_to = |name: &str| folder.path().join(name).display().to_string();
    let arguments = [
        "check",
        "fixtures/real",
        "--format",
        "json",
        "-o",
        &path_to("a.json"),
        "--format",
        "csv",
        "-o",
        &path_to("no/a.csv"),
    ];
    let status = mentorcheck(&arguments.map(str::to_owned)).status().unwrap();
    assert_eq!(status.code(), Some(2));
    assert_eq!(file_names(folder.path()), ["a.json"]);
    assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), "old");
}

#[cfg(unix)]
#[test]
fn a_symlink_is_kept_and_a_device_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.json"), folder.path().join("link.json"));
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let write_to = |path: &Path| {
        let path = path.display().to_string();
        let arguments = ["check", "fixtures/constructed/model/model.yaml", "--format", "json", "-o", &path];
        mentorcheck(&arguments.map(str::to_owned)).status().unwrap().code()
    };
    assert_eq!(write_to(&link), Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().starts_with('{'));
    assert_eq!(write_to(folder.path()), Some(2), "a folder is not a regular file");
    assert_eq!(write_to(Path::new("/dev/null")), Some(2), "a device is not a regular file");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

/// Asserts that every report in `folder` equals the one in `whole`. Returns how many there are.
fn count_complete(folder: &Path, reference: &Path) -> usize {
    let known: Vec<PathBuf> = FORMATS.iter().map(|(_, name)| folder.join(name)).collect();
    let existing = known.iter().filter(|path| path.exists());
    existing
        .map(|path| {
            let name = path.file_name().unwrap();
            assert!(
                fs::read(path).unwrap() == fs::read(reference.join(name)).unwrap(),
                "{} is incomplete",
                path.display()
            );
        })
        .count()
}

/// Ends a run that waits for standard input, then one at once and each further one a little later, until one has written all
/// reports. Returns how many wrote none.
fn end_at_increasing_delays(end: fn(&mut Child), after: impl Fn(&Path)) -> usize {
    let (reference_folder, duration) = reference_run();
    let waiting_folder = tempfile::tempdir().unwrap();
    let mut arguments = arguments_for_every_format(waiting_folder.path());
    arguments.push("-".into());
    let mut waiting = mentorcheck(&arguments).stdin(Stdio::piped()).spawn().unwrap();
    end(&mut waiting);
    waiting.wait().unwrap();
    after(waiting_folder.path());
    let mut none = usize::from(count_complete(waiting_folder.path(), reference_folder.path()) == 0);
    let mut delay = Duration::ZERO;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let mut child = mentorcheck(&arguments_for_every_format(folder.path())).spawn().unwrap();
        sleep(delay);
        end(&mut child);
        child.wait().unwrap();
        let reports = count_complete(folder.path(), reference_folder.path());
        after(folder.path());
        if reports == FORMATS.len() {
            return none;
        }
        none += usize::from(reports == 0);
        // Most writes happen at the end of a run.
        delay = (delay + delay / 16).max(duration / 2);
    }
}

#[test]
fn a_killed_run_leaves_no_partial_report() {
    let none = end_at_increasing_delays(|child| child.kill().unwrap(), |_| {});
    assert!(none > 0, "no run was killed before the end");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_only_complete_reports() {
    let interrupt = |child: &mut Child| {
        let id = child.id().to_string();
        // Fails if the run has already ended.
        Command::new("kill").args(["-s", "INT", &id]).stderr(Stdio::null()).status().unwrap();
    };
    let none = end_at_increasing_delays(interrupt, |folder| {
        let left: Vec<_> = file_names(folder).into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(left, [""; 0], "no temporary files remain");
    });
    assert!(none > 0, "no run was interrupted before the end");
}
