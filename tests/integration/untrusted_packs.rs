//! Untrusted rule packs are safe to load: no file outside their folder is opened, nothing blocks, oversized packs are
//! refused before a programme is judged, and verification terminates.

use crate::common::pack_files;
use std::{
    fmt::Write,
    fs,
    path::Path,
    process::{Command as System, Output},
    time::Duration,
};

use crate::common::vocabulary;
use assert_cmd::Command;
use tempfile::TempDir;

use mentorcheck_core::{
    checker::Checker,
    facts::Facts,
    pack::{Pack, PackContent, PackError, PackFile, PackFiles},
    schema::vocabulary as fresh,
    schema::{Field, FieldType},
};
use mentorcheck_verify::verify;

/// Far longer than any command here takes.
const TIMEOUT: Duration = Duration::from_mins(2);

/// A folder with a copy of the smallest pack that has every part.
fn small_pack_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/pack");
    for part in ["", "blocks", "kinds"] {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in fs::read_dir(from.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, folder.path().join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

/// Loads the small pack with one file changed.
fn load_with(path: &str, change: impl Fn(String) -> String) -> Result<Pack, PackError> {
    let folder = small_pack_folder();
    let mut files = pack_files(folder.path());
    let file = files.iter_mut().find(|file| file.relative_path == path).unwrap();
    let PackContent::Yaml(bytes) = &file.content else { panic!("the file is embedded") };
    file.content = PackContent::Yaml(change(String::from_utf8(bytes.clone()).unwrap()).into_bytes());
    PackFiles::new("pack", files).load(vocabulary())
}

/// The findings of an error as code and message.
fn codes_and_messages(error: PackError) -> Vec<(String, String)> {
    let findings = error.files.into_iter().flat_map(|file| file.findings);
    findings
        .map(|finding| {
            assert!(finding.help.is_some_and(|help| !help.is_empty()), "{}", finding.message);
            (finding.code, finding.message)
        })
        .collect()
}

fn assert_load_refused(loaded: Result<Pack, PackError>, code: &str, expected: &str) {
    let findings = codes_and_messages(loaded.map(|_| ()).expect_err(expected));
    assert!(
        findings.iter().any(|(found, message)| found == code && message.contains(expected)),
        "{expected}: {findings:?}"
    );
}

fn list_fields() -> impl Iterator<Item = &'static Field> {
    vocabulary().fields.iter().filter(|field| field.field_type == FieldType::EnumList && !field.informative)
}

/// For each value of each list, a condition that the list contains it.
fn item_conditions() -> Vec<String> {
    let one = |field: &Field| {
        let name = field.name.clone();
        field.values.iter().map(move |value| format!("{{{name}: {{any_of: [{}]}}}}", value.name)).collect::<Vec<_>>()
    };
    list_fields().flat_map(one).collect()
}

// The folder

fn run_check(rules: &Path) -> Output {
    let mut command = Command::cargo_bin("mentorcheck").unwrap();
    command.args(["check", "--rules"]).arg(rules).arg("fixtures/constructed/model/model.yaml").timeout(TIMEOUT);
    command.output().unwrap()
}

/// The rules are refused with this message, and no programme is judged.
fn assert_check_refused(rules: &Path, expected: &str) {
    let output = run_check(rules);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(2), "{out}{err}");
    assert!(out.is_empty(), "a programme was judged: {out}");
    assert!(err.contains(expected), "{expected}: {err}");
}

