//! Reads the declarations of styles that decide whether text is visible. What is not understood is ignored.

use super::colour::{Paint, parse_colour};

/// A property that bears on visibility or on white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Display,
    Visibility,
    Opacity,
    FontSize,
    LineThrough,
    Colour,
    TextFill,
    Background,
    BackgroundImage,
    Indent,
    Position,
    Left,
    Top,
    Right,
    Bottom,
    MarginLeft,
    MarginTop,
    Clip,
    ClipPath,
    Transform,
    Width,
    Height,
    Overflow,
    WhiteSpace,
    VerticalAlign,
}

/// The value of a property, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// Whether the value has the effect that its property stands for: a length is far off the page, or next to nothing.
    Flag(bool),
    Paint(Paint),
    Display(Display),
    Inherit,
    Initial,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    None,
    Inline,
    Block,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Declaration {
    pub property: Property,
    pub value: Value,
    pub is_important: bool,
}

/// A length at or beyond this, in pixels, is off the page.
const FAR: f32 = -900.0;

/// Reads the declarations of a `style` attribute or a rule.
pub(super) fn parse_declarations(text: &str) -> Vec<Declaration> {
    let text = without_comments(text).to_ascii_lowercase();
    let mut declarations = Vec::new();
    for declaration in split_outside(&text, ';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        let (value, is_important) = match value.rsplit_once('!') {
            Some((value, priority)) if priority.trim() == "important" => (value.trim_end(), true),
            _ => (value, false),
        };
        for (property, value) in parse_property(name.trim(), value) {
            declarations.push(Declaration { property, value, is_important });
        }
    }
    declarations
}

fn parse_property(name: &str, value: &str) -> Vec<(Property, Value)> {
    use Property as P;
    let one = |property: Property, accepts: fn(&str) -> Option<Value>| {
        let value = match value {
            "inherit" => Some(Value::Inherit),
            "initial" | "unset" | "revert" | "revert-layer" => Some(Value::Initial),
            _ => accepts(value),
        };
        value.map(|value| (property, value)).into_iter().collect()
    };
    match name {
        "display" => one(P::Display, |value| Some(Value::Display(parse_display(value)))),
        "visibility" => one(P::Visibility, |value| Some(Value::Flag(matches!(value, "hidden" | "collapse")))),
        "content-visibility" => one(P::Clip, |value| Some(Value::Flag(value == "hidden"))),
        "opacity" => one(P::Opacity, |value| fraction(value).map(|value| Value::Flag(value < 0.1))),
        "filter" => one(P::Opacity, |value| {
            let value = value.strip_prefix("opacity(")?.strip_suffix(')')?;
            Some(Value::Flag(fraction(value)? < 0.1))
        }),
        "font-size" => one(P::FontSize, parse_font_size),
        "font" => one(P::FontSize, |value| value.split([' ', '/']).find_map(parse_font_size)),
        "text-decoration" | "text-decoration-line" => {
            one(P::LineThrough, |value| Some(Value::Flag(value.contains("line-through"))))
        }
        "color" => one(P::Colour, parse_text_colour),
        "-webkit-text-fill-color" => one(P::TextFill, parse_text_colour),
        "background-color" => one(P::Background, |value| parse_colour(value).map(Value::Paint)),
        "background-image" => one(P::BackgroundImage, |value| Some(Value::Flag(value != "none"))),
        "background" => {
            let has_picture = value.contains("url(") || value.contains("gradient(") || value.contains("image(");
            let colour = split_outside(value, ' ').find_map(|part| parse_colour(part.trim()));
            let colour = colour.unwrap_or(if value.contains('(') { Paint::Unknown } else { Paint::Transparent });
            vec![(P::Background, Value::Paint(colour)), (P::BackgroundImage, Value::Flag(has_picture))]
        }
        "text-indent" => one(P::Indent, parse_far),
        "position" => {
            one(P::Position, |value| Some(Value::Flag(matches!(value, "absolute" | "fixed" | "relative" | "sticky"))))
        }
        "left" | "inset-inline-start" => one(P::Left, parse_far),
        "top" | "inset-block-start" => one(P::Top, parse_far),
        "right" | "inset-inline-end" => one(P::Right, parse_far),
        "bottom" | "inset-block-end" => one(P::Bottom, parse_far),
        "inset" => sides(value, [P::Top, P::Right, P::Bottom, P::Left]),
        "margin-left" | "margin-inline-start" => one(P::MarginLeft, parse_far),
        "margin-top" | "margin-block-start" => one(P::MarginTop, parse_far),
        "margin" => {
            let sides = sides(value, [P::MarginTop, P::Right, P::Bottom, P::MarginLeft]);
            sides.into_iter().filter(|(side, _)| matches!(side, P::MarginTop | P::MarginLeft)).collect()
        }
        "clip" => one(P::Clip, |value| {
            let inside = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
            let is_small = |part: &str| length(part).is_some_and(|length| length <= 1.0);
            Some(Value::Flag(
                inside.is_some_and(|inside| inside.split([',', ' ']).filter(|part| !part.is_empty()).all(is_small)),
            ))
        }),
        "clip-path" | "-webkit-clip-path" => one(P::ClipPath, |value| Some(Value::Flag(is_clipped(value)))),
        "transform" => one(P::Transform, |value| Some(Value::Flag(is_moved_or_shrunk(value)))),
        "width" | "max-width" => one(P::Width, |value| Some(Value::Flag(is_tiny(value)))),
        "height" | "max-height" => one(P::Height, |value| Some(Value::Flag(is_tiny(value)))),
        "overflow" | "overflow-x" | "overflow-y" => {
            one(P::Overflow, |value| Some(Value::Flag(value.split(' ').any(|part| matches!(part, "hidden" | "clip")))))
        }
        "white-space" | "white-space-collapse" => {
            one(P::WhiteSpace, |value| Some(Value::Flag(value.starts_with("pre") || value == "break-spaces")))
        }
        "vertical-align" => one(P::VerticalAlign, |value| {
            Some(Value::Flag(value == "super" || length(value).is_some_and(|length| length > 0.0)))
        }),
        _ => Vec::new(),
    }
}

