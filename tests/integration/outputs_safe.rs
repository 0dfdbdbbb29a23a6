//! No output replaces what a command reads, and what it replaces keeps its mode and owner.

use std::{fs, path::Path};

use crate::common::{ROOT, run_in};

const DESCRIPTION: &str = "\
programme: {name: Draft (constructed), label: mentoring}
mentor: {capacity: volunteer}
evidence:
  - {for: mentor.capacity, source: minutes.txt, quote: Mentors are volunteers}
";
const NESTED: &str = "expect: any\n";

/// A folder with one of everything that a command reads.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("a.yaml", DESCRIPTION);
    write("below/b.yml", DESCRIPTION);
    write("below/mentorcheck.yaml", NESTED);
    write("c.json", r#"{"programme": {"name": "Draft (constructed)"}}"#);
    write("named.mentoring.yaml", "not a description yet\n");
    write("slip.yaml", "programmes: [{name: Draft (constructed)}]\n");
    write("broken.yaml", "programme: {name: Draft\n");
    write("minutes.txt", "Mentors are volunteers (constructed).\n");
    write("below/minutes.txt", "Mentors are volunteers (constructed).\n");
    write("letter.md", "{{ name }}\n");
    write("own.yaml", "expect: any\n");
    let pack = Path::new(ROOT).join("rules/befriending");
    for kept in ["concept.yaml", "claims.yaml", "conditions.yaml", "blocks", "kinds"] {
        let from = pack.join(kept);
        let files = if from.is_dir() {
            fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path()).collect()
        } else {
            vec![from]
        };
        for file in files {
            let name = file.strip_prefix(&pack).unwrap().to_str().unwrap();
            write(&format!("pack/{name}"), &fs::read_to_string(&file).unwrap());
        }
    }
    let made = [
        ["baseline", "write", "--no-config", "-o", "baseline.json", "a.yaml"].as_slice(),
        &["check", "--no-config", "--format", "ndjson", "-o", "part.ndjson", "a.yaml"],
    ];
    for arguments in made {
        let (status, _, stderr) = run_in(folder.path(), arguments);
        assert!(status < Some(2), "{stderr}");
    }
    folder
}

