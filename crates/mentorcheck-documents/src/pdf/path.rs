//! Paths: what is filled, stroked or clipped to.

use super::geometry::{Matrix, Rect};

/// The maximum number of parts of one path that are looked at.
const MAX_PARTS: usize = 20_000;

/// The path under construction, in coordinates of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    segments: Vec<Rect>,
    start: (f64, f64),
    current: (f64, f64),
}

#[derive(Debug)]
struct Part {
    bounds: Rect,
    lines: usize,
    /// Whether all lines run along an axis.
    is_straight: bool,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.segments.clear();
    }

    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        (self.start, self.current) = (point, point);
        if self.parts.len() < MAX_PARTS {
            self.parts.push(Part { bounds: Rect::EMPTY.with(point), lines: 0, is_straight: true });
        }
    }

    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        let line = Rect::EMPTY.with(self.current).with(point);
        if let Some(part) = self.parts.last_mut() {
            part.bounds = part.bounds.with(point);
            part.lines += 1;
            part.is_straight &= line.width().min(line.height()) < 0.01;
        }
        if self.segments.len() < MAX_PARTS {
            self.segments.push(line);
        }
        self.current = point;
    }

    /// A curve by its two control points and its end; it stays within their bounds.
    pub(super) fn curve_to(&mut self, points: [(f64, f64); 3]) {
        if let Some(part) = self.parts.last_mut() {
            part.bounds = points.into_iter().fold(part.bounds, Rect::with);
            part.is_straight = false;
        }
        self.current = points[2];
    }

    pub(super) fn close(&mut self) {
        if self.start != self.current {
            self.line_to(self.start);
        }
    }

    pub(super) fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f64; 4]) {
        self.move_to(matrix.apply((x, y)));
        self.line_to(matrix.apply((x + width, y)));
        self.line_to(matrix.apply((x + width, y + height)));
        self.line_to(matrix.apply((x, y + height)));
        self.close();
    }

    pub(super) fn bounds(&self) -> Rect {
        let join = |bounds: Rect, part: &Part| {
            bounds.with((part.bounds.x0, part.bounds.y0)).with((part.bounds.x1, part.bounds.y1))
        };
        self.parts.iter().fold(Rect::EMPTY, join)
    }

    /// The bounds of each filled part, and whether it fills them all.
    pub(super) fn filled(&self, by_parity: bool) -> impl Iterator<Item = (Rect, bool)> {
        let may_have_holes = by_parity && self.parts.len() > 1;
        self.parts
            .iter()
            .filter(|part| part.lines > 0 || !part.is_straight)
            .map(move |part| (part.bounds, part.is_straight && (3..=5).contains(&part.lines) && !may_have_holes))
    }

    /// The straight lines, as thin as nothing.
    pub(super) fn lines(&self) -> impl Iterator<Item = Rect> {
        self.segments.iter().copied()
    }
}
