//! The graphics state of a content stream.

use std::rc::Rc;

use super::{
    canvas::Color,
    file::File,
    fonts::Font,
    geometry::{Matrix, Rect},
    object::{Dictionary, Object},
};

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) clip: Rect,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) line_width: f64,
    /// Whether paint covers what is under it: no blending, no transparency.
    pub(super) is_opaque: bool,
    /// Whether what is painted cannot be seen at all.
    pub(super) is_transparent: bool,
    pub(super) text: TextState,
}

#[derive(Debug, Clone)]
pub(super) struct TextState {
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    /// 1 for 100 %.
    pub(super) horizontal_scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) render_mode: u8,
}

/// A colour space, and the colour; none if it is not known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    space: Space,
    pub(super) color: Option<Color>,
}

#[derive(Debug, Clone, Copy)]
enum Space {
    Gray,
    Rgb,
    Cmyk,
    Lab,
    /// The share of one ink.
    Tint,
    Unknown,
}

impl Paint {
    const BLACK: Self = Self { space: Space::Gray, color: Some([0.0; 3]) };

    pub(super) fn gray(values: &[f64]) -> Self {
        Self { space: Space::Gray, color: None }.with(values)
    }

    pub(super) fn rgb(values: &[f64]) -> Self {
        Self { space: Space::Rgb, color: None }.with(values)
    }

    pub(super) fn cmyk(values: &[f64]) -> Self {
        Self { space: Space::Cmyk, color: None }.with(values)
    }

    /// The colour space of this name or definition, with its first colour.
    pub(super) fn of_space(file: &File<'_>, resources: &Dictionary, object: &Object) -> Self {
        let named = object.name().and_then(|name| {
            let spaces = file.lookup(resources, b"ColorSpace");
            spaces.dictionary().map(|spaces| file.lookup(spaces, name)).filter(|space| *space != Object::Null)
        });
        let definition = file.resolve(&named.unwrap_or_else(|| object.clone()));
        let family = match &definition {
            Object::Array(parts) => parts.first().map(|part| file.resolve(part)).unwrap_or_default(),
            other => other.clone(),
        };
        let space = match family.name() {
            Some(b"DeviceGray" | b"CalGray" | b"G") => Space::Gray,
            Some(b"DeviceRGB" | b"CalRGB" | b"RGB") => Space::Rgb,
            Some(b"DeviceCMYK" | b"CMYK") => Space::Cmyk,
            Some(b"Lab") => Space::Lab,
            Some(b"Separation") => Space::Tint,
            Some(b"ICCBased") => {
                let profile = definition.array().and_then(|parts| parts.get(1)).map(|profile| file.resolve(profile));
                let profile = profile.as_ref().and_then(Object::dictionary);
                match profile.and_then(|profile| file.lookup(profile, b"N").index()) {
                    Some(1) => Space::Gray,
                    Some(3) => Space::Rgb,
                    Some(4) => Space::Cmyk,
                    _ => Space::Unknown,
                }
            }
            _ => Space::Unknown,
        };
        let first: &[f64] = match space {
            Space::Gray => &[0.0],
            Space::Rgb | Space::Lab => &[0.0; 3],
            Space::Cmyk => &[0.0, 0.0, 0.0, 1.0],
            Space::Tint => &[1.0],
            Space::Unknown => &[],
        };
        Self { space, color: None }.with(first)
    }

    /// The colour of these components in the same space.
    pub(super) fn with(self, values: &[f64]) -> Self {
        let color = match (self.space, values) {
            (Space::Gray, [gray]) => Some([*gray; 3]),
            (Space::Rgb, [red, green, blue]) => Some([*red, *green, *blue]),
            (Space::Cmyk, [cyan, magenta, yellow, black]) => {
                Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)))
            }
            (Space::Lab, [lightness, ..]) => Some([lightness / 100.0; 3]),
            (Space::Tint, [tint]) => Some([1.0 - tint; 3]),
            _ => None,
        };
        Self { color: color.map(|color| color.map(|part| part.clamp(0.0, 1.0))), ..self }
    }
}

impl State {
    pub(super) fn new(matrix: Matrix, clip: Rect) -> Self {
        Self {
            matrix,
            clip,
            fill: Paint::BLACK,
            stroke: Paint::BLACK,
            line_width: 1.0,
            is_opaque: true,
            is_transparent: false,
            text: TextState {
                font: None,
                size: 0.0,
                character_spacing: 0.0,
                word_spacing: 0.0,
                horizontal_scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                render_mode: 0,
            },
        }
    }

    /// Applies a dictionary of graphics state parameters, but for its font.
    pub(super) fn apply_parameters(&mut self, file: &File<'_>, parameters: &Dictionary) {
        if let Some(width) = file.lookup(parameters, b"LW").number() {
            self.line_width = width;
        }
        let alpha = file.lookup(parameters, b"ca").number();
        let blend_mode = match file.lookup(parameters, b"BM") {
            Object::Array(modes) => modes.first().cloned().unwrap_or_default(),
            mode => mode,
        };
        if let Some(alpha) = alpha {
            self.is_transparent = alpha < 0.05;
            self.is_opaque = alpha > 0.95;
        }
        if let Some(mode) = blend_mode.name() {
            self.is_opaque = matches!(mode, b"Normal" | b"Compatible") && alpha.is_none_or(|alpha| alpha > 0.95);
        }
    }
}