/// A shorthand for four sides in the order top, right, bottom, left.
fn sides(value: &str, properties: [Property; 4]) -> Vec<(Property, Value)> {
    let values: Vec<&str> = value.split_whitespace().take(4).collect();
    let Some(first) = values.first() else { return Vec::new() };
    let side = |index: usize| *values.get(index).unwrap_or_else(|| values.get(index % 2).unwrap_or(first));
    let sides = properties.into_iter().enumerate();
    sides.filter_map(|(index, property)| Some((property, parse_far(side(index))?))).collect()
}

fn parse_display(value: &str) -> Display {
    match value {
        "none" => Display::None,
        "inline" | "contents" | "inline-block" | "inline-flex" | "inline-grid" | "ruby" => Display::Inline,
        _ => Display::Block,
    }
}

fn parse_text_colour(value: &str) -> Option<Value> {
    if value == "currentcolor" {
        return Some(Value::Inherit);
    }
    let is_name = || value.bytes().all(|byte| byte.is_ascii_lowercase());
    let colour = parse_colour(value).or_else(|| is_name().then_some(Paint::Unknown));
    colour.map(Value::Paint)
}

/// Whether a font has next to no size. A size in relation to the parent's has none if the parent's has none.
fn parse_font_size(value: &str) -> Option<Value> {
    let is_keyword = value.ends_with("small") || value.ends_with("large") || value == "medium";
    if is_keyword {
        return Some(Value::Flag(false));
    }
    let is_relative = value.ends_with("em") && !value.ends_with("rem") || value.ends_with('%') || value.ends_with("ex");
    match length(value) {
        // Calculations are taken to be readable.
        None => value.contains('(').then_some(Value::Flag(false)),
        Some(length) if length <= 1.0 => Some(Value::Flag(true)),
        Some(_) if is_relative || matches!(value, "larger" | "smaller") => Some(Value::Inherit),
        // A number without a unit is a weight.
        Some(_) if value.ends_with(|c: char| c.is_ascii_digit()) => None,
        Some(_) => Some(Value::Flag(false)),
    }
}

fn parse_far(value: &str) -> Option<Value> {
    match length(value) {
        Some(length) => Some(Value::Flag(length <= FAR)),
        None if value == "auto" || value.contains('(') => Some(Value::Flag(false)),
        None => None,
    }
}

fn is_tiny(value: &str) -> bool {
    length(value).is_some_and(|length| length <= 1.0)
}

fn is_clipped(value: &str) -> bool {
    let inside = |function: &str| value.strip_prefix(function).and_then(|rest| rest.strip_suffix(')'));
    if let Some(inset) = inside("inset(") {
        return inset
            .split_whitespace()
            .next()
            .and_then(|part| part.strip_suffix('%'))
            .is_some_and(|percent| percent.parse::<f32>().is_ok_and(|percent| percent >= 50.0));
    }
    inside("circle(")
        .is_some_and(|circle| circle.split_whitespace().next().and_then(length).is_some_and(|radius| radius <= 0.0))
}

fn is_moved_or_shrunk(value: &str) -> bool {
    value.split(')').any(|function| {
        let Some((name, arguments)) = function.trim().split_once('(') else { return false };
        let mut lengths = arguments.split(',').filter_map(|argument| length(argument.trim()));
        match name {
            "scale" | "scalex" | "scaley" | "scale3d" => lengths.any(|scale| scale.abs() < 0.05),
            "translate" | "translatex" | "translatey" | "translate3d" => lengths.any(|by| by <= FAR),
            _ => false,
        }
    })
}

