//! Letters put a report into plain words for each reader: they contain no internal names, escape everything from the
//! description for Markdown and terminals, and report a template error at its line.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::LazyLock,
};

use crate::common::{CHECKER, ROOT, checker, fixtures, fixtures_in, input, run_in, vocabulary};

use mentorcheck_core::{checker::Checker, pack::built_in, report::Report};
use mentorcheck_render::letters::{APPLICANT, BOARD, DESIGNER, Letter, Template};

/// Real programmes whose letters to applicants have snapshots.
const APPLICANTS: [&str; 14] = [
    "acces-speed-mentoring",
    "bbbs-community",
    "connect2work",
    "duo-for-a-job",
    "etableringslots",
    "hostnation",
    "luckan-fika",
    "oxford-dphil-supervision",
    "snc-chomage",
    "start-with-a-friend",
    "time-together",
    "uc-work-coach",
    "wir2-zum-job-hilden",
    "york-support-staff",
];
const READERS: [(&str, (&str, &str)); 3] = [("applicant", APPLICANT), ("designer", DESIGNER), ("board", BOARD)];

/// A small description, valid apart from its name.
fn description_named(name: &str) -> String {
    format!("programme:\n  name: {}\nrelationship: {{contact: one-off}}\n", serde_json::Value::from(name))
}

