//! Geometry of the charts, in percentages of the width, so that they scale to a phone or a sheet of paper while text
//! keeps its size.

use serde::Serialize;

use mentorcheck_core::{
    eval::Answer,
    report::{SpectrumInfo, SpectrumRange},
};

/// `part / whole` in percent; 0 if `whole` is 0.
#[allow(clippy::cast_precision_loss, reason = "only two decimals are shown")]
pub(crate) fn percent(part: usize, whole: usize) -> String {
    let percent = if whole == 0 { 0.0 } else { part as f32 * 100.0 / whole as f32 };
    format!("{}%", format!("{percent:.2}").trim_end_matches('0').trim_end_matches('.'))
}

#[derive(Debug, Serialize)]
pub(crate) struct Point {
    pub(crate) at: u8,
    pub(crate) x: String,
    /// Whether it is in the range.
    pub(crate) within: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct SpectrumScale {
    pub(crate) points: Vec<Point>,
    /// Positions of the first and the last point.
    pub(crate) ends: (String, String),
    /// Positions of the ends of the range.
    pub(crate) range: Option<(String, String)>,
}

pub(crate) fn spectrum_scale(spectrum: &SpectrumInfo, range: Option<SpectrumRange>) -> SpectrumScale {
    let count = spectrum.points.len();
    let x = |index: usize| percent(2 * index + 1, 2 * count);
    let index_of = |at: u8| spectrum.points.iter().position(|point| point.at == at);
    let points = spectrum.points.iter().enumerate().map(|(index, point)| Point {
        at: point.at,
        x: x(index),
        within: range.is_some_and(|range| (range.from..=range.to).contains(&point.at)),
    });
    SpectrumScale {
        points: points.collect(),
        ends: (x(0), x(count.saturating_sub(1))),
        range: range.and_then(|range| Some((x(index_of(range.from)?), x(index_of(range.to)?)))),
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct BarSegment {
    /// CSS class.
    pub(crate) class: &'static str,
    pub(crate) word: String,
    pub(crate) count: usize,
    pub(crate) x: String,
    pub(crate) width: String,
}

/// Segments for `counts`, with `whole` as the full width of the bar.
pub(crate) fn bar_segments(counts: &[(&'static str, String, usize)], whole: usize) -> Vec<BarSegment> {
    let mut offset = 0;
    let mut segments = Vec::new();
    for (class, word, count) in counts {
        let x = percent(offset, whole);
        segments.push(BarSegment { class, word: word.clone(), count: *count, x, width: percent(*count, whole) });
        offset += count;
    }
    segments
}

/// Left to right in a bar, from shown to refuted.
pub(crate) const ANSWER_ORDER: [Answer; 4] = [Answer::Shown, Answer::Open, Answer::Contradictory, Answer::Refuted];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_percentages_and_segments() {
        let percentage = |part, whole| percent(part, whole);
        assert_eq!(
            [percentage(0, 0), percentage(1, 3), percentage(5, 10), percentage(7, 7)],
            ["0%", "33.33%", "50%", "100%"]
        );
        let bar = bar_segments(
            &[("shown", "met".to_owned(), 1), ("open", "open".to_owned(), 0), ("refuted", "not met".to_owned(), 3)],
            4,
        );
        let drawn: Vec<_> =
            bar.iter().map(|segment| format!("{} {} {}", segment.word, segment.x, segment.width)).collect();
        assert_eq!(drawn, ["met 0% 25%", "open 25% 0%", "not met 25% 75%"]);
    }
}