/// The content of all files below a folder.
fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(snapshot(&path));
        } else if path.is_file() {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Asserts that a command is refused with these words, and that no file is changed, added or lost.
fn assert_refused(folder: &Path, arguments: &str, says: &str) {
    let before = snapshot(folder);
    let (status, stdout, stderr) = run_in(folder, &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(status, Some(2), "{arguments}: {stdout}{stderr}");
    assert!(stderr.contains(says), "{arguments}: {stderr}");
    assert!(!stderr.contains("os error") && !stderr.contains(".mentorcheck-"), "{arguments}: {stderr}");
    assert!(snapshot(folder) == before, "{arguments} changed a file");
}

#[test]
fn nothing_that_is_read_is_replaced() {
    let folder = folder();
    let here = folder.path().display().to_string();
    for (output, rest) in [
        // Descriptions that are named, under other names of theirs too.
        ("a.yaml", "check --no-config a.yaml"),
        ("./below/../a.yaml", "check --no-config a.yaml"),
        (&format!("{here}/a.yaml"), "check --no-config a.yaml --format junit"),
        ("minutes.txt", "check --no-config minutes.txt"),
        ("c.json", "check --no-config --format json a.yaml c.json"),
        ("c.json", "check --no-config --force-exclude --format json a.yaml c.json"),
        ("a.yaml", "letter --to board a.yaml"),
        ("a.yaml", "baseline write --no-config a.yaml"),
        ("a.yaml", "baseline check --no-config --baseline baseline.json a.yaml"),
        ("a.yaml", "check --no-config --fix a.yaml"),
        // What else is read.
        ("own.yaml", "check --config own.yaml a.yaml"),
        ("baseline.json", "check --no-config --baseline baseline.json a.yaml"),
        ("pack/concept.yaml", "check --no-config --rules pack a.yaml"),
        ("pack/claims.yaml", "letter --to board --rules pack a.yaml"),
        ("pack/concept.yaml", "baseline write --no-config --rules pack a.yaml"),
        ("letter.md", "letter --to board --template letter.md a.yaml"),
        ("part.ndjson", "report merge --no-config --format ndjson part.ndjson"),
        ("minutes.txt", "check --no-config --evidence a.yaml"),
        ("minutes.txt", "check --no-config --format ndjson a.yaml"),
        ("minutes.txt", "letter --to board a.yaml"),
        ("below/minutes.txt", "check --no-config --format json ."),
        ("below/minutes.txt", "baseline write --no-config ."),
    ] {
        let (command, paths) = rest.split_once(' ').unwrap();
        let arguments = match command {
            "baseline" | "report" => {
                let (subcommand, paths) = paths.split_once(' ').unwrap();
                format!("{command} {subcommand} -o {output} {paths}")
            }
            _ => format!("{command} -o {output} {paths}"),
        };
        // Letters go into a folder, so no file can be named for them.
        let says = if command == "letter" { "is a file, not a folder" } else { "this would replace " };
        assert_refused(folder.path(), &arguments, says);
    }
}

#[test]
fn what_is_found_in_a_folder_is_not_replaced() {
    let folder = folder();
    for output in ["a.yaml", "c.json", "below/b.yml", "slip.yaml", "broken.yaml", "named.mentoring.yaml"] {
        for format in ["text", "ndjson", "html", "junit"] {
            let arguments = format!("check --no-config --format {format} -o {output} .");
            assert_refused(folder.path(), &arguments, "which describes a programme");
        }
    }
    assert_refused(folder.path(), "check -o below/mentorcheck.yaml .", "which is a configuration");
    // Also if it is not among the inputs: it can only be a slip.
    assert_refused(folder.path(), "check --no-config -o c.json a.yaml", "which describes a programme");
    assert_refused(folder.path(), "letter --to board -o c.json a.yaml", "c.json is a file, not a folder");
    fs::write(
        folder.path().join("mentorcheck.yaml"),
        "include: [\"*.txt\"]\nformats: [{format: csv, output: a.txt}]\n",
    )
    .unwrap();
    fs::write(folder.path().join("a.txt"), "a draft\n").unwrap();
    assert_refused(folder.path(), "check .", "which describes a programme");
}

#[cfg(unix)]
#[test]
fn other_names_of_a_file_are_recognised() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    symlink("a.yaml", path("symbolic.txt")).unwrap();
    symlink("symbolic.txt", path("second.txt")).unwrap();
    symlink(folder.path(), path("again")).unwrap();
    fs::hard_link(path("a.yaml"), path("hard.txt")).unwrap();
    fs::hard_link(path("pack/concept.yaml"), path("concept.txt")).unwrap();
    for output in ["symbolic.txt", "second.txt", "again/a.yaml", "hard.txt"] {
        assert_refused(folder.path(), &format!("check --no-config -o {output} a.yaml"), "which this command reads");
        assert_refused(folder.path(), &format!("check --no-config --format html -o {output} ."), "this would replace");
        assert_refused(folder.path(), &format!("letter --to board -o {output} a.yaml"), "is a file, not a folder");
    }
    assert_refused(folder.path(), "check --no-config --rules pack -o concept.txt a.yaml", "which this command reads");
    symlink("../a.yaml", path("below/mentorcheck.1")).unwrap();
    assert_refused(folder.path(), "man -o below", "which describes a programme");
    symlink("../a.yaml", path("below/README.md")).unwrap();
    assert_refused(folder.path(), "rules doc -o below", "which describes a programme");
    let same = "check --no-config --format csv -o new.csv --format json -o again/new.csv a.yaml";
    assert_refused(folder.path(), same, "two outputs cannot go to the same file, again/new.csv");
}

#[test]
fn a_report_in_a_searched_folder_is_no_input() {
    for (format, name) in [
        ("json", "report.json"),
        ("ndjson", "report.json"),
        ("gitlab", "report.json"),
        ("sarif", "deep/report.json"),
        ("text", "report.yaml"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(folder.path().join("a.yaml"), DESCRIPTION).unwrap();
        let arguments = ["check", "--no-config", "--format", format, "-o", name, "."];
        let written = || {
            let (status, _, stderr) = run_in(folder.path(), &arguments);
            assert_eq!(status, Some(1), "{format}: {stderr}");
            fs::read(folder.path().join(name)).unwrap()
        };
        assert!(written() == written(), "{format}: the second report tells of the first");
        let (_, listed, _) = run_in(folder.path(), &["check", "--no-config", "--list-files", "."]);
        assert!(listed.contains("report.") && listed.matches(": a description").count() == 1, "{format}: {listed}");
    }
}

#[test]
fn what_an_ended_run_left_is_no_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.mentoring.yaml"), DESCRIPTION).unwrap();
    fs::write(folder.path().join(".mentorcheck-abc.mentoring.yaml"), "programme: {na").unwrap();
    let (_, listed, _) = run_in(folder.path(), &["check", "--no-config", "--no-ignore", "--list-files"]);
    assert_eq!(listed, "a.mentoring.yaml: a description\n");
}

#[test]
fn errors_name_what_was_asked_for() {
    let folder = folder();
    for (output, says) in [
        ("no/a.json", "no/a.json cannot be written: the folder no does not exist"),
        ("below/no/a.json", "below/no/a.json cannot be written: the folder below/no does not exist"),
        ("a.yaml/a.json", "a.yaml/a.json cannot be written: a.yaml is a file, not a folder"),
        ("below", "below cannot be written: it is a folder"),
    ] {
        for format in ["json", "csv"] {
            let arguments = format!("check --no-config --format {format} -o {output} a.yaml");
            assert_refused(folder.path(), &arguments, says);
        }
        assert_refused(folder.path(), &format!("baseline write --no-config -o {output} a.yaml"), says);
    }
    assert_refused(folder.path(), "report merge no.ndjson", "no.ndjson cannot be read: there is no such file");
    let name = "a".repeat(300);
    assert_refused(folder.path(), &format!("check --no-config -o {name} a.yaml"), &format!("{name} cannot be written"));
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_a_read_only_one_is_refused() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    for (name, mode) in [("private.csv", 0o600), ("group.csv", 0o660), ("run.csv", 0o750)] {
        fs::write(path(name), "old").unwrap();
        fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).unwrap();
        // Only the administrator may give the file to someone first.
        let _ = std::os::unix::fs::chown(path(name), Some(1234), Some(1234));
        let before = fs::metadata(path(name)).unwrap();
        let (status, _, stderr) = run_in(folder.path(), &["check", "--no-config", "-o", name, "a.yaml"]);
        assert_eq!(status, Some(1), "{stderr}");
        let after = fs::metadata(path(name)).unwrap();
        assert_ne!(before.len(), after.len());
        let kept = |file: &fs::Metadata| (file.mode() & 0o7777, file.uid(), file.gid());
        assert_eq!(kept(&after), kept(&before), "{name}");
    }
    for (name, arguments) in [
        ("kept.csv", "check --no-config --format csv -o kept.csv a.yaml"),
        ("kept.html", "check --no-config --format html -o kept.html a.yaml"),
        ("old.json", "baseline write --no-config -o old.json a.yaml"),
    ] {
        fs::write(path(name), "old").unwrap();
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o444)).unwrap();
        assert_refused(
            folder.path(),
            arguments,
            &format!("{name} cannot be written: it can only be read, not changed"),
        );
    }
    // A link is written through, also if nothing is there yet.
    symlink("below/new.csv", path("link.csv")).unwrap();
    run_in(folder.path(), &["check", "--no-config", "--format", "csv", "-o", "link.csv", "a.yaml"]);
    assert!(path("link.csv").is_symlink() && path("below/new.csv").is_file());
    symlink("no/new.csv", path("lost.csv")).unwrap();
    assert_refused(folder.path(), "check --no-config -o lost.csv a.yaml", "no does not exist");
}

