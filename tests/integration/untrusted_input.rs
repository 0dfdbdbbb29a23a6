//! Hostile inputs and environments: each case of `fixtures/hostile/table.yaml` has the outcome given there, within
//! limits of time and memory, without panics and without control or bidi characters in the output.

#![allow(clippy::print_stdout, reason = "shows measurements and skipped cases")]
#![cfg(target_os = "linux")]

use std::{
    env,
    fs::{self, File},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde::Deserialize;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mentorcheck");

/// Environment variable: [`ALL`] runs everything; any other value selects the cases whose names contain it.
const SELECTION_VARIABLE: &str = "MENTORCHECK_HOSTILE";
const ALL: &str = "all";

/// Shell functions for the commands of the table: run as another user, and mount a tiny file system.
const SHELL_FUNCTIONS: &str = r#"
other() { if [ "$(id -u)" = 0 ]; then exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else exec "$@"; fi; }
small() { mkdir -p disk && mount -t tmpfs -o size=4k tmpfs disk && trap "umount -l '$PWD/disk'" EXIT; }
"#;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(rename = "case")]
    name: String,
    run: Option<String>,
    exit: i32,
    finds: Option<Vec<String>>,
    says: Option<String>,
    #[serde(default)]
    silent: bool,
    formats: Option<Vec<String>>,
    needs: Option<String>,
    #[serde(default = "a_minute")]
    seconds: u64,
    #[serde(default = "half_a_gigabyte")]
    megabytes: u64,
}

fn a_minute() -> u64 {
    60
}

fn half_a_gigabyte() -> u64 {
    512
}

#[derive(Debug)]
struct Run {
    /// `None` if it was killed.
    exit: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
    seconds: f64,
    megabytes: u64,
}

#[test]
fn hostile_inputs_have_the_outcomes_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("fixtures/hostile/table.yaml")).unwrap();
    let cases: Vec<Case> = serde_yaml::from_str(&table).unwrap();
    let temporary = tempfile::tempdir().unwrap();
    // Another user must be able to reach the inputs.
    fs::set_permissions(temporary.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let folder = temporary.path().join("inputs");
    let generator = root.join("fixtures/hostile/generate.py");
    let generated = Command::new("python3").arg(generator).arg(&folder).status();
    if !generated.is_ok_and(|status| status.success()) {
        println!("Skipped: python3 is missing or the generator failed.");
        assert!(Command::new("python3").arg("--version").status().is_err(), "the generator failed");
        return;
    }
    let selection = env::var(SELECTION_VARIABLE).unwrap_or_default();
    let all = selection == ALL;
    let name_filter = if all { "" } else { &selection };
    let mut runs = Vec::new();
    for (number, case) in cases.iter().enumerate().filter(|(_, case)| case.name.contains(name_filter)) {
        if let Some(requirement) =
            case.needs.as_deref().filter(|need| !is_available(need, all || !name_filter.is_empty(), temporary.path()))
        {
            println!("{} skipped: needs `{requirement}`", case.name);
            continue;
        }
        // Cases without `formats` alternate between text and JSON unless everything is run.
        let default_formats = if all { vec!["text", "json"] } else { vec![["text", "json"][number % 2]] };
        let formats = case.formats.as_ref().map(|formats| formats.iter().map(String::as_str).collect());
        runs.extend(formats.unwrap_or(default_formats).into_iter().map(|format: &str| (case, format)));
    }
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let work = || {
        while let Some((case, format)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let run = run(case, format, &folder, temporary.path());
            let violations = find_violations(case, format, &run);
            results.lock().unwrap().push((format!("{} as {format}", case.name), run, violations));
        }
    };
    // Enough to use a small machine, and few enough for the limits of time to hold.
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    let results = results.into_inner().unwrap();
    let tried = results.len();
    let violations: Vec<String> = results
        .iter()
        .flat_map(|(name, _, violations)| violations.iter().map(move |violation| format!("{name}: {violation}")))
        .collect();
    let slowest = results.iter().max_by(|(_, one, _), (_, other, _)| one.seconds.total_cmp(&other.seconds)).unwrap();
    let largest = results.iter().max_by_key(|(_, run, _)| run.megabytes).unwrap();
    println!(
        "{tried} runs; slowest {:.1} s ({}), largest {} MB ({})",
        slowest.1.seconds, slowest.0, largest.1.megabytes, largest.0
    );
    // Without permissions the temporary folder could not be removed.
    let _ = fs::set_permissions(folder.join("closed/folder"), fs::Permissions::from_mode(0o755));
    assert!(violations.is_empty(), "{}", violations.join("\n"));
    assert!(tried > 150 || !name_filter.is_empty(), "only {tried} runs");
}

/// Whether this machine meets a requirement of a case.
fn is_available(need: &str, all: bool, temporary: &Path) -> bool {
    let script = match need {
        ALL => return all,
        "full" => "test -c /dev/full".to_owned(),
        "another-user" => format!("{SHELL_FUNCTIONS} other {PROGRAM} --version"),
        "tmpfs" => format!("{SHELL_FUNCTIONS} small"),
        other => panic!("unknown requirement `{other}`"),
    };
    let output = Command::new("bash").args(["-c", &script]).current_dir(temporary).output();
    output.is_ok_and(|output| output.status.success())
}

