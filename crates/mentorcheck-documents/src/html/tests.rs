//! Pages, and what is read of them.

use mentorcheck_core::evidence::passage::{DocumentText, GapReason, Passage, PassageRole, Run, Visibility};

use super::extract;
use crate::ExtractError;

/// Each passage with its heading, role and number; struck-out text as `-x-`, hidden text as `(x)`, field values as
/// `+x+`, marks of notes as `{x}`, line ends as `/`.
pub(crate) fn show(text: &DocumentText) -> String {
    let passage = |passage: &Passage| {
        let heading = passage.place.heading.as_ref().map(|heading| format!("{heading} ")).unwrap_or_default();
        let role = if passage.role == PassageRole::Note { "note " } else { "" };
        let number = passage.place.paragraph.map(|number| format!("{number}: ")).unwrap_or_default();
        let run = |run: &Run| {
            let text = run.text.replace('\n', "/");
            match (run.visibility, run.is_note_mark) {
                (Visibility::Visible, true) => format!("{{{text}}}"),
                (Visibility::Visible, false) => text,
                (Visibility::FieldValue, _) => format!("+{text}+"),
                (Visibility::StruckOut, _) => format!("-{text}-"),
                (Visibility::Hidden, _) => format!("({text})"),
                (other, _) => panic!("{other:?} in a page"),
            }
        };
        let words: String = passage.runs.iter().map(run).collect();
        format!("{heading}{role}{number}{}", words.trim_matches(' '))
    };
    text.passages.iter().map(passage).collect::<Vec<_>>().join(" | ")
}