fn real_letter(name: &str, reader: &str) -> String {
    let path = format!("fixtures/real/{name}.yaml");
    let (status, stdout, stderr) = run_in(Path::new(ROOT), &["letter", &path, "--to", reader]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{name} to {reader}");
    stdout
}

fn letters(checker: &Checker, text: &str) -> (Report, Vec<(&'static str, String)>) {
    let report = checker.check_all([input("description.yaml", text)]);
    let data = Letter::for_report(checker, &report);
    assert_eq!(data.len(), report.programmes.len());
    let pages = render_letters(&data);
    (report, pages)
}

fn render_letters(letters: &[Letter]) -> Vec<(&'static str, String)> {
    let pages = READERS.iter().flat_map(|(reader, (name, template))| {
        let template = Template::new(name, template).unwrap();
        letters.iter().map(move |letter| (*reader, template.render(letter).unwrap()))
    });
    pages.collect()
}

/// The report and letters for every fixture, by path.
static ALL_LETTERS: LazyLock<BTreeMap<String, (Report, Vec<Letter>)>> = LazyLock::new(|| {
    let judged = all_fixtures().into_iter().map(|(path, text)| {
        let report = CHECKER.check_all([input("description.yaml", &text)]);
        let letters = Letter::for_report(&CHECKER, &report);
        (path, (report, letters))
    });
    judged.collect()
});

fn all_fixtures() -> BTreeMap<String, String> {
    let folders = ["real", "malformed", "constructed/borderline", "constructed/contrary", "constructed/model"];
    let more = ["constructed/must-not-flag", "constructed/open", "constructed/related"];
    let mut all = BTreeMap::new();
    for folder in folders.into_iter().chain(more) {
        let entries = fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
            // Files that are not UTF-8 get no letter.
            if let Ok(text) = fs::read_to_string(&path) {
                all.insert(format!("{folder}/{}", path.file_name().unwrap().display()), text);
            }
        }
    }
    assert!(all.len() > 100, "{}", all.len());
    all
}

/// The contents of all code spans.
fn code_spans(page: &str) -> Vec<String> {
    let plain = page.replace(r"\`", "");
    plain.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_applicant_s_letter_on_real_programmes() {
    // One programme for each kind of verdict; other tests render every letter.
    for name in APPLICANTS {
        insta::assert_snapshot!(format!("applicant-{name}"), real_letter(name, "applicant"));
    }
}

#[test]
fn the_designer_s_and_the_board_s_letters() {
    for name in ["duo-for-a-job", "luckan-fika", "wir2-zum-job-hilden", "hostnation"] {
        for reader in ["designer", "board"] {
            insta::assert_snapshot!(format!("{reader}-{name}"), real_letter(name, reader));
        }
    }
}

#[test]
fn a_letter_on_a_description_with_mistakes_and_one_that_contradicts_itself() {
    let root = Path::new(ROOT);
    for name in ["several", "unknown-value-slip", "unknown-field-other-section"] {
        let path = format!("fixtures/malformed/{name}.yaml");
        let (status, stdout, stderr) = run_in(root, &["letter", &path, "--to", "applicant"]);
        assert_eq!((status, stderr.as_str()), (Some(3), ""), "{name}");
        insta::assert_snapshot!(format!("mistakes-{name}"), stdout);
    }
    let text = "programme: {name: Both ways (constructed)}\nmentor: {capacity: volunteer, reward: wage}\n";
    for (reader, page) in letters(&CHECKER, text).1 {
        insta::assert_snapshot!(format!("contradiction-{reader}"), page);
    }
}

#[test]
fn no_letter_contains_an_internal_name() {
    let known: BTreeSet<&str> = vocabulary().fields.iter().map(|field| field.name.as_str()).collect();
    let pack = CHECKER.pack();
    let mut codes: BTreeSet<String> = (0..pack.criteria.len()).map(|id| pack.criterion_code(id)).collect();
    for kind in 0..pack.kinds.len() {
        codes.extend(pack.criteria_with_code(kind).map(|(code, _)| code));
    }
    assert!(codes.len() > 40, "{codes:?}");
    let mut rendered_count = 0;
    for (path, (report, letters)) in ALL_LETTERS.iter() {
        let pages = render_letters(letters);
        let findings = report.programmes.iter().flat_map(|programme| &programme.findings);
        codes.extend(findings.clone().map(|finding| finding.code.clone()));
        let pointers: BTreeSet<&str> =
            findings.flat_map(|finding| &finding.spans).filter_map(|span| span.pointer.as_deref()).collect();
        let valid = report.programmes.iter().all(|programme| programme.valid);
        for (reader, page) in pages {
            rendered_count += 1;
            for code in codes.iter().map(String::as_str).chain(pointers.iter().copied().filter(|one| one.len() > 1)) {
                assert!(!page.contains(code), "{path} to {reader}: {code}\n{page}");
            }
            for name in ["`x-", "Allowed here", "nothing-else"] {
                assert!(
                    !(page.contains(name) && (valid || name != "nothing-else")),
                    "{path} to {reader}: {name}\n{page}"
                );
            }
            // Error messages may contain YAML.
            for span in code_spans(&page).iter().filter(|_| valid) {
                assert!(known.contains(span.as_str()), "{path} to {reader}: {span}\n{page}");
            }
            assert!(!page.contains("\n\n\n") && page.ends_with('\n') && page.starts_with("# "), "{path}\n{page}");
        }
    }
    assert!(rendered_count > 300, "{rendered_count}");
}

#[test]
fn values_appear_under_their_titles() {
    // Only names that occur in no title or text of the rules prove that a letter contains a raw name.
    let values = vocabulary().fields.iter().flat_map(|field| &field.values);
    let titles =
        values.map(|value| value.title.clone()).chain(CHECKER.pack().kinds.iter().map(|kind| kind.title.clone()));
    let sentences = CHECKER.pack().criteria.iter().flat_map(|criterion| criterion.traps.clone());
    let claims = CHECKER.pack().claims.iter().filter_map(|claim| claim.quote.clone());
    let words: Vec<String> = titles.chain(sentences).chain(claims).collect();
    let known_words: BTreeSet<&str> =
        words.iter().flat_map(|text| text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))).collect();
    let internal_names: Vec<&str> = vocabulary()
        .fields
        .iter()
        .flat_map(|field| &field.values)
        .map(|value| value.name.as_str())
        .filter(|name| name.contains('-') && !known_words.contains(name))
        .collect();
    assert!(internal_names.len() > 50, "{internal_names:?}");
    for (name, text) in fixtures_in("real") {
        for (reader, page) in letters(&CHECKER, &text).1 {
            for word in page.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')) {
                assert!(!internal_names.contains(&word), "{name} to {reader}: {word}\n{page}");
            }
        }
    }
}

