package ask

import "github.com/quoth-news/quoth/wire"

// rules are the linter's rules with the words a reader of a report sees: accuracy
// (A) holds a draft against the record, style (S) against the house's way.
var rules = []wire.Rule{
	{ID: "A01", Name: "WordingDiffers", Text: "The words differ from the record's."},
	{ID: "A02", Name: "MeaningChanged", Text: "A negation, number, name, date or modal verb differs from the record's."},
	{ID: "A03", Name: "UnmarkedOmission", Text: "Words are left out without an ellipsis, or a cut drops what limits them."},
	{ID: "A04", Name: "EllipsisHidesQualifier", Text: "An ellipsis hides a negation, condition, exception, hedge or limit, or leaves out much."},
	{ID: "A05", Name: "BracketChangesMeaning", Text: "Words in brackets change who or what is meant, or the meaning."},
	{ID: "A06", Name: "Splice", Text: "Two statements are run together as one."},
	{ID: "A07", Name: "ParaphraseInMarks", Text: "Words the record only reports stand in quotation marks."},
	{ID: "A08", Name: "OtherSpeaker", Text: "The record gives the words to another speaker, or the speaker was quoting."},
	{ID: "A09", Name: "NobodyNamed", Text: "The draft does not say whose words they are."},
	{ID: "A10", Name: "DateOrVenue", Text: "The draft's date or venue differs from the record's, or old words are shown as new."},
	{ID: "A11", Name: "PickupWithoutCredit", Text: "Another outlet got the words and is not named."},
	{ID: "A12", Name: "TranslationNotSaid", Text: "The words were translated and the draft does not say so."},
	{ID: "A13", Name: "SourceCorrected", Text: "The source was corrected or withdrawn."},
	{ID: "A14", Name: "OneOriginShownAsMany", Text: "The draft speaks of several reports; the record knows one origin."},
	{ID: "A15", Name: "NotFound", Text: "The words were not found. That does not mean that they were not said."},
	{ID: "A16", Name: "TooShort", Text: "The quotation is too short to judge alone; see what stands beside it."},
	{ID: "A17", Name: "DenialLeftOut", Text: "The source carries a denial or a refusal to comment that the draft leaves out."},
	{ID: "A18", Name: "MisattributedSaying", Text: "The saying is often given to the wrong person."},
	{ID: "S01", Name: "Fragment", Text: "A quotation of very few words."},
	{ID: "S02", Name: "MarkBeforeQuote", Text: "The mark before the quotation is not the house's."},
	{ID: "S03", Name: "EllipsisStyle", Text: "An ellipsis at the beginning or end of a quotation, or spaced against the house's way."},
	{ID: "S04", Name: "Dialect", Text: "A spelling of dialect inside a quotation."},
	{ID: "S05", Name: "Sic", Text: "[sic] inside a quotation."},
	{ID: "S06", Name: "UnpairedMarks", Text: "A quotation mark is not closed, closes nothing, or is doubled."},
	{ID: "S07", Name: "ReopenMark", Text: "A quotation goes on in this paragraph, which does not open with a mark."},
	{ID: "S08", Name: "HeadlineMarks", Text: "The quotation marks of the headline are not the house's."},
	{ID: "S09", Name: "NeedlessHeadlineMarks", Text: "The headline says who speaks; it needs no quotation marks."},
	{ID: "S10", Name: "ScareQuotes", Text: "Quotation marks around a word that nobody is said to have used."},
	{ID: "S11", Name: "JudgingVerb", Text: "The verb judges the speaker; “said” does not."},
	{ID: "S12", Name: "TwoAttributions", Text: "One quotation has two attributions."},
	{ID: "S13", Name: "LateAttribution", Text: "The attribution comes after two sentences or more."},
	{ID: "S14", Name: "BareSource", Text: "“A source”, and not what kind of source or why it has no name."},
	{ID: "S15", Name: "HowReached", Text: "“Declined to comment”, and not how or when the comment was asked for."},
}

// Rules are the linter's rules, in order.
func Rules() []wire.Rule { return rules }

func ruleByID(id string) (wire.Rule, bool) {
	for _, r := range rules {
		if r.ID == id {
			return r, true
		}
	}
	return wire.Rule{}, false
}