#[test]
fn the_small_pack_is_accepted() {
    let output = run_check(small_pack_folder().path());
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(!output.stdout.is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let secret = elsewhere.path().join("secret.yaml");
    fs::write(&secret, "password: hunter2 (constructed)\n").unwrap();
    let rules = small_pack_folder();
    let claims = rules.path().join("claims.yaml");
    fs::remove_file(&claims).unwrap();
    symlink(&secret, &claims).unwrap();
    assert_check_refused(rules.path(), "leads out of the folder");
    let err = String::from_utf8(run_check(rules.path()).stderr).unwrap();
    assert!(!err.contains("hunter2"), "{err}");

    // Neither are links at unknown files or at whole subfolders.
    let rules = small_pack_folder();
    symlink(&secret, rules.path().join("notes.yaml")).unwrap();
    assert_check_refused(rules.path(), "leads out of the folder");
    let rules = small_pack_folder();
    fs::rename(rules.path().join("kinds"), elsewhere.path().join("kinds")).unwrap();
    symlink(elsewhere.path().join("kinds"), rules.path().join("kinds")).unwrap();
    assert_check_refused(rules.path(), "leads out of the folder");
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_is_followed_and_the_folder_may_be_a_link() {
    use std::os::unix::fs::symlink;
    let rules = small_pack_folder();
    let claims = rules.path().join("claims.yaml");
    fs::rename(&claims, rules.path().join("ledger.txt")).unwrap();
    symlink("ledger.txt", &claims).unwrap();
    let parent = tempfile::tempdir().unwrap();
    let link = parent.path().join("rules");
    symlink(rules.path(), &link).unwrap();
    assert!(matches!(run_check(&link).status.code(), Some(0 | 1)));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read() {
    use std::os::unix::fs::symlink;
    let rules = small_pack_folder();
    let made = System::new("mkfifo").arg(rules.path().join("kinds/pipe.yaml")).status().unwrap();
    assert!(made.success());
    assert_check_refused(rules.path(), "no ordinary file");
    let rules = small_pack_folder();
    symlink("/dev/zero", rules.path().join("kinds/zero.yaml")).unwrap();
    assert_check_refused(rules.path(), "leads out of the folder");
    let rules = small_pack_folder();
    fs::create_dir(rules.path().join("blocks/folder.yaml")).unwrap();
    assert_check_refused(rules.path(), "no ordinary file");
}

#[test]
fn oversized_files_and_packs_are_refused() {
    let rules = small_pack_folder();
    fs::File::create(rules.path().join("claims.yaml")).unwrap().set_len(20 << 30).unwrap();
    assert_check_refused(rules.path(), "larger than 256 KB");
    let rules = small_pack_folder();
    for number in 0..9 {
        fs::write(rules.path().join(format!("kinds/more-{number}.yaml")), "#".repeat(255 * 1024)).unwrap();
    }
    assert_check_refused(rules.path(), "larger than 2 MB together");
}

#[test]
fn thousands_of_rule_files_are_refused_and_other_files_ignored() {
    let rules = small_pack_folder();
    for number in 0..3_000 {
        fs::write(rules.path().join(format!("kinds/notes-{number}.txt")), "notes").unwrap();
    }
    assert!(matches!(run_check(rules.path()).status.code(), Some(0 | 1)));
    for number in 0..3_000 {
        fs::write(rules.path().join(format!("kinds/more-{number}.yaml")), "id: more").unwrap();
    }
    assert_check_refused(rules.path(), "more than 256 files");
}

#[test]
fn nested_folders_are_ignored() {
    let rules = small_pack_folder();
    let mut deep = rules.path().join("kinds");
    for _ in 0..200 {
        deep.push("deeper");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("kind.yaml"), "no: kind").unwrap();
    assert!(matches!(run_check(rules.path()).status.code(), Some(0 | 1)));
}

#[test]
fn no_name_in_the_rules_leads_to_another_folder() {
    for (path, from, to) in [
        ("kinds/tea.yaml", "id: tea", "id: ../../tea"),
        ("kinds/tea.yaml", "id: tea", "id: /tmp/tea"),
        ("blocks/meeting.yaml", "id: meeting", "id: ..\\meeting"),
        ("blocks/meeting.yaml", "id: again", "id: ../again"),
    ] {
        assert_load_refused(
            load_with(path, |text| text.replacen(from, to, 1)),
            "schema/other",
            "can only have small letters",
        );
    }
}

// The files

#[test]
fn nested_aliases_are_refused_and_not_expanded() {
    // Each line repeats the previous one ten times.
    let mut bomb = "traps:\n  - &a0 lol\n".to_owned();
    for level in 1..9 {
        let times = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "  - &a{level} [{times}]");
    }
    assert_load_refused(
        load_with("blocks/meeting.yaml", |text| format!("{text}{bomb}")),
        "source/too-many-values",
        "written out",
    );
    // Few values, each with a long string.
    let long = format!("      - &long {}\n{}", "tea ".repeat(20_000), "      - *long\n".repeat(1_000));
    let with_traps = |text: String| text.replace("traps: [Often does not matter.]", &format!("traps:\n{long}"));
    assert_load_refused(load_with("blocks/meeting.yaml", with_traps), "source/too-many-values", "written out");
    let long = format!("      - &long {}\n{}", "tea ".repeat(20_000), "      - *long\n".repeat(100));
    let with_traps = |text: String| text.replace("traps: [Often does not matter.]", &format!("traps:\n{long}"));
    assert_load_refused(load_with("blocks/meeting.yaml", with_traps), "pack/too-large", "very long ones");
}

#[test]
fn too_many_values_are_refused() {
    let many = (0..20_000).map(|_| "a").collect::<Vec<_>>().join(", ");
    let change = |text: String| text.replace("traps: [Often does not matter.]", &format!("traps: [{many}]"));
    assert!(load_with("blocks/meeting.yaml", change).is_ok(), "20,000 short values are allowed");
    let many = (0..40_000).map(|_| "a").collect::<Vec<_>>().join(", ");
    let change = |text: String| text.replace("traps: [Often does not matter.]", &format!("traps: [{many}]"));
    assert_load_refused(load_with("blocks/meeting.yaml", change), "pack/too-large", "more than 30000 values");
}

#[test]
fn conditions_are_limited_in_size_and_depth() {
    let condition = |tests: usize| {
        let tests: Vec<_> = item_conditions().into_iter().cycle().take(tests).collect();
        move |text: String| {
            text.replace(
                "purpose.main: [companionship]\n    refuted",
                &format!("any: [{}]\n    refuted", tests.join(", ")),
            )
        }
    };
    assert!(load_with("conditions.yaml", condition(32)).is_ok());
    assert_load_refused(load_with("conditions.yaml", condition(33)), "pack/too-large", "more than 32 tests");
    let nested = |levels: usize| {
        let test =
            format!("{}{{relationship.contact: [repeated]}}{}", "{all: [".repeat(levels - 1), "]}".repeat(levels - 1));
        move |text: String| {
            text.replace("purpose.main: [companionship]\n    refuted", &format!("all: [{test}]\n    refuted"))
        }
    };
    assert!(load_with("conditions.yaml", nested(8)).is_ok());
    assert_load_refused(load_with("conditions.yaml", nested(9)), "pack/too-large", "more than 8 levels");
}

#[test]
fn criteria_kinds_and_blocks_are_limited_in_number() {
    let criteria = |text: String| {
        let one = text.split_once("conditions:\n").unwrap().1.replace("&company", "");
        let more: String = (0..520).map(|number| one.replace("id: aim", &format!("id: aim-{number}"))).collect();
        format!("{text}{more}")
    };
    assert_load_refused(
        load_with("conditions.yaml", criteria),
        "pack/too-large",
        "more than 512 indicators and conditions",
    );
    for (list, what) in [("kinds: [tea, once", "kinds"), ("blocks: [meeting", "blocks")] {
        let more: Vec<String> = (0..64).map(|number| format!("more-{number}")).collect();
        let change = |text: String| text.replace(list, &format!("{list}, {}", more.join(", ")));
        assert_load_refused(load_with("concept.yaml", change), "pack/too-large", &format!("more than 64 {what}"));
    }
}

#[test]
fn control_characters_in_rules_are_refused() {
    for (escape, shown) in
        [("\\e[2J", "u{1b}"), ("\\a", "u{7}"), ("\\u202e", "u{202e}"), ("\\t", "u{9}"), ("\\u009b", "u{9b}")]
    {
        let caution = |text: String| {
            let (before, after) = text.rsplit_once("caution: ").unwrap();
            format!("{before}caution: \"{escape}{}\"\n", after.trim())
        };
        assert_load_refused(load_with("concept.yaml", caution), "pack/hidden-character", shown);
    }
}

// Verification and evaluation

/// Rules whose conditions are as complex as the limits allow: they pair items of one half of the lists with items of
/// the other half, for which every decision diagram is large.
fn too_involved_pack() -> Pack {
    let items = item_conditions();
    let (one, other) = items.split_at(items.len() / 2);
    let pairs: Vec<String> = one.iter().zip(other).map(|(one, other)| format!("{{all: [{one}, {other}]}}")).collect();
    let change = |text: String| {
        let mut text = text;
        let template = text.split_once("  - id: gain\n").unwrap().1.to_owned();
        for (number, pairs) in pairs.chunks(16).enumerate() {
            let one = template.replace(
                "shown:\n      mentor.gains: {any_of: [friendship, enjoyment]}",
                &format!("shown: {{any: [{}]}}", pairs.join(", ")),
            );
            assert_ne!(one, template);
            let one = one.replace("weight: supporting", "weight: necessary");
            let _ = write!(text, "  - id: involved-{number}\n{one}");
        }
        text
    };
    load_with("blocks/meeting.yaml", change).unwrap_or_else(|error| panic!("{:?}", codes_and_messages(error)))
}

#[test]
fn verifying_too_involved_rules_terminates_and_reports_it() {
    let breaches = verify(&too_involved_pack(), vocabulary());
    let codes: Vec<_> = breaches.iter().map(|breach| breach.code).collect();
    assert_eq!(codes, ["verify/too-involved"]);
}

#[test]
fn evaluating_too_involved_rules_terminates() {
    let checker = Checker::builder(too_involved_pack()).build();
    for text in ["programme: {name: Example}", include_str!("../../fixtures/constructed/model/model.yaml")] {
        let report = checker.check_all([crate::common::input("example.yaml", text)]);
        assert_eq!(report.programmes.len(), 1);
        assert!(!report.programmes[0].remedy.unreachable, "unreachable although the search was not exhaustive");
    }
}

#[test]
fn evaluating_a_condition_on_many_list_values_terminates() {
    let all = item_conditions();
    let change = |text: String| {
        let all = all[..32].join(", ");
        text.replace("purpose.main: [companionship]\n    refuted", &format!("all: [{all}]\n    refuted"))
    };
    let checker = Checker::builder(load_with("conditions.yaml", change).unwrap()).build();
    let report = checker.check_all([crate::common::input("example.yaml", "programme: {name: Example}")]);
    assert_eq!(report.programmes.len(), 1);
    assert_eq!(Facts::empty(fresh()).count(), 0);
}

#[test]
fn many_errors_are_reported_in_time() {
    // Unknown fields with names close to a known one.
    let tests: Vec<_> =
        (0..1_500).map(|number| format!("        - {{mentor.gain{}s: a}}", "x".repeat(number % 3))).collect();
    let tests = tests.join("\n");
    let change = |text: String| text.replacen("      shows:\n", &format!("      shows:\n{tests}\n"), 1);
    let findings = codes_and_messages(load_with("blocks/meeting.yaml", change).map(|_| ()).unwrap_err());
    assert!(findings.len() > 400, "{}", findings.len());
}

#[test]
fn files_in_any_order_are_the_same_pack() {
    let folder = small_pack_folder();
    let mut files: Vec<PackFile> = pack_files(folder.path());
    files.reverse();
    let paths = |files: &PackFiles| files.files.iter().map(|file| file.relative_path.clone()).collect::<Vec<_>>();
    let pack = PackFiles::new("pack", files);
    assert_eq!(paths(&pack), paths(&PackFiles::new("pack", pack_files(folder.path()))));
    assert!(pack.load(vocabulary()).is_ok());
}