#[test]
fn interpretations_of_this_tool_are_disclosed() {
    let note = "Mentors receive a flat allowance. The paper says that “the mentor is a volunteer” and does not mention";
    for (reader, _) in READERS {
        let page = real_letter("wir2-zum-job-hilden", reader);
        let at = page.find(note).unwrap_or_else(|| panic!("{page}"));
        let heading = page[..at].rfind("\n## ").map(|at| page[at..].lines().nth(1).unwrap()).unwrap();
        assert!(heading.contains("interpret") || heading.contains("Readings of this tool"), "{heading}");
        assert!(!real_letter("duo-for-a-job", reader).contains("allowance"), "{reader}");
    }
}

#[test]
fn every_open_question_of_a_report_is_asked_once() {
    for (name, text) in fixtures_in("real") {
        let (report, pages) = letters(&CHECKER, &text);
        let page = &pages[0].1;
        let programme = &report.programmes[0];
        let asked: BTreeSet<&str> = programme.remedy.questions.iter().map(|one| one.question.as_str()).collect();
        for question in &asked {
            let heading = format!(". {question}\n");
            assert_eq!(page.matches(&heading).count(), 1, "{name}: {question}\n{page}");
        }
        for question in &programme.remedy.questions {
            assert!(page.contains(&format!("(in the form: `{}`)", question.field)), "{name}: {}", question.field);
        }
        let evidence = "As evidence we would accept";
        assert_eq!(page.matches(evidence).count(), asked.len(), "{name}\n{page}");
    }
}

#[test]
fn the_designers_letter_covers_every_edit_of_every_fix_set() {
    for (name, (report, letters)) in ALL_LETTERS.iter() {
        for (programme, letter) in report.programmes.iter().zip(letters) {
            let sets = &programme.remedy.sets;
            let combinations = letter.remedy.choices.iter().map(Vec::len).product::<usize>();
            assert_eq!(if sets.is_empty() { 1 } else { sets.len() }, combinations, "{name}");
            for set in sets {
                let steps = set.state.len() + set.change.len();
                assert!(letter.remedy.always.len() <= steps, "{name}");
            }
            assert_eq!(
                (letter.remedy.listed, letter.remedy.total),
                (sets.len(), programme.remedy.sets_total),
                "{name}"
            );
        }
    }
}

#[test]
fn names_are_escaped() {
    for (name, shown) in [
        ("# x", r"\# x"),
        ("<script>alert('x')</script>", r"\<script\>alert('x')\</script\>"),
        ("{{ name }}{% if %}", "{{ name }}{% if %}"),
        ("\u{1b}[2Jgone\u{7}", r"\\u{1b}\[2Jgone\\u{7}"),
        ("one\n\n---\n\n# two", r"one --- \# two"),
        ("**[here](https://example.org)**", r"\*\*\[here\](https\://example.org)\*\*"),
        ("\u{202e}denrut", r"\\u{202e}denrut"),
    ] {
        for (reader, page) in letters(&CHECKER, &description_named(name)).1 {
            assert!(page.contains(shown), "{name:?} to {reader}\n{page}");
            assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{name:?} to {reader}\n{page}");
            let unescaped = page.replace(r"\<", "");
            assert!(!unescaped.contains('<') && !page.contains("\n---"), "{name:?} to {reader}\n{page}");
        }
    }
    // Invalid values are shown escaped.
    let text = "programme: {name: A, label: \"<b>*mine*</b>\", \"# odd\": x}\n";
    for (reader, page) in letters(&CHECKER, text).1 {
        assert!(!page.contains("<b>") && !page.contains("*mine*<"), "{reader}\n{page}");
        assert_eq!(page.contains(r"\<b\>\*mine\*\</b\>"), reader != "board", "{reader}\n{page}");
    }
}

