//! `check --fix` corrects slips in place and changes nothing else.

use std::{fs, path::Path};

use crate::common::{ROOT, run_in};

const SLIPS: &str = "\
# A draft (constructed), with a comment above.
programme: {name: 'Draft (constructed)',   label: mentoring}
mentor:
    capcity: volunteer   # a key
    paid: no
mentee:
    target: adult
purpose:
  main: \"wrk\"            # a value, in quotation marks
third_actor:
  monitors: [contact-point, check-ins]
relationship:
  contact: unknowable
";

fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn fix(folder: &Path, path: &str) -> (String, String) {
    let (_, _, stderr) = run_in(folder, &["check", "--fix", path]);
    (fs::read_to_string(folder.join(path)).unwrap(), stderr)
}

#[test]
fn slips_are_corrected_and_comments_and_layout_stay() {
    let folder = folder_with("draft.yaml", SLIPS);
    let (text, stderr) = fix(folder.path(), "draft.yaml");
    let kept = |line: &&str| !SLIPS.contains(*line);
    let changed: Vec<_> = text.lines().filter(kept).collect();
    assert_eq!(
        changed,
        [
            "    capacity: volunteer   # a key",
            "  main: \"work\"            # a value, in quotation marks",
            "  supports: [contact-point]",
            "  monitors: [check-ins]"
        ]
    );
    insta::assert_snapshot!(stderr, @r#"
    draft.yaml:4: corrected: capcity is now capacity
    draft.yaml:9: corrected: "wrk" is now "work"
    draft.yaml:11: corrected: contact-point moved to third_actor.supports
    "#);
    assert_eq!(fix(folder.path(), "draft.yaml").0, text, "a second run corrects nothing");
}

#[test]
fn json_and_a_byte_order_mark_and_line_ends_stay_as_they_are() {
    let json = "{\"programme\": {\"name\": \"Draft (constructed)\"}, \"purpose\": {\"mian\": \"wrok\"}}";
    let folder = folder_with("draft.json", json);
    assert_eq!(fix(folder.path(), "draft.json").0, json.replace("mian", "main").replace("wrok", "work"));
    let yaml = "\u{feff}programme: {name: Draft (constructed)}\r\npurpose: {mian: work}\r\n";
    let folder = folder_with("draft.yaml", yaml);
    assert_eq!(fix(folder.path(), "draft.yaml").0, yaml.replace("mian", "main"));
}

#[test]
fn what_is_not_certain_stays_as_it_is() {
    for text in [
        // The right key is there already.
        "programme: {name: A}\npurpose: {main: work, mian: work}\n",
        // As near to one value as to another, or to none.
        "programme: {name: A}\nmentor: {capacity: unpaid}\n",
        // The text cannot be read.
        "programme: {name: A}\npurpose: {mian: work\n",
        // It is in another place, and may be meant otherwise there.
        "x-words: [&a wrok]\nprogramme: {name: A}\npurpose: {main: *a}\n",
        "",
    ] {
        let folder = folder_with("draft.yaml", text);
        let (after, stderr) = fix(folder.path(), "draft.yaml");
        assert_eq!(after, text);
        assert!(!stderr.contains("corrected"), "{stderr}");
    }
}

#[test]
fn other_files_of_a_folder_are_not_touched() {
    let other = "programmes: {mian: work}\n";
    let folder = folder_with("other.yaml", other);
    fs::write(folder.path().join("draft.yaml"), "programme: {name: A}\npurpose: {mian: work}\n").unwrap();
    let (_, _, stderr) = run_in(folder.path(), &["check", "--fix"]);
    assert!(stderr.contains("draft.yaml:2: corrected: mian is now main"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("other.yaml")).unwrap(), other);
}

#[test]
fn standard_input_cannot_be_corrected() {
    let (status, stdout, stderr) = run_in(Path::new(ROOT), &["check", "--fix", "-"]);
    assert_eq!((status, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("standard input"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder_with("target.yaml", "programme: {name: A}\npurpose: {mian: work}\n");
    let target = folder.path().join("target.yaml");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("target.yaml", folder.path().join("link.yaml")).unwrap();
    let (text, _) = fix(folder.path(), "link.yaml");
    assert!(text.contains("main: work"));
    assert!(folder.path().join("link.yaml").is_symlink());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}
