//! What is drawn on a page: words, the areas under and over them, and thin lines; and from these whether a reader sees
//! a word.

use mentorcheck_core::evidence::passage::Visibility;

use super::geometry::Rect;

/// The maximum number of words and of lines of one page, and of the areas on it.
const MAX_WORDS: usize = if cfg!(test) { 10_000 } else { 100_000 };
const MAX_BARS: usize = 20_000;
const MAX_AREAS: usize = 512;
/// What is thinner is a line and no area, in points.
const MAX_BAR_THICKNESS: f64 = 4.0;
/// Colours are hard to tell apart below this difference, where 1 is that of black and white.
const MIN_CONTRAST: f64 = 0.12;

/// Red, green and blue, from 0 to 1.
pub(super) type Color = [f64; 3];
pub(super) const WHITE: Color = [1.0; 3];

/// A word, or a part of one, as it was drawn at once.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) visibility: Visibility,
    /// Where it starts and ends along its line, and the height of its baseline, in a frame turned by `angle`.
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    /// In whole degrees.
    pub(super) angle: i16,
    /// The height of an em, in points.
    pub(super) size: f64,
    /// Whether a space was drawn before it.
    pub(super) has_space_before: bool,
    /// Whether its place is known well enough to tell a gap from a wrong guess of a width.
    pub(super) is_exact: bool,
    /// The points on the page at which its start, its middle and its end are checked.
    pub(super) points: [(f64, f64); 3],
    /// Its number among all that is drawn.
    pub(super) order: usize,
}

#[derive(Debug)]
struct Area {
    bounds: Rect,
    /// None if it is not known what it looks like, as of a picture.
    color: Option<Color>,
    order: usize,
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts about a page")]
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) words: Vec<Word>,
    areas: Vec<Area>,
    bars: Vec<Rect>,
    order: usize,
    /// Whether there are more areas than are kept.
    has_more_areas: bool,
    pub(super) has_pictures: bool,
    pub(super) has_undecodable_text: bool,
    pub(super) is_limit_exceeded: bool,
    pub(super) is_malformed: bool,
}

impl Canvas {
    pub(super) fn next_order(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    /// Adds a word; a second copy at the same place, as for bold type or a shadow, is left out.
    pub(super) fn add_word(&mut self, word: Word) {
        if self.words.len() >= MAX_WORDS {
            self.is_limit_exceeded = true;
            return;
        }
        let is_copy = |other: &Word| {
            let near = word.size * 0.15;
            other.text == word.text
                && other.angle == word.angle
                && (other.x0 - word.x0).abs() < near
                && (other.y - word.y).abs() < near
                && other.visibility.is_visible() >= word.visibility.is_visible()
        };
        if !self.words.iter().rev().take(16).any(is_copy) {
            self.words.push(word);
        }
    }

    /// Adds a filled area. `color` is none if it is not known what the area looks like.
    pub(super) fn add_area(&mut self, bounds: Rect, color: Option<Color>) {
        let order = self.next_order();
        if bounds.width().min(bounds.height()) < MAX_BAR_THICKNESS {
            self.add_bar(bounds, color);
        } else if self.areas.len() >= MAX_AREAS {
            self.has_more_areas = true;
        } else {
            self.areas.push(Area { bounds, color, order });
        }
    }

    /// Adds a thin line. White ones are not seen.
    pub(super) fn add_bar(&mut self, bounds: Rect, color: Option<Color>) {
        if bounds.width().min(bounds.height()) <= MAX_BAR_THICKNESS
            && self.bars.len() < MAX_BARS
            && color.is_none_or(|color| contrast(color, WHITE) >= MIN_CONTRAST)
        {
            self.bars.push(bounds);
        }
    }

    /// Whether text of a color, at this point and drawn now, stands out from what is under it.
    pub(super) fn has_contrast(&self, color: Color, point: (f64, f64)) -> bool {
        if self.has_more_areas {
            return true;
        }
        match self.areas.iter().rev().find(|area| area.bounds.contains(point)) {
            Some(Area { color: None, .. }) => true,
            Some(Area { color: Some(under), .. }) => contrast(color, *under) >= MIN_CONTRAST,
            None => contrast(color, WHITE) >= MIN_CONTRAST,
        }
    }

    /// Hides words under areas that were drawn over them, and strikes those out that a line runs through.
    pub(super) fn mark_covered_and_struck_words(&mut self) {
        for word in self.words.iter_mut().filter(|word| word.visibility.is_visible()) {
            let covers = |area: &Area| {
                area.order > word.order
                    && area.color.is_some()
                    && word.points.iter().all(|point| area.bounds.contains(*point))
            };
            if self.areas.iter().any(covers) {
                word.visibility = Visibility::Hidden;
            }
        }
        let mut bars = std::mem::take(&mut self.bars);
        for angle in [0, 90, 180, -90] {
            self.mark_struck_words(angle, &mut bars);
        }
    }

    fn mark_struck_words(&mut self, angle: i16, bars: &mut [Rect]) {
        // The lines in the frame of the words: along the words, across them.
        let turn = |bar: &Rect| match angle {
            0 => *bar,
            90 => Rect { x0: bar.y0, x1: bar.y1, y0: -bar.x1, y1: -bar.x0 },
            180 => Rect { x0: -bar.x1, x1: -bar.x0, y0: -bar.y1, y1: -bar.y0 },
            _ => Rect { x0: -bar.y1, x1: -bar.y0, y0: bar.x0, y1: bar.x1 },
        };
        let middle = |bar: &Rect| f64::midpoint(bar.y0, bar.y1);
        let mut bars: Vec<Rect> = bars.iter().map(turn).filter(|bar| bar.width() > bar.height()).collect();
        bars.sort_by(|one, other| middle(one).total_cmp(&middle(other)));
        let mut steps = 0;
        for word in self.words.iter_mut().filter(|word| word.angle == angle && word.visibility.is_visible()) {
            let (low, high) = (word.y + 0.13 * word.size, word.y + 0.52 * word.size);
            let start = bars.partition_point(|bar| middle(bar) < low);
            let mut covered = 0.0;
            for bar in bars[start..].iter().take_while(|bar| middle(bar) <= high) {
                steps += 1;
                if bar.height() <= word.size * 0.2 {
                    covered += (bar.x1.min(word.x1) - bar.x0.max(word.x0)).max(0.0);
                }
            }
            if covered > 0.5 * (word.x1 - word.x0) {
                word.visibility = Visibility::StruckOut;
            }
            // A page of lines upon lines is no text with words struck out.
            if steps > 5_000_000 {
                self.is_limit_exceeded = true;
                return;
            }
        }
    }

    /// Strikes out the words whose middle lies in one of the areas.
    pub(super) fn strike_out(&mut self, areas: &[Rect]) {
        for word in self.words.iter_mut().filter(|word| word.visibility.is_visible()) {
            if areas.iter().any(|area| area.contains(word.points[1])) {
                word.visibility = Visibility::StruckOut;
            }
        }
    }
}

fn contrast(one: Color, other: Color) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
}