#[test]
fn several_descriptions_in_one_file_get_a_letter_each() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{}---\n{}", description_named("First"), description_named("Second"));
    fs::write(folder.path().join("two.yaml"), text).unwrap();
    let (status, stdout, stderr) = run_in(folder.path(), &["letter", "two.yaml", "--to", "board"]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let letters: Vec<&str> = stdout.split("\n---\n\n").collect();
    assert_eq!(letters.len(), 2, "{stdout}");
    for (letter, (name, number)) in letters.iter().zip([("First", 1), ("Second", 2)]) {
        assert!(letter.starts_with(&format!("# {name}: ")), "{letter}");
        assert!(letter.contains(&format!("two.yaml, description {number} ")), "{letter}");
    }
}

#[test]
fn unreadable_files_are_reported_and_the_rest_get_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (status, stdout, stderr) = run_in(path, &["letter", "none.yaml", "--to", "applicant", "--output", "out.md"]);
    assert_eq!((status, stdout.as_str()), (Some(3), ""));
    assert!(stderr.contains("none.yaml") && stderr.contains("there is no such file"), "{stderr}");
    assert!(!path.join("out.md").exists());

    fs::write(path.join("half.yaml"), format!("{}---\n[broken\n", description_named("Whole"))).unwrap();
    let (status, stdout, stderr) = run_in(path, &["letter", "half.yaml", "--to", "applicant"]);
    assert_eq!(status, Some(3));
    assert!(stdout.starts_with("# Whole: ") && stderr.contains("half.yaml"), "{stdout}\n{stderr}");
}

#[test]
fn a_custom_template_is_rendered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.yaml"), description_named("A *star*")).unwrap();
    let template = "{# ours #}\n{{ name }} ({{ verdict.standing }})\n\n\n{% for block in blocks %}\n- {{ block.title }}\n{% endfor %}\n\
        {{ verdict.kind.points[0].facts[0].values | listed(\"or\") }}\n";
    fs::write(path.join("own.md"), template).unwrap();
    let arguments = ["letter", "a.yaml", "--to", "board", "--template", "own.md", "-o", "out.md"];
    assert_eq!(run_in(path, &arguments), (Some(0), String::new(), String::new()));
    let blocks: Vec<_> = CHECKER.pack().blocks.iter().map(|block| format!("- {}\n", block.title)).collect();
    let expected = format!("A \\*star\\* (established)\n\n{}only once\n", blocks.concat());
    assert_eq!(fs::read_to_string(path.join("out.md")).unwrap(), expected);
}

#[test]
fn a_mistake_in_a_template_is_shown_at_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.yaml"), description_named("A")).unwrap();
    for (template, line, written, cause) in [
        ("one\n{{ nmae }}\n", 2, "{{ nmae }}", "undefined value"),
        ("one\n\n{% if %}\n", 3, "{% if %}", "syntax error"),
        ("{{ name | shout }}", 1, "{{ name | shout }}", "shout"),
        ("{% for one in blocks %}\n{{ one.titel }}\n{% endfor %}", 2, "{{ one.titel }}", "undefined value"),
        ("{{ name }}\n{% for one in blocks %}\n", 2, "{% for one in blocks %}", "syntax error"),
    ] {
        fs::write(path.join("own.md"), template).unwrap();
        let (status, stdout, stderr) =
            run_in(path, &["letter", "a.yaml", "--to", "board", "--template", "own.md", "--output", "out.md"]);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{template}\n{stderr}");
        let location = format!("there is a mistake in the template own.md, line {line} (`{written}`): ");
        assert!(stderr.contains(&location) && stderr.contains(cause), "{template}\n{stderr}");
        assert!(!path.join("out.md").exists(), "{template}");
    }
    let (status, _, stderr) = run_in(path, &["letter", "a.yaml", "--to", "board", "--template", "none.md"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("none.md cannot be read"), "{stderr}");
}