fn assert_shown(cases: &[(&str, &str)]) {
    let read: Vec<_> = cases.iter().map(|(html, _)| (*html, show(&extract(html, false).unwrap()))).collect();
    let wanted: Vec<_> = cases.iter().map(|(html, shown)| (*html, (*shown).to_owned())).collect();
    let wrong: Vec<_> = read.iter().zip(&wanted).filter(|(read, wanted)| read != wanted).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn text_is_read_in_passages() {
    assert_shown(&[
        ("<p>We pay <b>your</b> travel&nbsp;costs.</p>", "1: We pay your travel\u{a0}costs."),
        ("<p>caf&eacute; &amp; th&#233; &#x2019;s</p>", "1: café & thé ’s"),
        ("<p>one\n  two\t three <p> four", "1: one two three | 2: four"),
        ("volun-\nteers", "1: volun- teers"),
        ("one<br>two<br/>three</br>four", "1: one/two/three/four"),
        ("<pre>one\n  two</pre>", "1: one/  two"),
        ("<p style='white-space: pre-line'>one\ntwo", "1: one/two"),
        ("wo<b>rd</b>s wo<wbr>rd m&shy;n <my-tag>x</my-tag>y", "1: words word m\u{ad}n xy"),
        ("one<img alt=never>two <img>", "1: one two"),
        ("<li>one<li>two", "1: one | 2: two"),
        ("<ul><li>one<ul><li>two</ul>three<li>four</ul>", "1: one | 2: two | 3: three | 4: four"),
        ("<dl><dt>one<dd>two<dt>three</dl>", "1: one | 2: two | 3: three"),
        ("<table><tr><th>a<td>b<tr><td>c<p>d</table>e", "1: a | 2: b | 3: c | 4: d | 5: e"),
        ("<div>one<div>two</div>three</div>", "1: one | 2: two | 3: three"),
        ("<span style='display:block'>one</span>two<div style='display:inline'>x", "1: one | 2: twox"),
        (
            "<h1>A <i>guide</i></h1><p>one<h2>Costs<br>paid</h2>two",
            "1: A guide | A guide 2: one | A guide 3: Costs/paid | Costs paid 4: two",
        ),
        ("<h1><div>A</div><div>guide</div></h1>one", "1: A/guide/ | A guide 2: one"),
        ("<h1 hidden>no</h1><h1>yes</h1>one", "(no ) | 1: yes | yes 2: one"),
        ("a < b and <", "1: a < b and <"),
        ("<p", ""),
        ("<p> \n <br> </p>", ""),
        ("<details><summary>more</summary>closed</details>", "1: more | 2: closed"),
        ("<p aria-hidden=true title=never>seen", "1: seen"),
        ("</p></b></table>seen</html></body> too", "1: seen too"),
        (
            "<aside role='doc-footnote'>a</aside><section class='footnotes x'><ol><li>b</ol></section>c",
            "note 1: a | note 2: b | 3: c",
        ),
        // As Word and LibreOffice save footnotes.
        (
            "<div id=sdfootnote1><p><a name=sdfootnote1sym href='#sdfootnote1anc'>1</a>Since May.</div><div id=edn2><p>x</div><p id=ftn>y",
            "note 1: {1}Since May. | note 2: x | 3: y",
        ),
        ("漢<ruby>字<rp>(</rp><rt>ji</rt></ruby>です", "1: 漢字(()です | note ji"),
    ]);
}

#[test]
fn headings_that_are_not_closed_end() {
    let text = extract(&format!("<h1>{}<p>more<p>last", "long ".repeat(100)), false).unwrap();
    assert!(text.passages.iter().all(|passage| passage.place.heading.is_none()));
    assert_eq!(text.passages.len(), 3);
}

#[test]
fn what_is_no_text_is_left_out_or_hidden() {
    assert_shown(&[
        ("<script>if (a < b) { quote = '<p>never</p>'; }</script>seen", "1: seen"),
        ("<script>never", ""),
        ("<style>p::before { content: 'never' }</style>seen", "1: seen"),
        ("<!-- never -->seen", "1: seen"),
        ("<title>Guide</title><h1>Costs</h1>", "(Guide) | 1: Costs"),
        ("<template><p>no</p></template>seen", "1: (no )seen"),
        ("<noscript>no</noscript>seen", "1: (no)seen"),
        ("<iframe><p>no</iframe><video>no</video>seen", "1: (<p>no no )seen"),
        ("<svg><title>no</title><text>seen</text></svg>", "1: (no)seen"),
        ("<dialog>no</dialog><dialog open>seen</dialog>", "(no ) | 1: seen"),
    ]);
}

#[test]
fn struck_out_text_is_distinguished() {
    assert_shown(&[
        ("Mentors are <del>volunteers</del> employees", "1: Mentors are -volunteers- employees"),
        ("<s>a</s><strike>b</strike>c", "1: -ab-c"),
        ("<span style='text-decoration:line-through'>a <b>b</b></span> c", "1: -a b- c"),
        ("<span style='text-decoration-line: underline line-through'>a</span>b", "1: -a-b"),
        ("<del><p>a</del>b</p>c", "1: -ab- | 2: -c-"),
        ("<del><p>a</p><p>b</p></del><p>c", "1: -a- | 2: -b- | 3: c"),
        ("<p><s>a<p>b</s>c", "1: -a- | 2: -b-c"),
        ("<s><p>a</s>b</p>c", "1: -a-b | 2: c"),
        ("<del>a<p style='text-decoration:none'>b", "1: -a- | 2: -b-"),
        ("a<del>b </del> c", "1: a-b - c"),
        ("<table><tr><td><s>a<td>b</table>c", "1: -a- | 2: b | 3: c"),
        ("<ins>a</ins><u>b</u>", "1: ab"),
    ]);
}

#[test]
fn hidden_text_is_distinguished() {
    for hiding in [
        "hidden",
        "hidden=''",
        "HIDDEN",
        "style='display:none'",
        "style='DISPLAY: NONE !important'",
        "style='color:red;;display:none;x'",
        "style='visibility:hidden'",
        "style='visibility:collapse'",
        "style='opacity:0'",
        "style='opacity: 0.0'",
        "style='font-size:0'",
        "style='font-size: 0px'",
        "style='color:#fff'",
        "style='color: WHITE'",
        "style='color:rgb(255,255,255)'",
        "style='color:transparent'",
        "style='color:#fefefe;background:#fff'",
        "style='color:black;background:black'",
        "style='position:absolute;left:-9999px'",
        "style='position:fixed; top:-200em'",
        "style='text-indent:-9999px'",
        "style='margin-left:-9999px'",
        "style='position:absolute;clip:rect(0,0,0,0)'",
        "style='clip-path:inset(100%)'",
        "style='transform:scale(0)'",
        "style='height:0;overflow:hidden'",
        "popover",
        "class=gone",
        "class='x gone'",
        "id=gone",
        "class=late",
    ] {
        let html = format!(
            "<style>.gone, #gone {{ display: none }}</style><div><i {hiding}>no</i>seen</div><style>i.late{{opacity:0}}</style>"
        );
        assert_eq!(show(&extract(&html, false).unwrap()), "1: (no)seen", "{hiding}");
        let html = html.replace("<i ", "<p ").replace("</i>", "</p>").replace("i.late", ".late");
        let shown = show(&extract(&html, false).unwrap());
        assert!(["(no) | 1: seen", "1: (no )seen"].contains(&shown.as_str()), "{hiding}: {shown}");
    }
}

#[test]
fn what_only_looks_like_hiding_stays_visible() {
    for style in [
        "color:#000",
        "color:#fff;background:#003366",
        "color:white;background:navy url(x.png)",
        "color:white;background-image:linear-gradient(red,blue)",
        "left:-9999px",
        "opacity:.8",
        "font-size:12px",
        "text-indent:-2em",
        "margin-left:-1em",
        "visibility:visible",
        "height:1px",
        "display:none;display:block",
        "text-decoration:underline",
        "color:inherit",
    ] {
        assert_eq!(show(&extract(&format!("<p style='{style}'>seen"), false).unwrap()), "1: seen", "{style}");
    }
    assert_shown(&[
        ("<div style='visibility:hidden'>no<b style='visibility:visible'>seen</b></div>", "1: (no)seen"),
        ("<div style='display:none'>no<b style='display:inline'>no</b></div>seen", "1: (nono )seen"),
        (
            "<div style='font-size:0'><b style='font-size:12px'>seen</b><b style='font-size:2em'>no</b></div>",
            "1: seen(no)",
        ),
        ("<table bgcolor=#000080><td><font color=white>seen</font></table>", "1: seen"),
        ("<p hidden style='display:block'>seen", "1: seen"),
        ("<div style='background:black'><p style='color:#fff'>seen", "1: seen"),
        ("<div style='color:#fff'>(no)<p style='color:black'>seen", "((no)) | 1: seen"),
        ("<div style='color:#fff'><mark>seen</mark><a href=x>seen</a></div>", "1: seenseen"),
        ("<link rel=stylesheet href=x.css><p style='color:#fff'>seen", "1: seen"),
        ("<body text=white>no", "(no)"),
    ]);
}

#[test]
fn style_sheets_hide_and_show() {
    assert_shown(&[
        ("<style>p{display:none} p.x{display:block}</style><p>no<p class=x>seen", "(no ) | 1: seen"),
        ("<style>.x{display:none!important}</style><p class=x style='display:block'>no", "(no)"),
        ("<style>[hidden]{display:none}</style><p hidden>no", "(no)"),
        (
            "<style>nav > a, div .y {visibility:hidden}</style><nav><a>no</a></nav><div><b><i class=y>no</i></b></div>",
            "(no) | (no)",
        ),
        ("<style>@media print{p{display:none}}</style><p>seen", "1: seen"),
        ("<style>@media screen{p{display:none}}</style><p>no", "(no)"),
        ("<style>p:hover{display:none} p::after{opacity:0}</style><p>seen", "1: seen"),
        ("<style>del{color:red} .o{text-decoration:line-through}</style><b class=o>a</b>b", "1: -a-b"),
        ("<style>.w{color:#fff} .d{background:#222}</style><p class=w>no<p class='w d'>seen", "(no) | 1: seen"),
    ]);
}

#[test]
fn marks_of_notes_are_distinguished() {
    assert_shown(&[
        ("volunteers<sup>1</sup>. They<sup>*</sup>", "1: volunteers{1}. They{*}"),
        ("paid<sup>[a]</sup><sup>1, 2</sup>", "1: paid{[a]1, 2}"),
        ("paid<sup><a href='#fn1'>a</a></sup>.", "1: paid{a}."),
        ("paid<a href='#fn1'><sup>i</sup></a>.", "1: paid{i}."),
        ("paid<a href='#fn1'>[1]</a> see chapter <a href='#c3'>3</a>", "1: paid{[1]} see chapter 3"),
        ("<p><a href='#fnref1'>2</a>Since May.<p><a href='#c3'>Costs</a>", "1: {2}Since May. | 2: Costs"),
        ("paid<a role=doc-noteref href='x.html#n'>iv</a>.", "1: paid{iv}."),
        ("paid<span style='vertical-align:super'>2</span>", "1: paid{2}"),
        ("the 1<sup>st</sup> of May, M<sup>e</sup>", "1: the 1st of May, Me"),
        (
            "a<sup>this is no mark but a long remark that is set above the line and goes on for a while</sup>b",
            "1: athis is no mark but a long remark that is set above the line and goes on for a whileb",
        ),
        ("paid¹, twice[2] and<sub>2</sub>", "1: paid{¹}, twice{[2]} and2"),
        ("paid<sup><s>1</s></sup>", "1: paid-1-"),
        ("paid<sup>1<p>next", "1: paid{1} | 2: next"),
    ]);
}

#[test]
fn form_fields_show_their_values() {
    assert_shown(&[
        ("Name:<input value='Constructed Person'>.", "1: Name: +Constructed Person+ ."),
        ("<input type=hidden value=no><input type=password value=no>seen", "1: seen"),
        ("<input type=submit value=Send>", "1: Send"),
        ("<input type=checkbox checked>paid <input type=radio>unpaid", "1: +☑+ paid ☐ unpaid"),
        ("<textarea>one\ntwo <b></textarea>", "1: +one/two <b>+"),
        ("<select><option>a<option selected>b<option>c</select>d", "1: (a )+b+ (c )d"),
        ("<select><option>choose</option><option>b</option></select>", "1: choose (b )"),
        ("<select multiple><option>a<option selected>b</select>", "1: a +b+"),
        ("<p hidden><input value=no><select><option selected>no</select>", "(no no )"),
        ("<label style='text-decoration:line-through'><input value=a></label>", "1: -a-"),
    ]);
}

#[test]
fn xhtml_closes_elements_in_one_tag() {
    assert_eq!(show(&extract("<script src='x'/><p>seen", true).unwrap()), "1: seen");
    assert_eq!(show(&extract("<script src='x'/><p>never", false).unwrap()), "");
}

#[test]
fn a_page_of_pictures_has_a_gap() {
    let gaps = |html: &str| extract(html, false).unwrap().gaps.iter().map(|gap| gap.reason).collect::<Vec<_>>();
    assert_eq!(gaps("<img src=x><p hidden>no"), [GapReason::Picture]);
    assert_eq!(gaps("<img src=x>words"), []);
    assert_eq!(gaps("<p hidden><img src=x>"), []);
}

#[test]
fn hostile_pages_end_with_a_result() {
    let deep = "<div>".repeat(390);
    let sheet = |css: &str, body: String| format!("<style>{css}</style>{body}");
    for (name, html, is_read) in [
        ("nesting", "<div>".repeat(1000), false),
        ("tags", "<".repeat(1_000_001), false),
        ("character references", "&".repeat(1_000_001), false),
        ("classes", sheet(".a .b .é{opacity:0}", format!("<p class='{}'>x", "é ".repeat(1_000_000))), true),
        ("end tags that end nothing", deep.clone() + &"</b>".repeat(110_000), false),
        ("misnested tags", deep + &"<b><i></b></i>".repeat(1_000), true),
        ("tags that go on", "<div><b></div>".repeat(1000), true),
        (
            "tags that go on, each different",
            (0..500).map(|i| format!("<p><font color={i:06}>x")).collect::<Vec<_>>().concat(),
            false,
        ),
        ("one tag that goes on", "<p><s>x".repeat(1_000), true),
        ("attributes", format!("<p {}>x", "a=1 ".repeat(10_000)), true),
        ("quoted attributes", format!("<p {}>x", r#"a="1" "#.repeat(500)), true),
        ("quoted attributes of several tags", format!("<p {}>x", r#"a="1" "#.repeat(400)).repeat(100), true),
        ("quoted attributes without end", format!("<p {}>x", r#"a="1" "#.repeat(300_000)), false),
        ("quoted attributes of an end tag", format!("</p {}>x", r#"a="1" "#.repeat(300_000)), false),
        ("quotation marks in text", "\"".repeat(300_000), true),
        ("selectors", sheet(&format!("a{}{{opacity:0}}", ",a".repeat(20_000)), String::new()), false),
        ("rules for all", sheet(&"*{opacity:1}".repeat(15_000), "<u>x</u>".repeat(10_000)), false),
        ("blocks in a sheet", sheet(&"@media{".repeat(10_000), "x".to_owned()), true),
        ("comments in a sheet", sheet(&"/*".repeat(10_000), "x".to_owned()), true),
        ("many sheets", "<style>a{opacity:0}</style>".repeat(1_000), true),
        (
            "selectors with many readings",
            sheet("b i b i b i b .x{opacity:0}", "<b><i>".repeat(190) + &"<u class=x>x</u>".repeat(1000)),
            true,
        ),
        ("choices", "<select>".to_owned() + &"<option>x".repeat(10_000), true),
        ("raised text", "<sup>1</sup>x".repeat(5_000), true),
        ("brackets", "a[1][".repeat(10_000), true),
    ] {
        let result = extract(&html, false);
        assert_eq!(result.is_ok(), is_read, "{name}");
        assert!(is_read || result == Err(ExtractError::TooComplex), "{name}");
    }
}