#[cfg(unix)]
#[test]
fn standard_output_is_an_output_too() {
    let folder = folder();
    let shell = |line: &str| {
        let line = line.replace("mentorcheck", env!("CARGO_BIN_EXE_mentorcheck"));
        let mut shell = std::process::Command::new("sh");
        let output = shell.current_dir(folder.path()).args(["-c", &line]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, stderr) = shell("mentorcheck check --no-config a.yaml >> a.yaml");
    assert!(status == Some(2) && stderr.contains("standard output goes to a file that this command reads"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), DESCRIPTION);
    shell("mentorcheck check --no-config --format json below > below/report.json");
    let report = fs::read_to_string(folder.path().join("below/report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["totals"]["programmes"], 1);
    assert!(!report["skipped"].to_string().contains("report.json"), "{}", report["skipped"]);
}

#[cfg(unix)]
#[test]
fn corrections_do_not_follow_links_out_of_a_folder() {
    let outside = tempfile::tempdir().unwrap();
    let draft = "programme: {name: A (constructed)}\npurpose: {mian: work}\n";
    fs::write(outside.path().join("draft.yaml"), draft).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), draft).unwrap();
    std::os::unix::fs::symlink(outside.path().join("draft.yaml"), folder.path().join("link.yaml")).unwrap();
    run_in(folder.path(), &["check", "--no-config", "--fix", "."]);
    assert_eq!(fs::read_to_string(outside.path().join("draft.yaml")).unwrap(), draft);
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), draft.replace("mian", "main"));
}
