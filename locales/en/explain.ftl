# What `mentorcheck explain NAME` prints, and the pages that `mentorcheck rules doc` makes. Titles, questions and claims
# come from the rules. Headings are nouns, questions, or the beginning of a sentence that the list below them completes.

## A rule

explain-asks = What it asks
explain-necessary = It decides: its building block or kind is met only if this is met, and is not met if this is not met.
explain-supporting = It is reported, but never decisive.
explain-why = Why it matters
explain-shown-when = Met when
explain-refuted-when = Not met when
explain-never-refuted = Never: nothing that a description can state counts against it.
explain-otherwise = Otherwise it is not stated. A missing answer counts neither for nor against a programme.
explain-evidence = What a funder can accept as evidence
explain-traps = What must not mislead you
explain-interpretations = Where this is our interpretation, not the source's
# $note is one or more sentences.
explain-interpretation = Our interpretation: { $note }
explain-example-shows = A description that meets it
explain-example-refutes = A description that does not meet it
explain-example-open = A description that leaves it open
explain-help-refuted = What would help if it is not met
explain-help-open = What to do if it is not stated
explain-help = What would help

## A building block or a kind

explain-block-necessary = Met when every point below is met; not met when any one of them is not
explain-block-supporting = Also asked, but never decisive
explain-kind-requires = What it requires (every point below)
explain-kind-block = building block `{ $block }`: { $question }
# Before a list of conditions.
explain-kind-shown-when = met when
explain-kind-refuted-when = not met when
explain-kind-sources = It also draws on
explain-kind-labels = Labels that such a programme can use

## A claim of the source

explain-claim-protects = It also protects programmes: what it allows must not count against them.
explain-claim-rules = What is based on it
explain-claim-spectrum = the spectrum
# $work is a publication; $author is someone whom it quotes.
citation = { $work }, “{ $heading }”
citation-quoted = { $author }, quoted in { $work }, “{ $heading }”

## Labels

explain-label-title = the programme's label
explain-label-question = Is the programme of a kind that its own label can mean?
explain-label-meanings = What each label can mean
explain-label-no-kind = no particular kind
explain-label-answer = The description supports a label if the verdict is one of its kinds. It does not match the label if all of them are ruled out.

## Conditions. $field is a key such as “mentor.brings”; values are keys with their titles.

explain-condition-any = one of these is stated:
explain-condition-all = all of these are stated:
explain-condition-is = `{ $field }` is { $value }
explain-condition-one-of = `{ $field }` is one of { $values }
# $count is the number of values.
explain-condition-other-than =
    { $count ->
        [one] `{ $field }` is stated, but is not { $values }
       *[other] `{ $field }` is stated, but is none of { $values }
    }
explain-condition-lists = `{ $field }` lists { $value }
explain-condition-any-of = `{ $field }` lists at least one of { $values }
explain-condition-none-of = `{ $field }` ends with `{ $closing }` and lists none of { $values }

## A rule on one description

explain-for = On { $name }
# $point is the title of a rule or a building block; $answer is one of the messages answer-….
explain-for-answer = { $point }: { $answer }.
explain-for-block = Its indicators
explain-for-kind =
    { $answer ->
        [shown] It is { $kind }.
        [refuted] It is not { $kind }.
        [contradictory] The description contradicts itself on whether it is { $kind }.
       *[open] The description does not show whether it is { $kind }.
    }
explain-for-kind-requires = What it requires
explain-for-claim = What is based on the claim
explain-for-builtin = It does not come from the rules. If the file has it, it is shown above.
explain-for-no-label = The description gives no label.
explain-for-label-supported = Its label is `{ $label }`. The description supports it.
explain-for-label-ruled-out = Its label is `{ $label }`. The description does not match it.
explain-for-label-open = Its label is `{ $label }`. The description neither confirms nor contradicts it.
explain-for-fact-line = { $fact }, line { $line }
explain-for-decided = What decided it
explain-for-interpretation = This uses our interpretation
explain-for-shown-if = It would be met if
explain-for-refuted-if = It would not be met if
explain-for-shown-instead = It would be met if the facts above did not apply, and if
explain-for-contradictory = The description contradicts itself here. Find out which statement is right, and correct the other.
explain-for-change = What would change it
explain-for-settles = Any one of these would settle it

# Whether a kind fits a description.
kind-answer-shown = fits
kind-answer-refuted = does not fit
kind-answer-open = not clear yet
kind-answer-contradictory = contradictory

## A field

explain-field-value = This value
explain-field-one-value = State one value.
explain-field-list = State one or more values in a list.
explain-field-free-text = State it in your own words. No rule reads it.
explain-field-values = Values
explain-field-rules = Rules that read it

## Everything that can be explained

explain-index = What can be explained
explain-index-how = Give a name from this list, or a value of a field, to `mentorcheck explain`.
explain-index-blocks = Building blocks
explain-index-kinds = Kinds
explain-index-fields = Fields of a description, by section
explain-index-codes = Codes of findings
explain-index-claims = Claims of the source

## The pages of a rule pack

site-title = The rules of { $pack }
site-generated = This page is made from the rules by `mentorcheck rules doc`. Make changes in the rules.
site-source = The rules are based on { $citation }.
site-definition = The definition, under the heading “{ $heading }”:
site-programme = The definition of a programme, under the heading “{ $heading }”:
site-blocks = Building blocks
site-block-column = block
site-asks-column = what it asks
site-kinds = Kinds
site-kind-column = kind
site-summary-column = what it is
site-spectrum = The spectrum
site-point-column = point
site-meaning-column = what it means
# The addresses of findings on labels end with the name of this heading.
site-labels = What programmes call themselves
site-claims = Claims
site-claims-link = [Every claim]({ $address }), with what is based on it.
site-claims-title = Claims, and what is based on them
site-claim-column = claim
site-says-column = what it says
site-words-column = the source's words
site-rules-column = rules
# The descriptions that the rules refute, or that are of the kind, or that keep clear of the trap.
site-descriptions-column = example descriptions
site-trap = Warns of a trap.
