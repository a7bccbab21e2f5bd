package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
)

var (
	// telling words have whom they speak to as their object.
	telling = quoth.HashSet(`told tell tells telling reminded reminds informed assured assures warned warns promised urged urges urging asked asks
		begged begs advised advises ordered orders encouraged instructed implored invited challenged`)
	// speaking are the words whose "to" or "with" names who was spoken to.
	speaking = quoth.HashSet(`said say says saying spoke speak speaks speaking talked talk talks talking chatted chatting chat sat sitting
		confirmed confirming explained explaining admitted admitting revealed revealing confessed opened opening wrote writing complained
		complaining insisted confided boasted confiding recalled told telling remarked announced described describing shared sharing
		discussed discussing addressed addressing joked appeared appearing interviewed lamented vented gushed dished commented commenting spilled`)
	publishing = quoth.HashSet("published aired airing broadcast released posted printed ran appeared quoted cited obtained interviewed asked televised streamed recorded taped dated issued carried conducted held given")
	relative   = quoth.HashSet("who which whose whom that where when")
	// topics begin a phrase before the subject that says what the words are about or
	// what went before them, not when they were said.
	topics = quoth.HashSet(`after following since before though although while because as despite once if when until unlike like asked
		referring commenting responding reacting reflecting discussing describing recalling recounting addressing explaining regarding
		concerning about given considering citing noting remembering looking whether unless whereas pressed questioned quizzed`)
	habitual   = quoth.HashSet("once often repeatedly always frequently famously regularly")
	subclauses = quoth.HashSet("after before since because while as until that whether if though although following when where who which despite amid ahead about regarding over")
	// dateless are prepositions whose date is not that of speaking.
	dateless = quoth.HashSet("since until till before after by for through to of between within")
	// mediaWords end the name of an outlet.
	mediaWords = quoth.HashSet(`times post herald tribune journal gazette mail guardian observer telegraph chronicle examiner inquirer dispatch
		courier sentinel bulletin globe daily weekly review magazine reporter ledger register record star sun standard express mirror
		argus echo monitor beacon wire news radio tv television press network channel media fm independent advertiser mercury bee
		messenger insider digest quarterly broadcasting newspaper newspapers online live tonight world intelligencer enquirer spectator`)
	// outletNouns are outlets without a name: "the magazine".
	outletNouns = quoth.HashSet("magazine newspaper paper outlet network website site publication station broadcaster tabloid agency channel programme program show podcast")
	// notOutlets follow "the" and a capital and are told things without printing them.
	notOutlets = quoth.HashSet(`house senate congress commission committee court council board parliament assembly president cabinet ministry
		department government university bank inquiry tribunal commons lords union party church association federation pope king queen
		prime dail knesset duma bundestag judge jury jurors police army conference league agency supreme high white un eu nato fbi cia
		pentagon kremlin vatican treasury security bureau office`)
	mediaRoles = quoth.HashSet("host anchor reporter correspondent journalist presenter editor columnist interviewer broadcaster writer moderator co-host")
)

// venueNouns are the heads of phrases that say on what occasion something was said;
// one with a second word before it ("press conference") is in venuePairs.
var venueNouns, venuePairs = func() (map[uint32]quoth.VenueKind, map[[2]uint32]quoth.VenueKind) {
	single, pairs := map[uint32]quoth.VenueKind{}, map[[2]uint32]quoth.VenueKind{}
	for _, row := range []struct {
		kind  quoth.VenueKind
		words string
	}{
		{quoth.Podcast, "podcast podcasts"},
		{quoth.Broadcast, "broadcast programme program show episode newscast telecast livestream radio television tv"},
		{quoth.Interview, "interview interviews conversation chat q&a sit-down"},
		{quoth.PressConference, "press_conference news_conference press_briefing news_briefing media_briefing briefing press_call presser conference_call media_availability"},
		{quoth.SpeechVenue, "speech speeches address keynote lecture rally sermon eulogy remarks town_hall homily toast"},
		{quoth.Court, "court trial testimony deposition arraignment sentencing inquest tribunal courtroom court_hearing bail_hearing"},
		{quoth.Parliament, "parliament commons lords question_time senate_hearing committee_hearing congressional_hearing house_hearing parliamentary_hearing senate_floor house_floor"},
		{quoth.StatementVenue, "statement statements press_release news_release communiqué communique"},
		{quoth.PostVenue, "tweet tweets post posts thread blog blogpost"},
		{quoth.DocumentVenue, "letter email e-mail memo memorandum memoir autobiography book op-ed essay column filing lawsuit affidavit report article diary editorial complaint indictment note documents papers"},
		{quoth.OtherVenue, "meeting event panel ceremony conference festival debate forum summit gala premiere screening discussion hearing vigil reception protest video call"},
	} {
		for w := range strings.FieldsSeq(row.words) {
			if before, head, two := strings.Cut(w, "_"); two {
				pairs[[2]uint32{quoth.HashLower(before), quoth.HashLower(head)}] = row.kind
			} else {
				single[quoth.HashLower(w)] = row.kind
			}
		}
	}
	return single, pairs
}()

// platforms are where one posts: only after "on".
var platforms = quoth.HashSet("twitter instagram facebook tiktok reddit linkedin youtube weibo snapchat threads bluesky mastodon telegram tumblr x")

// audiences are groups that are told things, and where that happens.
var audiences = func() map[uint32]quoth.VenueKind {
	m := map[uint32]quoth.VenueKind{}
	for _, row := range []struct {
		kind  quoth.VenueKind
		words string
	}{
		{"", "reporters journalists media press staff employees colleagues friends supporters followers fans police officers investigators detectives workers members investors analysts shareholders students parents residents voters viewers listeners readers donors diplomats soldiers troops teammates players everyone people guests visitors board council government ministers nation country"},
		{quoth.Court, "jurors jury court judge magistrates tribunal inquest judges"},
		{quoth.Parliament, "mps lawmakers senators parliament committee congress lords peers deputies legislators commons subcommittee panel councillors councilors"},
		{quoth.SpeechVenue, "crowd audience delegates rally conference congregation gathering convention meeting"},
	} {
		for w := range strings.FieldsSeq(row.words) {
			m[quoth.HashLower(w)] = row.kind
		}
	}
	return m
}()

// mayAnnounce is a coarse sieve over the words that announce an occasion: most tokens
// are none, and need no look-up.
var mayAnnounce = func() (sieve [1 << 12]bool) {
	for h := range speaking {
		sieve[h&(1<<12-1)] = true
	}
	for h := range venueNouns {
		sieve[h&(1<<12-1)] = true
	}
	for pair := range venuePairs {
		sieve[pair[1]&(1<<12-1)] = true
	}
	return sieve
}()