#[test]
fn letters_follow_the_expectation_and_the_rules() {
    let root = Path::new(ROOT);
    let path = "fixtures/real/hostnation.yaml";
    let (status, stdout, _) = run_in(root, &["letter", path, "--to", "designer", "--expect", "befriending"]);
    assert_eq!(status, Some(0));
    assert!(stdout.contains("what would make it befriending"), "{stdout}");
    assert!(stdout.contains("the description shows all that befriending asks for"), "{stdout}");
    let (status, _, stderr) = run_in(root, &["letter", path, "--to", "board", "--expect", "nonsense"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("there is no kind `nonsense`"), "{stderr}");

    let pack = built_in("befriending").unwrap().load(vocabulary()).unwrap();
    let blocks: Vec<_> = pack.blocks.iter().map(|block| block.title.clone()).collect();
    for (reader, page) in letters(&Checker::builder(pack).build(), &fixtures_in("real")["hostnation"]).1 {
        let headings = blocks.iter().filter(|block| page.contains(&format!("### {block}: "))).count();
        assert_eq!(headings, if reader == "applicant" { 0 } else { blocks.len() }, "{reader}\n{page}");
    }
    let any = checker(Some(mentorcheck_core::eval::Expectation::Any)).build();
    for (reader, page) in letters(&any, &fixtures_in("real")["hostnation"]).1 {
        assert!(page.contains("HostNation is befriending."), "{reader}\n{page}");
    }
}

#[test]
fn every_template_lists_the_same_available_names() {
    fn names(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(name, value)| {
                found.insert(name.clone());
                names(value, found);
            }),
            serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for letter in ALL_LETTERS.values().flat_map(|(_, letters)| letters) {
        names(&serde_json::to_value(letter).unwrap(), &mut found);
    }
    assert!(found.len() > 60, "{found:?}");
    let comments = READERS.map(|(_, (_, text))| text.split_once("#}").unwrap().0);
    assert_eq!((comments[0], comments[1]), (comments[1], comments[2]));
    let listed: BTreeSet<String> = comments[0]
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))
        .flat_map(|word| word.split('.').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn no_template_names_parts_of_the_concept() {
    let pack = CHECKER.pack();
    let kinds = pack.kinds.iter().flat_map(|kind| [kind.id.clone(), kind.title.clone()]);
    let criteria = pack.criteria.iter().map(|criterion| criterion.id.clone()).filter(|id| id.contains('-'));
    let fields = vocabulary().fields.iter().map(|field| field.name.clone());
    let names: Vec<String> =
        kinds.chain(pack.blocks.iter().map(|block| block.id.clone())).chain(criteria).chain(fields).collect();
    let mut texts: Vec<(String, String)> =
        READERS.iter().map(|(_, (name, text))| ((*name).to_owned(), (*text).to_owned())).collect();
    for entry in fs::read_dir(Path::new(ROOT).join("crates/mentorcheck-render/src/letters")).unwrap() {
        let path = entry.unwrap().path();
        texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
    }
    for (file, text) in texts {
        for name in &names {
            // In Rust code only string literals count; other words are the code's own identifiers.
            if Path::new(&file).extension().is_some_and(|ending| ending == "rs") {
                assert!(!text.contains(&format!("\"{name}")), "{file} names {name}");
                continue;
            }
            let is_word = |(at, _): (usize, &str)| {
                let inside = |letter: Option<char>| letter.is_some_and(|one| one.is_alphanumeric() || one == '_');
                !inside(text[..at].chars().next_back()) && !inside(text[at + name.len()..].chars().next())
            };
            assert!(!text.match_indices(name.as_str()).any(is_word), "{file} names {name}");
        }
    }
}
