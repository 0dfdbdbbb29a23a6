//! Transformation matrices and rectangles.

/// `[a b c d e f]`: maps (x, y) to (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A matrix from six numbers; the identity if there are others.
    pub(super) fn from_numbers(numbers: &[f64]) -> Self {
        numbers.try_into().map_or(Self::IDENTITY, Self)
    }

    /// First `self`, then `next`.
    #[expect(clippy::many_single_char_names, reason = "the names that the format gives them")]
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    #[expect(clippy::many_single_char_names, reason = "the names that the format gives them")]
    pub(super) fn apply(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How a vector along each axis grows.
    pub(super) fn scales(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// The smallest rectangle around the image of a rectangle.
    pub(super) fn apply_to(self, rect: Rect) -> Rect {
        let corners = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)];
        corners.into_iter().fold(Rect::EMPTY, |bounds, corner| bounds.with(self.apply(corner)))
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Rect {
    pub(super) const EMPTY: Self =
        Self { x0: f64::INFINITY, y0: f64::INFINITY, x1: f64::NEG_INFINITY, y1: f64::NEG_INFINITY };
    pub(super) const EVERYTHING: Self =
        Self { x0: f64::NEG_INFINITY, y0: f64::NEG_INFINITY, x1: f64::INFINITY, y1: f64::INFINITY };

    /// A rectangle from two opposite corners; none if there are not four numbers.
    pub(super) fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let [x0, y0, x1, y1]: [f64; 4] = numbers.try_into().ok()?;
        Some(Self::EMPTY.with((x0, y0)).with((x1, y1)))
    }

    pub(super) fn with(self, (x, y): (f64, f64)) -> Self {
        Self { x0: self.x0.min(x), y0: self.y0.min(y), x1: self.x1.max(x), y1: self.y1.max(y) }
    }

    pub(super) fn intersect(self, other: Self) -> Self {
        Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    pub(super) fn grow(self, by: f64) -> Self {
        Self { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }

    pub(super) fn contains(self, (x, y): (f64, f64)) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }

    /// Zero if nothing is inside.
    pub(super) fn width(self) -> f64 {
        (self.x1 - self.x0).max(0.0)
    }

    pub(super) fn height(self) -> f64 {
        (self.y1 - self.y0).max(0.0)
    }
}
