# Findings on a programme: the sentences around the texts that come from the rules. $field is the key that a person
# types, such as “purpose.main”, in code marks, or the message finding-form-question.

## A building block that is not understood, not met or contradictory

# $facts is a list of two or more clauses: “mentors are paid, and mentors are volunteers”.
finding-contradicts = The description contradicts itself: { $facts }.
# $facts is a list such as “mentors are volunteers” or “mentors are paid a fee”, with the quotation marks.
finding-contradicts-help = Find out which statement is right, and correct the other: { $facts }.
# Advice on the programme itself, which begins with a small letter.
finding-contradicts-both = If both are true, { $advice }
# After what is stated. $point completes “whether”.
finding-leaves-open = That leaves open whether { $point }.
# After a list of what is stated that is complete.
finding-not-enough-known = It is not clear whether that is enough.
# $point completes “whether”.
finding-not-understood = What the description says under { $field } is not understood, so it does not show whether { $point }.
finding-not-understood-help = Correct { $field } first.
finding-not-understood-here = not understood
# $fields is a list of fields.
finding-refuted-help = If the description is wrong, correct { $fields }.
finding-refuted-here = this decides it

## What to write in the description

# $alternatives is made of the messages finding-step, joined by finding-steps-or.
finding-suggestion = If this is how it works now, state { $alternatives }.
finding-suggestion-past = If this is how it worked, state { $alternatives }.
# For a form: $alternatives are questions and answers.
finding-suggestion-form = If this is how it works now, answer { $alternatives }.
finding-suggestion-form-past = If this is how it worked, answer { $alternatives }.
finding-step = { $field } ({ $values })
# A field of a form.
finding-form-question = question { $number }
# Between alternatives, as in “a (b), or c (d)”.
finding-steps-or = , or
# The last of a long list of values.
finding-another-value = another that fits
finding-missing-here = this leaves it open
finding-missing-in-section = `{ $key }` is missing here
finding-missing-after-section = `{ $section }:` with `{ $key }:` could follow this part

## Labels and interpretations

finding-label = The label is { $title }.
finding-label-here = the label
# $words are the programme's own, in its own language.
own-words = The programme calls itself “{ $words }”.
finding-label-ruled-out = this rules it out
finding-interpreted-here = our interpretation concerns this
