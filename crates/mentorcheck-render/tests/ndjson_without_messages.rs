//! Output without sentences does not read the messages, so that it does not pay for them.

use std::{fs, path::Path};

use mentorcheck_core::{catalogue, checker::Checker, input::Input, pack::built_in, schema::vocabulary};
use mentorcheck_render::ndjson;

#[test]
fn summaries_do_not_read_the_messages() {
    let pack = built_in("mentoring-to-work").expect("these rules are embedded").load(vocabulary());
    let checker = Checker::builder(pack.expect("these rules hold together")).build();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut out = ndjson::header(&checker.empty_report());
    // A file that is no description at all is the exception: what is wrong with it is a complete finding.
    for folder in ["real", "constructed/related"] {
        for entry in fs::read_dir(fixtures.join(folder)).expect("the fixtures are there") {
            let path = entry.expect("it can be listed").path();
            if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file()) {
                let bytes = fs::read(&path).expect("it can be read");
                let _ = checker.summarize(Input::new(name, bytes), |event| ndjson::event(&event, &mut out));
            }
        }
    }
    let text = String::from_utf8_lossy(&out);
    assert!(text.matches("\"verdict\"").count() > 40, "programmes are judged");
    assert!(!catalogue::is_read());
    // The test would notice.
    let _ = catalogue::message("answer-shown");
    assert!(catalogue::is_read());
}