/// A number from 0 to 1, or a percentage.
fn fraction(value: &str) -> Option<f32> {
    match value.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f32>().ok().map(|percent| percent / 100.0),
        None => value.trim().parse().ok(),
    }
}

/// A length in pixels. A percentage is taken of 1000 pixels, as if of the page.
fn length(value: &str) -> Option<f32> {
    let end = value.find(|c: char| c.is_ascii_alphabetic() && c != 'e' || c == '%').unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    // “1em” has the letter that exponents have too.
    let (number, unit) = match number.strip_suffix('e') {
        Some(number) => (number, &value[end - 1..]),
        None => (number, unit),
    };
    let number: f32 = number.parse().ok()?;
    let factor = match unit {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" | "pc" | "ic" | "lh" | "rlh" => 16.0,
        "ex" | "ch" => 8.0,
        "cm" => 37.8,
        "mm" => 3.78,
        "in" => 96.0,
        "%" | "vw" | "vh" | "vmin" | "vmax" | "dvh" | "dvw" => 10.0,
        _ => return None,
    };
    Some(number * factor)
}

/// The text with a space for each comment.
pub(super) fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        kept.push(' ');
        rest = rest[start + 2..].split_once("*/").map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}

/// Splits at a character outside quotes and parentheses.
pub(super) fn split_outside(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    text.split(move |c: char| {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) => return depth == 0 && c == separator,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::{Display, Paint, Property as P, Value, parse_declarations};

    #[test]
    fn declarations_are_read() {
        let hidden = |property| vec![(property, Value::Flag(true))];
        let shown = |property| vec![(property, Value::Flag(false))];
        for (css, read) in [
            ("display:none", vec![(P::Display, Value::Display(Display::None))]),
            ("DISPLAY : None !important", vec![(P::Display, Value::Display(Display::None))]),
            ("visibility: hidden", hidden(P::Visibility)),
            ("visibility: visible", shown(P::Visibility)),
            ("opacity: 0", hidden(P::Opacity)),
            ("opacity: 0.0%", hidden(P::Opacity)),
            ("opacity: .7", shown(P::Opacity)),
            ("font-size: 0", hidden(P::FontSize)),
            ("font-size: 0.5px", hidden(P::FontSize)),
            ("font-size: 1.2em", vec![(P::FontSize, Value::Inherit)]),
            ("font-size: 0em", hidden(P::FontSize)),
            ("font: 0/0 a", hidden(P::FontSize)),
            ("font: 400 16px/1.5 serif", shown(P::FontSize)),
            ("text-decoration: underline line-through red", hidden(P::LineThrough)),
            ("color: #fff", vec![(P::Colour, Value::Paint(Paint::Rgb([255; 3])))]),
            ("color: tomato", vec![(P::Colour, Value::Paint(Paint::Unknown))]),
            ("text-indent: -9999px", hidden(P::Indent)),
            ("text-indent: -100%", hidden(P::Indent)),
            ("text-indent: -2em", shown(P::Indent)),
            ("left:-999em", hidden(P::Left)),
            ("margin: 0 0 0 -9999px", vec![(P::MarginTop, Value::Flag(false)), (P::MarginLeft, Value::Flag(true))]),
            ("clip: rect(1px, 1px, 1px, 1px)", hidden(P::Clip)),
            ("clip: rect(0 0 0 0)", hidden(P::Clip)),
            ("clip: auto", shown(P::Clip)),
            ("clip-path: inset(50%)", hidden(P::ClipPath)),
            ("transform: scale(0)", hidden(P::Transform)),
            ("transform: translateX(-9999px)", hidden(P::Transform)),
            ("transform: rotate(3deg)", shown(P::Transform)),
            ("x:';display:none'; /* opacity:0 */ height: 1px", hidden(P::Height)),
            ("width: calc(1px; opacity:0)", shown(P::Width)),
            ("display", vec![]),
            (":", vec![]),
            ("font-size: 1e99999px", shown(P::FontSize)),
        ] {
            let declarations = parse_declarations(css);
            let found: Vec<_> = declarations.iter().map(|one| (one.property, one.value)).collect();
            assert_eq!(found, read, "{css}");
            assert_eq!(declarations.iter().any(|one| one.is_important), css.contains("!important"));
        }
        let background = |css: &str| parse_declarations(css)[0].value;
        assert_eq!(background("background: #000 url(x.png) no-repeat"), Value::Paint(Paint::Rgb([0; 3])));
        assert_eq!(background("background: none"), Value::Paint(Paint::Transparent));
        assert_eq!(background("background: rgb(0, 0, 0)"), Value::Paint(Paint::Rgb([0; 3])));
        assert_eq!(background("background: var(--dark)"), Value::Paint(Paint::Unknown));
    }
}