fn run(case: &Case, format: &str, folder: &Path, temporary: &Path) -> Run {
    // `exec` replaces the shell, so that the program itself is measured.
    let command = case.run.clone().unwrap_or_else(|| format!("exec \"$M\" check --format $F {}", case.name));
    let script = format!("{SHELL_FUNCTIONS} ulimit -v {}; {command}", (case.megabytes + 512) * 1024);
    let (stdout, stderr) = {
        let file = |stream: &str| temporary.join(format!("{}-{format}.{stream}", case.name.replace('/', "-")));
        (file("stdout"), file("stderr"))
    };
    let mut shell = Command::new("bash");
    shell.args(["-c", &script]).current_dir(folder).process_group(0).stdin(Stdio::null());
    shell.env("M", PROGRAM).env("F", format).env_remove(SELECTION_VARIABLE);
    shell.stdout(File::create(&stdout).unwrap()).stderr(File::create(&stderr).unwrap());
    let begin = Instant::now();
    let mut child = shell.spawn().unwrap();
    let mut megabytes = 0;
    let exit = loop {
        megabytes = megabytes.max(peak_megabytes(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if begin.elapsed() > Duration::from_secs(case.seconds) {
            kill_group(&mut child);
            break None;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let stderr = String::from_utf8_lossy(&fs::read(&stderr).unwrap()).into_owned();
    Run { exit, stdout: fs::read(&stdout).unwrap(), stderr, seconds: begin.elapsed().as_secs_f64(), megabytes }
}

/// Kills the process group of a shell.
fn kill_group(child: &mut Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    child.wait().unwrap();
}

/// Peak memory of a process so far in megabytes.
fn peak_megabytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Every way in which a run differs from what is expected.
fn find_violations(case: &Case, format: &str, run: &Run) -> Vec<String> {
    let mut violations = Vec::new();
    let stderr: String = run.stderr.chars().take(400).collect();
    match run.exit {
        None => violations.push(format!("killed, or not finished after {} s", case.seconds)),
        Some(exit) if exit != case.exit => violations.push(format!("exit code {exit}, not {}: {stderr}", case.exit)),
        Some(_) => {}
    }
    if run.megabytes > case.megabytes {
        violations.push(format!("used {} MB", run.megabytes));
    }
    if run.stderr.contains("panicked") || run.stderr.contains("memory allocation") {
        violations.push(format!("panicked: {stderr}"));
    }
    let Ok(stdout) = std::str::from_utf8(&run.stdout) else {
        violations.push("standard output is not UTF-8".into());
        return violations;
    };
    for (stream, output) in [("output", stdout), ("error", &run.stderr)] {
        if let Some(ch) = output.chars().find(|ch| is_unsafe(*ch)) {
            violations.push(format!("standard {stream} contains {}", ch.escape_unicode()));
        }
    }
    if stdout.lines().any(|line| line.trim_start().starts_with("Forged")) {
        violations.push("the file forged a line of the report".into());
    }
    if let Some(expected) = case.says.as_ref().filter(|expected| !format!("{stdout}{}", run.stderr).contains(*expected))
    {
        violations.push(format!("output lacks `{expected}`: {stderr}"));
    }
    if case.silent && !stdout.is_empty() {
        violations.push("standard output is not empty".into());
    }
    if let Some(codes) = &case.finds {
        let found =
            |code: &str| if format == "json" { stdout.contains(&format!("\"{code}\"")) } else { stdout.contains(code) };
        violations.extend(codes.iter().filter(|code| !found(code)).map(|code| format!("{code} is not reported")));
        if codes.is_empty() && ["source/", "schema/"].iter().any(|area| stdout.contains(&format!("\"{area}"))) {
            violations.push("reports a syntax or schema error".into());
        }
    }
    if format == "json" && case.exit != 0 && stdout.starts_with('{') {
        violations
            .extend(serde_json::from_str::<serde_json::Value>(stdout).err().map(|error| format!("not JSON: {error}")));
        if case.name.starts_with("crowd") {
            violations.extend(crowd_violation(stdout));
        }
    }
    violations
}

/// In a crowd of files, every valid file is judged, and every invalid one is reported, or skipped if nothing in it says that it is
/// a description.
fn crowd_violation(report: &str) -> Option<String> {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let programmes = report["programmes"].as_array().unwrap();
    let is_good = |path: &serde_json::Value| path.as_str().unwrap().contains("/good-");
    let good = programmes.iter().filter(|one| is_good(&one["path"]) && one["valid"] == true).count();
    let unread = report["unreadable"].as_array().unwrap();
    let good_unread = unread.iter().filter(|one| is_good(&one["path"])).count();
    let bad = unread.len() + programmes.iter().filter(|one| one["valid"] == false).count();
    let skipped = report["skipped"].as_array().unwrap().len();
    let is_expected = [60, 1_000].contains(&good) && (bad + skipped, good_unread) == (50, 0) && bad > 30;
    (!is_expected).then(|| format!("{good} valid files judged, {bad} invalid files reported, {skipped} skipped"))
}

/// Control, bidi and invisible characters, which must not reach a terminal.
fn is_unsafe(ch: char) -> bool {
    let is_control = ch.is_control() && ch != '\n';
    let is_bidi = matches!(ch, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_invisible = matches!(ch, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}');
    is_control || is_bidi || is_invisible
}
