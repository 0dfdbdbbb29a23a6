//! An indicator is added in one rule file alone: it is then verified, tested, explained and reported like any other,
//! and changes no verdict.

use crate::common::{ROOT, run_in};
use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

const PACK: &str = "rules/mentoring-to-work";
const FILE: &str = "blocks/5-voluntariness.yaml";
const CODE: &str = "voluntariness/agreement-in-writing";

/// A constructed indicator without a basis in the paper.
const INDICATOR: &str = "
  - id: agreement-in-writing
    title: mentor and mentee sign an agreement
    weight: supporting
    claims: [V3]
    question: Is there an agreement that mentor and mentee sign?
    shown:
      relationship.agreement: [written]
    refuted:
      relationship.agreement: [none]
    findings:
      refuted: Without an agreement there is nothing to sign.
      open: The description does not say whether mentor and mentee sign an agreement.
    help:
      refuted: Put the agreement on one page and have both sign it.
      open: Have both sign a page that says what they agreed.
    evidence:
      - the signed agreement
    traps:
      - This indicator is constructed, and asks for something that the paper does not ask for.
    examples:
      shows:
        - {relationship.agreement: written}
      refutes:
        - {relationship.agreement: none}
      leaves_open:
        - {relationship.agreement: spoken}
";

const DESCRIPTION: &str = "\
programme:
  name: Nothing agreed (constructed)
relationship:
  agreement: none
";

/// A temporary folder with the rules in `pack`, optionally with the new indicator, and `description.yaml`.
fn folder_with_pack(with_indicator: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("pack");
    for part in ["", "blocks", "kinds"] {
        fs::create_dir_all(pack.join(part)).unwrap();
        for entry in fs::read_dir(Path::new(ROOT).join(PACK).join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, pack.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    if with_indicator {
        let file = pack.join(FILE);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text + INDICATOR).unwrap();
    }
    fs::write(folder.path().join("description.yaml"), DESCRIPTION).unwrap();
    folder
}

fn report(folder: &Path, paths: &[PathBuf]) -> Value {
    let paths = paths.iter().map(|path| path.to_str().unwrap());
    let arguments = ["check", "--rules", "pack", "--format", "json"].into_iter().chain(paths);
    let (_, stdout, stderr) = run_in(folder, &arguments.collect::<Vec<_>>());
    assert_eq!(stderr, "");
    serde_json::from_str(&stdout).unwrap()
}

#[test]
fn a_new_indicator_is_verified_and_tested() {
    let (without, with) = (folder_with_pack(false), folder_with_pack(true));
    let (status, stdout, stderr) = run_in(with.path(), &["rules", "verify", "pack"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");

    let examples_run = |folder: &Path| {
        let (status, stdout, stderr) = run_in(folder, &["rules", "test", "pack"]);
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
        let count = stdout.split_whitespace().find_map(|word| word.parse::<usize>().ok());
        count.unwrap_or_else(|| panic!("no number in {stdout}"))
    };
    assert_eq!(examples_run(with.path()), examples_run(without.path()) + 3, "its three examples are run");

    let (_, list, _) = run_in(with.path(), &["rules", "list", "pack"]);
    assert!(list.contains(&format!("  {CODE}: mentor and mentee sign an agreement (never decides)\n")), "{list}");
}

#[test]
fn a_new_indicator_is_explained() {
    let (without, with) = (folder_with_pack(false), folder_with_pack(true));
    assert_eq!(run_in(without.path(), &["explain", CODE, "--rules", "pack"]).0, Some(2));
    let arguments = ["explain", CODE, "--rules", "pack", "--for", "description.yaml"];
    let (status, stdout, stderr) = run_in(with.path(), &arguments);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{stdout}");
    insta::assert_snapshot!("explained", stdout);
}

#[test]
fn a_new_indicator_is_reported_and_changes_no_verdict() {
    let (without, with) = (folder_with_pack(false), folder_with_pack(true));
    let arguments = ["check", "--full", "--rules", "pack", "description.yaml"];
    let (status, stdout, stderr) = run_in(with.path(), &arguments);
    assert_eq!((status, stderr.as_str()), (Some(1), ""), "{stdout}");
    let after = stdout.lines().skip_while(|line| *line != CODE);
    // The next finding begins at the next line that is not indented.
    let rest = after.skip(1).take_while(|line| line.is_empty() || line.starts_with(' '));
    let section = [CODE].into_iter().chain(rest).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("reported", section);

    let fixtures = Path::new(ROOT).join("fixtures");
    let paths = [PathBuf::from("description.yaml"), fixtures.join("real"), fixtures.join("constructed")];
    let (before, mut after) = (report(without.path(), &paths), report(with.path(), &paths));
    let mut answers = Vec::new();
    for programme in after["programmes"].as_array_mut().unwrap() {
        for block in programme["blocks"].as_array_mut().unwrap() {
            let indicators = block["indicators"].as_array_mut().unwrap();
            answers.extend(indicators.iter().filter(|one| one["code"] == CODE).map(|one| one["answer"].clone()));
            indicators.retain(|one| one["code"] != CODE);
        }
        programme["findings"].as_array_mut().unwrap().retain(|finding| finding["code"] != CODE);
    }
    assert_eq!(answers.len(), before["programmes"].as_array().unwrap().len(), "every programme has an answer");
    for answer in ["shown", "refuted", "open"] {
        assert!(answers.iter().any(|one| one == answer), "{answer}: {answers:?}");
    }
    // Compared one by one, to keep a failure message short.
    let (before, after) = (before["programmes"].as_array().unwrap(), after["programmes"].as_array().unwrap());
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before, after, "only the new indicator differs");
    }
}
